import { normalUpper } from '../distributions/normal.ts'
import { faultOf } from '../fault.ts'
import { type Reason, reason } from '../reason.ts'
import { countInversions } from './inversions.ts'

/** How far two orders of the same people agree. */
export type Kendall = {
  /** tau-b: from -1, one order is the other reversed, to 1; ties in either are taken into account. */
  tau: number
  /** Pairs in the same order less those in reverse, over the standard error of that without any relation. */
  z: number
  p: number
  n_people: number
}

/**
 * Kendall's tau-b (1945) of two values of each person, its variance and p, two-sided, with ties; R: `cor.test(x, y, method =
 * "kendall", exact = FALSE)`. For cohorts in an order beside people's values it is the test of Jonckheere and Terpstra.
 * It takes people as independent. Needs three people. Takes O(n log n) (Knight 1966).
 */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): Kendall | Reason {
  if (x.length !== y.length) throw new RangeError('Each person needs two values')
  const n = x.length
  if (n < 3) return reason('too_few_people')
  const fault = faultOf({ values: x }) ?? faultOf({ values: y })
  if (fault) return fault
  const { s, tiesX, tiesY } = agreement(x, y)
  const pairs = pairsOf(n)
  const tau =
    s / Math.sqrt(pairs - sumOf(tiesX, pairsOf)) / Math.sqrt(pairs - sumOf(tiesY, pairsOf))
  const z = s / Math.sqrt(varianceOf(n, tiesX, tiesY))
  return { tau, z, p: 2 * normalUpper(Math.abs(z)), n_people: n }
}

/** Pairs in the same order less pairs in reverse, and the sizes of the ties in either value. */
type Agreement = { s: number; tiesX: number[]; tiesY: number[] }

function agreement(x: ArrayLike<number>, y: ArrayLike<number>): Agreement {
  const places = Uint32Array.from({ length: x.length }, (_, place) => place)
  const at = (values: ArrayLike<number>, place: number) => values[place] as number
  places.sort((a, b) => at(x, a) - at(x, b) || at(y, a) - at(y, b))
  const ys = Float64Array.from(places, (place) => at(y, place))
  const tiesX = runs(places, (a, b) => at(x, a) === at(x, b))
  const both = runs(places, (a, b) => at(x, a) === at(x, b) && at(y, a) === at(y, b))
  const reversed = countInversions(ys)
  const tiesY = runs(ys.sort(), (a, b) => a === b)
  const untied =
    pairsOf(x.length) - sumOf(tiesX, pairsOf) - sumOf(tiesY, pairsOf) + sumOf(both, pairsOf)
  return { s: untied - 2 * reversed, tiesX, tiesY }
}

/** The lengths of the runs of two or more that are alike. */
function runs(items: ArrayLike<number>, alike: (a: number, b: number) => boolean): number[] {
  const lengths: number[] = []
  let start = 0
  for (let i = 1; i <= items.length; i++) {
    if (i < items.length && alike(items[start] as number, items[i] as number)) continue
    if (i - start > 1) lengths.push(i - start)
    start = i
  }
  return lengths
}

/** The variance of `s` where neither value says anything about the other (Kendall 1970, formula 4.4). */
function varianceOf(n: number, tiesX: number[], tiesY: number[]): number {
  const spread = (t: number) => t * (t - 1) * (2 * t + 5)
  const triples = (t: number) => t * (t - 1) * (t - 2)
  const doubled = (t: number) => 2 * pairsOf(t)
  return (
    (spread(n) - sumOf(tiesX, spread) - sumOf(tiesY, spread)) / 18 +
    (sumOf(tiesX, doubled) * sumOf(tiesY, doubled)) / (2 * doubled(n)) +
    (sumOf(tiesX, triples) * sumOf(tiesY, triples)) / (9 * triples(n))
  )
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2
}

function sumOf(values: number[], term: (value: number) => number): number {
  return values.reduce((sum, value) => sum + term(value), 0)
}
