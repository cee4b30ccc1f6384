import {
  type Arrival,
  type ArrivalPoint,
  counted,
  type Metric,
  type Reason,
} from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { significant } from '../../privacy/significant.ts'
import { type KaplanMeier, kaplanMeier } from '../../stats/kaplan-meier.ts'
import { isReason } from '../../stats/reason.ts'
import { withheld } from '../reasons.ts'
import type { WaitArm } from './draw-waits.ts'

/** Fewest people who must still be followed for the curve to go on. */
const FOLLOWED_FROM = 10

/** Available days after which the sentence looks, the longest that is known. */
const TOLD = [60, 20, 10]

const LEVEL = 0.95

interface About {
  metric: Metric
  nth: number
  minimum: number
}

/**
 * How long one cohort waits for its so manieth pull request, as it may be shown. The curve rises only where it rises for the
 * minimum of people, and ends where fewer are followed, so that no step is the day of one person.
 */
export function arrivalOf(arm: WaitArm, about: About): Arrival {
  const { minimum } = about
  const { cohort, waits } = arm
  const people = arm.shown ? shownSize(waits.length, minimum) : null
  if (people === null) return nothing({ cohort, people }, about, withheld(arm, minimum))
  if (!showsDistribution(waits.length, minimum)) return nothing({ cohort, people }, about, TOO_FEW)
  const days = waits.map((wait) => wait.days)
  const answer = kaplanMeier(
    days,
    waits.map(({ happened }) => happened),
  )
  if (isReason(answer)) return nothing({ cohort, people }, about, NOT_TOLD)
  const followed = Math.max(FOLLOWED_FROM, minimum)
  const end = days.sort((a, b) => b - a)[followed - 1] as number
  const shown = { ...medianOf(answer, end), curve: curveOf(answer, waits, { end, minimum }) }
  return {
    cohort,
    people,
    ...shown,
    reason: null,
    sentence: sentenceOf({ cohort, people, ...shown }, about),
  }
}

const TOO_FEW: Reason = {
  reason: 'too_few_people',
  message:
    'Fewer than 20 people began since pull requests are known, too few to tell how long they wait.',
}

const NOT_TOLD: Reason = { reason: 'not_finite', message: 'How long they waited is not a number.' }

/** The median and its bounds, as far as the curve goes. */
function medianOf({ median, interval }: KaplanMeier, end: number) {
  const within = (days: number | null) =>
    days === null || days > end ? null : significant(days, 2)
  return {
    median: within(median),
    interval: { low: within(interval.low), high: within(interval.high), level: LEVEL },
  }
}

function curveOf(
  { curve }: KaplanMeier,
  waits: WaitArm['waits'],
  { end, minimum }: { end: number; minimum: number },
): ArrivalPoint[] {
  const points: ArrivalPoint[] = [{ days: 0, share: 0, interval: null }]
  let told = 0
  for (const { time, share, interval } of curve.filter((point) => point.time <= end)) {
    const had = waits.filter(({ days, happened }) => happened && days <= time).length
    if (had - told < minimum) continue
    told = had
    points.push({
      days: time,
      share: whole(1 - share),
      interval: interval && {
        low: whole(1 - interval.high),
        high: whole(1 - interval.low),
        level: LEVEL,
      },
    })
  }
  return points.length === 1 ? [] : closed(points, end)
}

/** The curve to its end, where it has the height of its last step. */
function closed(points: ArrivalPoint[], end: number): ArrivalPoint[] {
  const last = points.at(-1)
  return last === undefined || last.days >= end ? points : [...points, { ...last, days: end }]
}

const whole = (share: number): number => Math.round(100 * share) / 100

/** What is waited for, in words. */
export const ordinal = (nth: number): string => (nth === 1 ? 'first' : 'tenth')

function sentenceOf(
  {
    cohort,
    people,
    median,
    interval,
    curve,
  }: Pick<Arrival, 'cohort' | 'people' | 'median' | 'interval' | 'curve'>,
  { nth }: About,
): string {
  const what = `${ordinal(nth)} merged pull request`
  const half =
    median === null
      ? `too few had their ${what} while they could be followed to say after how many days half have it`
      : `half have their ${what} within ${counted(median, 'available day')}${intervalText(interval)}`
  const end = curve.at(-1)?.days ?? 0
  const day = TOLD.find((it) => it <= end)
  const by = day === undefined ? undefined : curve.findLast(({ days }) => days <= day)
  const after =
    by === undefined || day === undefined
      ? ''
      : `; after ${day} days at least ${wholePercent(by.share)} have it`
  return `${cohort}: of ${people} people who began, ${half}${after}.`
}

function intervalText(interval: Arrival['interval']): string {
  if (interval === null || interval.low === null) return ''
  return interval.high === null
    ? ` (95% interval from ${interval.low})`
    : ` (95% interval ${interval.low} to ${interval.high})`
}

function nothing(
  { cohort, people }: Pick<Arrival, 'cohort' | 'people'>,
  { nth }: About,
  reason: Reason,
): Arrival {
  return {
    cohort,
    people,
    median: null,
    interval: null,
    curve: [],
    reason,
    sentence: `${cohort}: how long the ${ordinal(nth)} merged pull request takes cannot be told. ${reason.message}`,
  }
}
