import { dayAfter, type RetentionCohort } from '../../model/index.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { kaplanMeier } from '../../stats/kaplan-meier.ts'
import { isReason } from '../../stats/reason.ts'
import type { Family } from '../gate/release.ts'
import { hidden } from '../reasons.ts'
import type { Adopter } from './draw-adopters.ts'
import type { Question } from './question.ts'
import { CURVE_FROM, followedFor, pointAt } from './retention.ts'
import { boundsOf } from './shares.ts'
import { type Part, shownShares } from './shown-shares.ts'

/** Weeks after first use at which it is told who still uses the tool. */
const KEPT_AT = [4, 8, 12, 26, 52]

/** The most cohorts that are told of: the latest. */
const MOST = 12

/** People who first used the tool in the same months, the last of them over. */
export interface Cohort {
  from: string
  to: string
  people: Adopter[]
}

/**
 * The people by the month of their first use. Months of too few for a curve are joined with those that follow; what is left at the
 * end, and the month that is not over, are no cohort, so that the members of one do not change any more.
 */
export function cohortsOf(
  { period, minimum }: Pick<Question, 'period' | 'minimum'>,
  adopters: readonly Adopter[],
): Cohort[] {
  const byMonth = Map.groupBy(adopters, ({ first }) => `${first.slice(0, 7)}-01`)
  const cohorts: Cohort[] = []
  let joined: Cohort | undefined
  for (const [from, people] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const to = nextMonth(from)
    if (to > period.to) break
    joined = { from: joined?.from ?? from, to, people: [...(joined?.people ?? []), ...people] }
    if (joined.people.length < Math.max(CURVE_FROM, minimum)) continue
    cohorts.push(joined)
    joined = undefined
  }
  return cohorts.slice(-MOST)
}

function nextMonth(first: string): string {
  return `${dayAfter(first, 31).slice(0, 7)}-01`
}

/** Whom each cohort would be about, beside all who began: nobody follows by subtraction. */
export function cohortFamily(
  { tool, minimum }: Pick<Question, 'tool' | 'minimum'>,
  cohorts: readonly Cohort[],
  adopters: readonly Adopter[],
): Family {
  const sizes = cohorts.map(({ people }) => people.length)
  const rest = adopters.length - sizes.reduce((sum, size) => sum + size, 0)
  const shown = shownParts([...sizes, rest], minimum)
  return {
    metric: `adoption of ${tool} first_users`,
    groups: cohorts.map(({ people }, place) => ({
      members: people.map(({ id }) => id),
      shown: shown[place] === true,
    })),
  }
}

interface Showing {
  adopters: readonly Adopter[]
  /** Which cohorts may be spoken of. */
  open: readonly boolean[]
  minimum: number
}

/** The cohorts that may be spoken of, each with who kept to the tool so many weeks. */
export function retentionCohorts(cohorts: readonly Cohort[], showing: Showing): RetentionCohort[] {
  const shown = KEPT_AT.map((weeks) => shownAt(cohorts, weeks, showing))
  return cohorts.flatMap(({ from, to, people }, place) => {
    const size = shownSize(people.length, showing.minimum)
    if (!showing.open[place] || size === null) return []
    const end = followedFor(people)
    const kept = KEPT_AT.flatMap((weeks, n) =>
      weeks > end ? [] : keptAt(people, weeks, { ...showing, shown: shown[n]?.[place] === true }),
    )
    return [{ from, to, people: size, kept }]
  })
}

/** Of which cohorts it may be told: not where so few stopped, or so few did not, that it would tell of them. */
function shownAt(cohorts: readonly Cohort[], weeks: number, { adopters, open, minimum }: Showing) {
  return shownShares(
    cohorts.map(({ people }) => stoppedBy(people, weeks)),
    {
      whole: stoppedBy(adopters, weeks),
      open: cohorts.map(({ people }, i) => open[i] === true && followedFor(people) >= weeks),
      minimum,
    },
  )
}

function stoppedBy(people: readonly Adopter[], weeks: number): Part {
  const stopped = people.filter((it) => it.stopped && it.weeks <= weeks)
  return { count: stopped.length, of: people.length }
}

type Kept = RetentionCohort['kept'][number]

function keptAt(
  people: readonly Adopter[],
  weeks: number,
  { shown, minimum }: { shown: boolean; minimum: number },
): Kept {
  const answer = kaplanMeier(
    people.map((it) => it.weeks),
    people.map(({ stopped }) => stopped),
  )
  if (!shown || isReason(answer))
    return {
      ...{ weeks, estimate: null, interval: null },
      within: withinOf(people, weeks, minimum),
      reason: hidden(minimum),
    }
  const { share, interval } = pointAt(answer.curve, weeks)
  return {
    weeks,
    estimate: share,
    interval,
    within: null,
    reason: null,
  }
}

/** Only of people who were all followed so long: of others nobody knows whether they stopped. */
function withinOf(people: readonly Adopter[], weeks: number, minimum: number): Kept['within'] {
  if (people.some((it) => !it.stopped && it.weeks < weeks)) return null
  const { count, of } = stoppedBy(people, weeks)
  return boundsOf({ count: of - count, of }, minimum)
}
