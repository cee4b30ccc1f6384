import * as z from 'zod'
import { Page, PageInfo, pageInfo } from '../../model/index.ts'
import * as imports from '../../store/imports.ts'
import { tell } from '../import-row.ts'
import { method } from '../method.ts'
import { Import } from '../shapes/import.ts'

export const importsList = method({
  name: 'imports.list',
  verb: 'GET',
  scope: 'imports:read',
  summary: 'Lists the imports, the newest first.',
  args: Page,
  result: z.object({ imports: z.array(Import) }).extend(PageInfo.shape),
  async run(args, { db }) {
    const rows = await imports.list(db, args)
    return { imports: rows.map(tell), ...pageInfo(args, await imports.count(db)) }
  },
})
