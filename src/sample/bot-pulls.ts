import type { Random } from '../stats/random.ts'
import type { Bot } from './bots.ts'
import { type Clock, isoOf } from './clock.ts'
import type { Drawn } from './pull-request.ts'
import type { Team } from './tree.ts'

const WEEK_SECONDS = 7 * 86_400

/** A pull request that a bot opens at any hour of a week and that merges itself within it. */
export function botPull(bot: Bot, team: Team, week: number, clock: Clock, random: Random): Drawn {
  const second = random.uniform() * WEEK_SECONDS * 0.95
  const opened = clock.instant('UTC', week * 7, second)
  const seconds = Math.min(600 + random.gamma(1, 4 * 3600), WEEK_SECONDS - 1 - second)
  const merged_at = isoOf(opened + seconds * 1000)
  const opened_at = isoOf(opened)
  const number = 100 + random.int(9000)
  return {
    opened,
    fact: {
      repo: team.repo,
      account: { username: bot.login, email: bot.email, ...(bot.flagged && { bot: true }) },
      title: `${bot.title} ${number}`,
      first_commit_at: opened_at,
      opened_at,
      ready_at: opened_at,
      merged_at,
      closed_at: merged_at,
      additions: 1 + random.poisson(8),
      deletions: random.poisson(8),
      changed_files: 1 + random.poisson(1),
      base_branch: 'main',
      head_branch: `auto/${number}`,
      draft: false,
      reviews: [],
    },
  }
}
