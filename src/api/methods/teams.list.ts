import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as teams from '../../store/teams.ts'
import { method } from '../method.ts'
import { today } from '../today.ts'

/** What stands above the teams at the top. */
const ROOT = -1

const Team = z
  .object({
    ancestors: z.array(Id).describe('From the root of all teams, LTE, to the team itself.'),
    id: Id,
    parent_id: Id.nullable(),
    manager_id: Id.nullable().describe('The lead.'),
    name: z.string(),
    parent: z.boolean().describe('There are teams below it.'),
    last_changed_at: z.iso.datetime(),
    contributors: z.number().int().describe('People in it today.'),
    reference_id: z.string().nullable().describe('Your own id of the team.'),
  })
  .meta({ id: 'Team' })

export const teamsList = method({
  name: 'teams.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Lists the teams.',
  args: z.object({}),
  result: z.object({ teams: z.array(Team) }),
  async run(_args, { db, now }) {
    const rows = await teams.list(db, await today(db, now))
    return {
      teams: rows.map((row) => ({
        ...row,
        ancestors: [ROOT, ...row.ancestors],
        manager_id: row.lead_id,
        last_changed_at: row.changed_at,
      })),
    }
  },
})
