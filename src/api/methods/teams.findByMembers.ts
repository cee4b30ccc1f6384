import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { byEmails, commonTeam } from '../../store/user-teams.ts'
import { method } from '../method.ts'
import { TeamRef, UserRef } from '../shapes/user.ts'
import { peopleOf } from '../team-people.ts'
import { today } from '../today.ts'

export const teamsFindByMembers = method({
  name: 'teams.findByMembers',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Finds the team that some people are in.',
  description:
    'The lead may be among them. Addresses that nobody has are passed over; who is found must be in the team.',
  args: z.object({
    team_emails: z.array(z.string()).describe('E-mail addresses, with commas between them.'),
  }),
  result: z.object({
    team: TeamRef.extend({ members: z.array(UserRef), manager: UserRef.nullable() }),
  }),
  async run({ team_emails }, { db, now }) {
    const day = await today(db, now)
    const users = await byEmails(db, wellFormed(team_emails))
    if (users.length === 0) throw new AppError('no_users_found', 'Nobody has these addresses.')
    const team = await commonTeam(db, users, day)
    if (!team) throw new AppError('team_not_found', 'These people are in no team together.')
    const { lead, contributors } = await peopleOf(db, team, day)
    return { team: { ...team, members: contributors, manager: lead } }
  },
})

function wellFormed(emails: string[]): string[] {
  const given = emails.filter((email) => email !== '')
  if (given.length === 0 || !given.every((email) => /^[^\s@]+@[^\s@]+$/.test(email)))
    throw new AppError(
      'email_parameter_malformed',
      'team_emails: give addresses with commas between them.',
      { issues: [{ path: 'team_emails', message: 'Not a list of addresses.' }] },
    )
  return given
}
