import * as z from 'zod'
import { Study } from '../../model/index.ts'
import { allStudies } from '../../reports/study/study-of.ts'
import { method } from '../method.ts'
import { today } from '../today.ts'

export const studiesList = method({
  name: 'studies.list',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Lists the studies, the newest first, without their results.',
  args: z.object({}),
  result: z.object({ studies: z.array(Study) }),
  async run(_, { db, now }) {
    return { studies: await allStudies(db, await today(db, now)) }
  },
})
