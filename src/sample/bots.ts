import type { Random } from '../stats/random.ts'
import type { Frame } from './frame.ts'
import type { Outage } from './mishaps.ts'
import type { Team } from './tree.ts'

/** A program that opens pull requests around the clock, all by one pattern of title. */
export interface Bot {
  login: string
  email: string
  /** Whether the source says that it is no person. */
  flagged: boolean
  team: number
  /** Title without what changes from one to the next. */
  title: string
  /** Merged in each week, and how many of them stand twice in the file. */
  merged: number[]
  repeated: number[]
}

const FLAGGED = ['dependabot', 'renovate', 'translations', 'changelog', 'backport', 'stale-flags']
const UNFLAGGED = ['build-robot', 'release-svc', 'schema-sync', 'docs-publisher']
const TITLES = [
  'Bump runtime image to build',
  'Update lockfile, run',
  'Sync translations, batch',
  'Regenerate clients, schema',
]
const MERGED_A_WEEK = 4

/** The bots of an organisation, each at home in the repository of one team. */
export function drawBots(
  teams: readonly Team[],
  frame: Frame,
  outage: Outage | undefined,
  random: Random,
): Bot[] {
  const { people, faults } = frame.settings
  const count = Math.round(people * faults.bots)
  const unflagged = Math.round(count * faults.unflagged_bots)
  return Array.from({ length: count }, (_, index) => {
    const flagged = index >= unflagged
    const login = frame.login(random.pick(flagged ? FLAGGED : UNFLAGGED))
    const team = random.pick(teams)
    const merged = mergedByWeek(frame.settings.weeks, team, outage, random)
    return {
      login,
      email: flagged ? `${login}[bot]@users.noreply.github.com` : `${login}@example.com`,
      flagged,
      team: team.index,
      title: random.pick(TITLES),
      merged,
      repeated: merged.map((count) => random.binomial(count, faults.duplicates)),
    }
  })
}

function mergedByWeek(
  weeks: number,
  { division }: Team,
  outage: Outage | undefined,
  random: Random,
): number[] {
  const affected = outage?.division === division ? outage : undefined
  return Array.from({ length: weeks }, (_, week) => {
    const count = random.poisson(MERGED_A_WEEK)
    const lost = affected && affected.from_week <= week && week < affected.to_week
    return lost ? 0 : count
  })
}
