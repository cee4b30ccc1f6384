import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id, Study } from '../../model/index.ts'
import { csvOf } from '../../reports/csv.ts'
import { studyOf } from '../../reports/study/study-of.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import { change } from '../change.ts'
import { method, raw } from '../method.ts'

export const studiesPeople = method({
  name: 'studies.people',
  verb: 'GET',
  scope: 'users:write',
  summary: 'Lists the people of a study with the arms that their teams were drawn to.',
  description:
    'For those who roll out what is studied. It holds no number about anybody, and each list that is made stands in the audit log.',
  args: z.object({
    id: Id.describe('The study.'),
    arm: z.string().optional().describe('Only this arm; all without it.'),
    format: z.enum(['json', 'csv']).default('json').describe('How it is answered.'),
  }),
  result: z.object({
    study: Study.pick({ id: true, name: true }),
    people: z.array(
      z.object({
        id: Id,
        name: z.string(),
        email: z.string(),
        team: z.string().describe('The team of the day on which the study was fixed.'),
        arm: z.string(),
      }),
    ),
  }),
  async run({ id, arm, format }, context) {
    if (format === 'csv' && context.actor.pseudonymous)
      throw new AppError(
        'not_authorized',
        'People go by pseudonyms here, so there is no file of their names. Ask a Workspace Admin for it.',
      )
    const deed = { action: 'studies.people', object: `study:${id}`, details: { arm } }
    const { study, listed } = await change(context, deed, async (tx, by) => ({
      study: await studyOf(tx, id, by.today),
      listed: await studiesMembers.people(tx, id),
    }))
    const people = listed
      .map((person) => ({ ...person, arm: study.arms[person.arm] ?? '' }))
      .filter((person) => arm === undefined || person.arm === arm)
    if (format === 'json') return { study, people }
    const lines = people.map(({ name, email, team, arm }) => [email, name, team, arm])
    return raw(csvOf([['email', 'name', 'team', 'arm'], ...lines]), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${study.name.replace(/[^\w.-]+/g, '-')}.csv"`,
    })
  },
})
