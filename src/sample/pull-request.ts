import type { AccountRef, PullRequestFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { isoOf } from './clock.ts'
import type { Person } from './person.ts'
import { drawRemark, drawReviews, reviewTimes } from './reviews.ts'
import { drawSize } from './size.ts'
import {
  anySecond,
  arrival,
  before,
  cycleGain,
  drawCycle,
  instantAtWork,
  type Timeline,
} from './timeline.ts'
import type { Team } from './tree.ts'
import { branchOf, drawTitle } from './wording.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000

/** A pull request before it gets its number, which follows from when it was opened. */
export interface Drawn {
  opened: number
  fact: Omit<PullRequestFact, 'number'>
}

/** A person at work in one week, with those of the team who can review. */
export interface Desk {
  person: Person
  account: AccountRef
  mates: readonly Person[]
  team: Team
  week: number
  world: World
  random: Random
}

/** A pull request that the person merges in the week. */
export function mergedPull(desk: Desk): Drawn {
  const { person, week, team, world, random } = desk
  const effect = world.frame.settings.cycle_effect
  const gain = cycleGain(person, week, world.panel, effect)
  const cycle = drawCycle(team.cycle + person.cycle + gain, random)
  return merged(desk, drawTitle(random), cycle)
}

/** One that an agent opens and merges for the person: its title says so, and it takes a few hours. */
export function agentPull(desk: Desk): Drawn {
  const { random } = desk
  return merged(desk, `[agent] ${drawTitle(random)}`, Math.exp(random.normal(1, 0.8)) * HOUR)
}

function merged(desk: Desk, title: string, cycle: number): Drawn {
  const { person, world, random } = desk
  const { clock } = world.frame
  const end = instantOfMerge(desk)
  const times = before(end, cycle, arrival(person, clock), random)
  const reviews = drawReviews(times.ready, end, reviewersAt(desk, times.ready), random)
  return {
    opened: times.opened,
    fact: {
      ...proposal(desk, title, times),
      ...reviewTimes(reviews),
      merged_at: isoOf(end),
      closed_at: isoOf(end),
      reviews,
    },
  }
}

/** At work, but for those at odd hours; nobody merges before arriving for the first time. */
function instantOfMerge({ person, week, world, random }: Desk): number {
  const { settings, clock } = world.frame
  const { odd_hours } = settings.faults
  if (odd_hours === 0 || !random.chance(odd_hours))
    return instantAtWork(person, week, world, random)
  const end = instantAtWork(person, week, world, random, anySecond)
  return Math.max(end, arrival(person, clock) + HOUR)
}

/** One that is closed without a merge, or still open when the data end; a remark comes in its first week or never. */
export function unmergedPull(desk: Desk): Drawn {
  const { person, week, world, random } = desk
  const { clock } = world.frame
  const opened = instantAtWork(person, week, world, random)
  const first_commit = Math.max(opened - drawCycle(0, random) / 2, arrival(person, clock))
  const closed = opened + Math.exp(random.normal(Math.log(120), 1)) * HOUR
  const draft = random.chance(0.3)
  const seen = Math.min(closed, clock.instant('UTC', week * 7 + 5, -1))
  const reviews = draft ? [] : drawRemark(opened, seen, reviewersAt(desk, opened), random)
  const times = { first_commit, opened, ready: opened }
  const { ready_at, ...fact } = proposal(desk, drawTitle(random), times)
  return {
    opened,
    fact: {
      ...fact,
      ...(!draft && { ready_at }),
      ...reviewTimes(reviews),
      ...(closed < clock.end && { closed_at: isoOf(closed) }),
      draft,
      reviews,
    },
  }
}

function proposal({ account, team, random }: Desk, title: string, times: Timeline) {
  return {
    repo: team.repo,
    account,
    title,
    first_commit_at: isoOf(times.first_commit),
    opened_at: isoOf(times.opened),
    ready_at: isoOf(times.ready),
    ...drawSize(random),
    base_branch: 'main',
    head_branch: branchOf(title),
    draft: false,
  }
}

/** Logins of the mates who had arrived the day before; those who leave within the week are no mates of it. */
function reviewersAt({ person, mates, world }: Desk, at: number): string[] {
  const day = world.frame.clock.dayOf(at)
  return mates.filter((mate) => mate !== person && mate.from < day).map((mate) => mate.git.login)
}
