import type { Interval, PeopleShare, Reason, UsageLevel, UseShares } from '../../model/index.ts'
import { shownCount, shownSize } from '../../privacy/shown-size.ts'
import { isReason } from '../../stats/reason.ts'
import { wilson } from '../../stats/wilson.ts'
import { hidden } from '../reasons.ts'
import { bothEnough, type Part } from './shown-shares.ts'

/** The three shares of a group, by what makes them up. */
export const MEASURES = {
  using: ['daily', 'weekly'],
  daily: ['daily'],
  low: ['monthly', 'none'],
} as const satisfies Record<string, readonly UsageLevel[]>

export type Measure = keyof typeof MEASURES

/** Of which levels people are who have lapsed, if they used the tool before. */
export const LAPSED: readonly UsageLevel[] = ['none', 'no account', 'suspended']

/** How many of the people, all of known levels, are of these. */
export function partOf(
  people: readonly { level: UsageLevel }[],
  levels: readonly UsageLevel[],
): Part {
  return { count: people.filter(({ level }) => levels.includes(level)).length, of: people.length }
}

/** What may be said of a share. */
export interface Showing {
  /** Whether the group may be spoken of at all. */
  open: boolean
  /** Whether its share may be, beside those of all others. */
  shown: boolean
  minimum: number
  /** Why it may not; by default for the minimum. */
  reason?: Reason | undefined
}

/** A share as it may be shown, to whole per cent. */
export function shareOf(part: Part, showing: Showing): PeopleShare {
  const { open, shown, minimum, reason = hidden(minimum) } = showing
  const answer = open && shown && bothEnough(part, minimum) ? wilson(part.count, part.of) : null
  if (answer === null || isReason(answer)) {
    const within = open ? boundsOf(part, minimum) : null
    return { people: null, estimate: null, interval: null, within, reason }
  }
  return {
    people: shownCount(part.count, minimum),
    estimate: whole(answer.estimate),
    interval: toPercent(answer.interval),
    within: null,
    reason: null,
  }
}

/** Bounds are told to this many parts of the whole, so that they do not count the group. */
const STEPS = 20

/**
 * That hardly anybody counts, or nearly everybody does: the same whether those few are some or none. Null where it would be both,
 * and where neither is so.
 */
export function boundsOf({ count, of }: Part, minimum: number): PeopleShare['within'] {
  if (of < 2 * minimum) return null
  const few = Math.ceil((STEPS * (minimum - 1)) / of) / STEPS
  if (count < minimum) return { low: 0, high: few }
  return of - count < minimum ? { low: 1 - few, high: 1 } : null
}

/** The three shares of a group of people of known levels, each as it may be shown; daily and low only beside the first. */
export function sharesOfUse(
  people: readonly { level: UsageLevel }[],
  { shown, ...showing }: Omit<Showing, 'shown'> & { shown: Record<Measure, boolean> },
): UseShares {
  const share = (measure: Measure) =>
    shareOf(partOf(people, MEASURES[measure]), {
      ...showing,
      shown: shown.using && shown[measure],
    })
  return {
    people: showing.open ? shownSize(people.length, showing.minimum) : null,
    using: share('using'),
    daily: share('daily'),
    low: share('low'),
  }
}

/** All three may be shown: there are no others beside them. */
export const ALL_SHOWN: Record<Measure, boolean> = { using: true, daily: true, low: true }

/** A share to whole per cent. */
export function whole(share: number): number {
  return Math.round(100 * share) / 100
}

/** Bounds to whole per cent. */
export function toPercent({ low, high, level }: Interval): Interval {
  return { low: whole(low), high: whole(high), level }
}
