import * as z from 'zod'
import { byUsername } from '../known-user.ts'
import { method } from '../method.ts'
import { FoundUser } from '../shapes/user.ts'

export const usersFindByGitlabUsername = method({
  name: 'users.findByGitlabUsername',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Finds a user by their GitLab username.',
  args: z.object({ gitlab_username: z.string().describe('Username at GitLab, in any case.') }),
  argumentAliases: { username: 'gitlab_username' },
  result: z.object({ user: FoundUser }),
  async run({ gitlab_username }, { db }) {
    const user = await byUsername(db, 'gitlab', gitlab_username)
    return { user: { ...user, tz: user.time_zone, slack_id: null } }
  },
})
