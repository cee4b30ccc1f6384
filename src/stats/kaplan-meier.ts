import { normalQuantile } from './distributions/normal.ts'
import { LEVEL } from './estimate.ts'
import { type Reason, reason } from './reason.ts'

/** How long it takes until something happens, where some are still waiting. */
export type KaplanMeier = {
  /** The time by which it has happened to half; null where more than half are still waiting at the end. */
  median: number | null
  /** A bound is null where the data do not reach it. */
  interval: { low: number | null; high: number | null; level: number }
  /** After each time at which it happened to somebody: the share still waiting. */
  curve: SurvivalPoint[]
  n_people: number
  n_events: number
}

/** The share still waiting after `time`, with its interval: null once nobody is. */
export type SurvivalPoint = { time: number; share: number; interval: Bounds | null }

type Bounds = { low: number; high: number }

/**
 * Kaplan and Meier's estimate (1958) from each person's time, and whether it ended with the event (true) or was only observed
 * so long (false); who was observed to a time is still counted at it. The intervals of shares are those of Greenwood's formula
 * on ln(-ln), that of the median is what they leave possible (Brookmeyer and Crowley 1982). R: `survfit(Surv(time, event) ~ 1,
 * conf.type = "log-log")`.
 */
export function kaplanMeier(
  times: ArrayLike<number>,
  happened: ArrayLike<boolean>,
): KaplanMeier | Reason {
  if (times.length !== happened.length) throw new RangeError('Each time ends in one way')
  const n_people = times.length
  if (n_people === 0) return reason('too_few_people')
  if (!Array.from(times).every(Number.isFinite)) return reason('not_finite')
  const curve = curveOf(times, happened)
  return {
    median: timeOfHalf(curve, ({ share }) => share),
    interval: {
      low: timeOfHalf(curve, ({ interval }) => interval?.low ?? Number.NaN),
      high: timeOfHalf(curve, ({ interval }) => interval?.high ?? Number.NaN),
      level: LEVEL,
    },
    curve,
    n_people,
    n_events: Array.from(happened).filter(Boolean).length,
  }
}

function curveOf(times: ArrayLike<number>, happened: ArrayLike<boolean>): SurvivalPoint[] {
  const places = Array.from({ length: times.length }, (_, i) => i)
  const byTime = Map.groupBy(places, (i) => times[i] as number)
  const ascending = [...byTime].sort(([a], [b]) => a - b)
  const curve: SurvivalPoint[] = []
  let [waiting, share, greenwood] = [times.length, 1, 0]
  for (const [time, people] of ascending) {
    const events = people.filter((i) => happened[i]).length
    if (events > 0) {
      share *= 1 - events / waiting
      greenwood += events / (waiting * (waiting - events))
      curve.push({ time, share, interval: boundsOf(share, greenwood) })
    }
    waiting -= people.length
  }
  return curve
}

function boundsOf(share: number, greenwood: number): Bounds | null {
  if (share === 0) return null
  const half = (normalQuantile(0.975) * Math.sqrt(greenwood)) / Math.log(share)
  return { low: share ** Math.exp(-half), high: share ** Math.exp(half) }
}

/** A share that differs less from one half is one half. */
const ROUNDING = 1e-9

/** The time at which a falling line passes one half: the middle of the time for which it lies on it. */
function timeOfHalf(curve: SurvivalPoint[], line: (point: SurvivalPoint) => number): number | null {
  const place = curve.findIndex((point) => line(point) <= 0.5 + ROUNDING)
  const point = curve[place]
  if (point === undefined) return null
  const next = curve[place + 1]
  const lies = Math.abs(line(point) - 0.5) < ROUNDING
  return lies && next !== undefined ? (point.time + next.time) / 2 : point.time
}
