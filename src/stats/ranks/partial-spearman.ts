import { normalQuantile } from '../distributions/normal.ts'
import { tUpper } from '../distributions/t.ts'
import { type Interval, LEVEL } from '../estimate.ts'
import { faultOf } from '../fault.ts'
import { type Reason, reason } from '../reason.ts'
import { midRanks } from './mid-ranks.ts'

/** How two values of people go together within strata: a description, since people differ in more than their strata. */
export type PartialSpearman = {
  /** Spearman's rho: from -1 to 1. */
  estimate: number
  interval: Interval
  /** Two-sided, from t with `df = n - 1 - strata`. */
  p: number
  df: number
  n_people: number
  n_strata: number
}

/** A spread of ranks up to this share of its former size is rounding. */
const ROUNDING = 1e-12

/**
 * Spearman's correlation of two values of each person within strata: that of the ranks among all, less each stratum's mean
 * rank. The interval is Bonett and Wright's (2000) on Fisher's scale, `se² = (1 + rho² / 2) / (df - 1)`. With one stratum
 * rho is R's `cor(x, y, method = "spearman")`. It takes people as independent.
 */
export function partialSpearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  strata: ArrayLike<string | number> = new Uint8Array(x.length),
): PartialSpearman | Reason {
  if (x.length !== y.length || x.length !== strata.length)
    throw new RangeError('Each person needs two values and a stratum')
  const n_strata = new Set(Array.from(strata)).size
  const df = x.length - 1 - n_strata
  if (df < 2) return reason('too_few_people')
  const fault = faultOf({ values: x }) ?? faultOf({ values: y })
  if (fault) return fault
  const rho = correlationOf(ranksWithin(x, strata), ranksWithin(y, strata))
  // Where one order follows from the other, nothing is left to tell chance by.
  if (rho === null || 1 - Math.abs(rho) < ROUNDING) return reason('constant')
  const t = Math.abs(rho) * Math.sqrt(df / (1 - rho * rho))
  const interval = bonettWright(rho, df)
  return { estimate: rho, interval, p: 2 * tUpper(t, df), df, n_people: x.length, n_strata }
}

/** Ranks among all less the mean rank of the stratum, and what their spread was before. */
type RanksWithin = { left: Float64Array; spread: number }

function ranksWithin(values: ArrayLike<number>, strata: ArrayLike<string | number>): RanksWithin {
  const middle = (values.length + 1) / 2
  const ranks = midRanks(values).ranks.map((rank) => rank - middle)
  const sums = new Map<string | number, { sum: number; n: number }>()
  ranks.forEach((rank, i) => {
    const { sum, n } = sums.get(strata[i] as string | number) ?? { sum: 0, n: 0 }
    sums.set(strata[i] as string | number, { sum: sum + rank, n: n + 1 })
  })
  const left = ranks.map((rank, i) => {
    const { sum, n } = sums.get(strata[i] as string | number) as { sum: number; n: number }
    return rank - sum / n
  })
  return { left, spread: product(ranks, ranks) }
}

/** Null where one of them does not vary within strata. */
function correlationOf(x: RanksWithin, y: RanksWithin): number | null {
  const [xx, yy] = [product(x.left, x.left), product(y.left, y.left)]
  if (xx <= ROUNDING * x.spread || yy <= ROUNDING * y.spread) return null
  return product(x.left, y.left) / Math.sqrt(xx) / Math.sqrt(yy)
}

function bonettWright(rho: number, df: number): Interval {
  const half = normalQuantile(0.975) * Math.sqrt((1 + (rho * rho) / 2) / (df - 1))
  const centre = Math.atanh(rho)
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half), level: LEVEL }
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
}
