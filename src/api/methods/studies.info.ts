import * as z from 'zod'
import { Id, Study, StudyBalance } from '../../model/index.ts'
import { studyBalance } from '../../reports/study/frozen-balance.ts'
import { studyOf } from '../../reports/study/study-of.ts'
import { method } from '../method.ts'
import { today } from '../today.ts'

export const studiesInfo = method({
  name: 'studies.info',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Tells one study: its design, its arms and how even they are, and what was changed.',
  args: z.object({ id: Id.describe('The study.') }),
  result: z.object({
    study: Study,
    balance: StudyBalance.nullable().describe('null: nothing has been drawn yet.'),
  }),
  async run({ id }, { db, now }) {
    const study = await studyOf(db, id, await today(db, now))
    return { study, balance: await studyBalance(db, study) }
  },
})
