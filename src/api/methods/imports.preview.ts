import * as z from 'zod'
import { method } from '../method.ts'
import { ImportId, ImportPreview } from '../shapes/import.ts'

export const importsPreview = method({
  name: 'imports.preview',
  verb: 'POST',
  scope: 'imports:write',
  summary:
    'Tells what applying an import would do as things stand now: it is done, and taken back.',
  args: ImportId,
  result: z.object({ preview: ImportPreview }),
  async run({ id }, { database, imports, actor, now }) {
    return { preview: await imports.apply(database, id, { actor: actor.id, now, dry_run: true }) }
  },
})
