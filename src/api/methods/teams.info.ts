import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as teams from '../../store/teams.ts'
import { method } from '../method.ts'
import { UserRef } from '../shapes/user.ts'
import { peopleOf } from '../team-people.ts'
import { today } from '../today.ts'

const Lead = UserRef.extend({
  avatar: z.string().nullable().describe('Always null: Facet keeps no pictures.'),
  github_username: z.string().nullable(),
  developer: z.boolean().nullable().describe('Writes code; null: not declared.'),
  tz: z.string().nullable(),
})

export const teamsInfo = method({
  name: 'teams.info',
  aliases: ['teams.get'],
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Tells who is in a team.',
  args: z.object({
    team_id: Id.optional().describe('The team; this or the reference id.'),
    reference_id: z.string().optional().describe('Your own id of the team.'),
  }),
  result: z.object({
    team: z.object({
      id: Id,
      name: z.string(),
      reference_id: z.string().nullable(),
      lead: Lead.nullable(),
      contributors: z.array(UserRef),
    }),
  }),
  async run({ team_id, reference_id }, { db, now }) {
    if (team_id === undefined && reference_id === undefined)
      throw new AppError(
        'invalid_arguments',
        'team_id or reference_id: one of the two is needed.',
        {
          issues: [{ path: 'team_id', message: 'team_id or reference_id is needed.' }],
        },
      )
    const team = await (team_id === undefined
      ? teams.byReference(db, reference_id ?? '')
      : teams.info(db, team_id))
    if (!team) throw new AppError('team_not_found', 'There is no such team.')
    const { lead, contributors } = await peopleOf(db, team, await today(db, now))
    const told = lead && { ...lead, avatar: null, developer: lead.writes_code, tz: lead.time_zone }
    return { team: { ...team, lead: told, contributors } }
  },
})
