import * as z from 'zod'
import * as settings from '../../store/settings.ts'
import { teamOf } from '../../store/user-teams.ts'
import * as users from '../../store/users.ts'
import { method } from '../method.ts'
import { TeamRef, UserRef } from '../shapes/user.ts'
import { peopleOf } from '../team-people.ts'
import { today } from '../today.ts'
import { TOKEN_TYPE } from './auth.info.ts'

export const authWhoami = method({
  name: 'auth.whoami',
  verb: 'GET',
  scope: null,
  summary: 'Tells who is behind the token that asks.',
  description: 'User and team are null for a token of the organization.',
  args: z.object({}),
  result: z.object({
    auth_token_type: z.enum(['account_web_api_token', 'personal_access_token', 'session', 'local']),
    account: z.object({ name: z.string() }),
    user: UserRef.nullable(),
    team: TeamRef.extend({
      lead: UserRef.nullable(),
      contributors: z.array(UserRef),
    }).nullable(),
  }),
  async run(_args, { db, actor: { kind, user_id }, now }) {
    const { organization } = await settings.read(db)
    const day = await today(db, now)
    const user = user_id === null ? undefined : await users.info(db, user_id)
    const team = user && (await teamOf(db, user.id, day))
    return {
      auth_token_type: TOKEN_TYPE[kind],
      account: { name: organization },
      user: user ?? null,
      team: team ? { ...team, ...(await peopleOf(db, team, day)) } : null,
    }
  },
})
