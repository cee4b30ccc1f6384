import * as z from 'zod'
import { byUsername } from '../known-user.ts'
import { method } from '../method.ts'
import { FoundUser } from '../shapes/user.ts'

export const usersFindByGithubUsername = method({
  name: 'users.findByGithubUsername',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Finds a user by their GitHub username, main or additional.',
  args: z.object({ github_username: z.string().describe('Username at GitHub, in any case.') }),
  argumentAliases: { username: 'github_username' },
  result: z.object({ user: FoundUser }),
  async run({ github_username }, { db }) {
    const user = await byUsername(db, 'github', github_username)
    return { user: { ...user, tz: user.time_zone, slack_id: null } }
  },
})
