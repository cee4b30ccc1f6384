import type { Reason, Retention } from '../../model/index.ts'
import { counted } from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { kaplanMeier, type SurvivalPoint } from '../../stats/kaplan-meier.ts'
import { isReason } from '../../stats/reason.ts'
import { hidden } from '../reasons.ts'
import type { Adopter } from './draw-adopters.ts'
import { toPercent, whole } from './shares.ts'

/** Fewest people of whom a curve is shown. */
export const CURVE_FROM = 20

/** Fewest of them who must still be followed at its end. */
const FOLLOWED_FROM = 10

/** Weeks at which the sentence looks, the longest that is known. */
const TOLD = [26, 12, 4]

/** Who still uses the tool so many weeks after first use, as it may be shown. */
export function retentionOf(
  adopters: readonly Adopter[],
  { tool, minimum, shown }: { tool: string; minimum: number; shown: boolean },
): Omit<Retention, 'cohorts'> {
  const people = shown ? shownSize(adopters.length, minimum) : null
  if (people === null) return nothing(null, hidden(minimum), tool)
  if (adopters.length < CURVE_FROM) return nothing(people, TOO_FEW, tool)
  const answer = kaplanMeier(
    adopters.map(({ weeks }) => weeks),
    adopters.map(({ stopped }) => stopped),
  )
  if (isReason(answer)) return nothing(people, answer, tool)
  const end = followedFor(adopters)
  const curve = Array.from({ length: end + 1 }, (_, weeks) => pointAt(answer.curve, weeks))
  const median = answer.median !== null && answer.median <= end ? answer.median : null
  return {
    people,
    curve,
    median,
    reason: null,
    sentence: sentenceOf(curve, { tool, people, median }),
  }
}

/** For how many weeks enough of them are followed for a share to be told; 0: too few are at all. */
export function followedFor(adopters: readonly Adopter[]): number {
  const followed = adopters.map(({ weeks }) => weeks).sort((a, b) => b - a)
  return followed[FOLLOWED_FROM - 1] ?? 0
}

const TOO_FEW: Reason = {
  reason: 'too_few_people',
  message: `The first use of fewer than ${CURVE_FROM} people is known, too few for a curve.`,
}

function nothing(people: number | null, reason: Reason, tool: string): Omit<Retention, 'cohorts'> {
  const sentence = `How many keep to ${tool} once they began cannot be told. ${reason.message}`
  return { people, curve: [], median: null, reason, sentence }
}

/** The share at a time: that after the last event until then. */
export function pointAt(
  curve: readonly SurvivalPoint[],
  weeks: number,
): Retention['curve'][number] {
  const last = curve.findLast(({ time }) => time <= weeks)
  return {
    weeks,
    share: whole(last?.share ?? 1),
    interval: last?.interval ? toPercent({ ...last.interval, level: 0.95 }) : null,
  }
}

function sentenceOf(
  curve: Retention['curve'],
  { tool, people, median }: { tool: string; people: number; median: number | null },
): string {
  const at = curve.find(({ weeks }) => weeks === TOLD.find((it) => it < curve.length))
  const still = at
    ? `${wholePercent(at.share)} of ${people} people still used ${tool} ${counted(at.weeks, 'week')} after their first use${intervalText(at)}.`
    : `Nobody has been followed for ${TOLD.at(-1)} weeks since their first use of ${tool} yet.`
  return median === null ? still : `${still} Half had stopped after ${counted(median, 'week')}.`
}

function intervalText({ interval }: Retention['curve'][number]): string {
  if (interval === null) return ''
  return ` (95% interval ${wholePercent(interval.low)} to ${wholePercent(interval.high)})`
}
