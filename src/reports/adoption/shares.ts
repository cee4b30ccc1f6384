import type { Interval, PeopleShare, Reason, UsageLevel, UseShares } from '../../model/index.ts'
import { shownPartSize, shownSize } from '../../privacy/shown-size.ts'
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

/** Of which levels people have lapsed who used the tool before. */
export const LAPSED: readonly UsageLevel[] = ['none', 'no account', 'suspended']

/** How many of the people, all of known levels, are of these. */
export function partOf(
  people: readonly { level: UsageLevel }[],
  levels: readonly UsageLevel[],
): Part {
  return { count: people.filter(({ level }) => levels.includes(level)).length, of: people.length }
}

/** A share as it may be shown, to whole per cent; hidden where it is not to be. */
export function shareOf(
  part: Part,
  { shown, minimum, reason = hidden(minimum) }: Showing,
): PeopleShare {
  const answer = shown && bothEnough(part, minimum) ? wilson(part.count, part.of) : null
  if (answer === null || isReason(answer))
    return { people: null, estimate: null, interval: null, reason }
  return {
    people: shownPartSize(part.count, part.of, minimum),
    estimate: whole(answer.estimate),
    interval: toPercent(answer.interval),
    reason: null,
  }
}

/** Whether something is shown by the minimum, and why it is not. */
export interface Showing {
  shown: boolean
  minimum: number
  reason?: Reason
}

/** The three shares of a group of people of known levels, each as it may be shown; daily and low only beside the first. */
export function sharesOfUse(
  people: readonly { level: UsageLevel }[],
  { minimum, reason, ...shown }: { minimum: number; reason?: Reason } & Record<Measure, boolean>,
): UseShares {
  const share = (measure: Measure) =>
    shareOf(partOf(people, MEASURES[measure]), {
      shown: shown.using && shown[measure],
      minimum,
      ...(reason && { reason }),
    })
  return {
    people: shownSize(people.length, minimum),
    using: share('using'),
    daily: share('daily'),
    low: share('low'),
  }
}

/** A share to whole per cent. */
export function whole(share: number): number {
  return Math.round(100 * share) / 100
}

/** Bounds to whole per cent. */
export function toPercent({ low, high, level }: Interval): Interval {
  return { low: whole(low), high: whole(high), level }
}
