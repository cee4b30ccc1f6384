import * as z from 'zod'
import { Id } from '../../model/index.ts'
import { csvOf } from '../../reports/csv.ts'
import { studyOf } from '../../reports/study/study-of.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import { method, raw } from '../method.ts'
import { today } from '../today.ts'

export const studiesTeams = method({
  name: 'studies.teams',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Lists the teams of a study with the arms that they were drawn to.',
  args: z.object({
    id: Id.describe('The study.'),
    format: z.enum(['json', 'csv']).default('json').describe('How it is answered.'),
  }),
  result: z.object({
    teams: z.array(
      z.object({
        id: Id,
        name: z.string(),
        arm: z.string(),
        stratum: z.string().describe('Division and level mix within which it was drawn.'),
      }),
    ),
  }),
  async run({ id, format }, { db, now }) {
    const study = await studyOf(db, id, await today(db, now))
    const teams = (await studiesMembers.teams(db, id)).map(({ team_id, name, arm, stratum }) => ({
      ...{ id: team_id, name, stratum },
      arm: study.arms[arm] ?? '',
    }))
    if (format === 'json') return { teams }
    const lines = teams.map(({ name, arm, stratum }) => [name, arm, stratum])
    return raw(csvOf([['team', 'arm', 'stratum'], ...lines]), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${study.name.replace(/[^\w.-]+/g, '-')}-teams.csv"`,
    })
  },
})
