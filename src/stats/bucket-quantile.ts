import { clusteredError } from './clustered-error.ts'
import { normalQuantile } from './distributions/normal.ts'
import { halfWidth } from './estimate.ts'
import { isReason } from './reason.ts'
import type { Team } from './sample.ts'

/** The buckets, numbered from 0 to 255, of the values of each person, in any order, with the person's team beside them. */
export interface Bucketed {
  values: readonly Uint8Array[]
  teams?: readonly (Team | null)[]
}

/** The bucket of a quantile, and those between which that of all such values lies with 95% confidence; null: beyond the values. */
export interface BucketQuantile {
  bucket: number
  low: number | null
  high: number | null
}

const BUCKETS = 256

/**
 * The bucket in which the share `p` of all values together ends, R's `quantile(x, p, type = 1)` of the buckets, with an interval
 * by order statistics: the ranks `n p ± h n`. Values of one person, and of people of one team, go together, so `h` is that of
 * the share of values up to the quantile, with the variance by team (Woodruff, 1952, for clusters); it is never less than
 * that of values on their own, `1.96 sqrt(p (1 - p) / n)`. With one team there is no interval. Throws for no values.
 */
export function bucketQuantile(sample: Bucketed, p: number): BucketQuantile {
  return bucketQuantiles(sample, [p])[0] as BucketQuantile
}

/** The quantiles at several shares, as `bucketQuantile` gives them; the values are counted once. */
export function bucketQuantiles(sample: Bucketed, shares: readonly number[]): BucketQuantile[] {
  const counts = countsOf(sample)
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) throw new RangeError('The quantile of no values is not defined')
  return shares.map((p) => quantileAt(sample, { counts, n, p }))
}

function quantileAt(sample: Bucketed, { counts, n, p }: Omit<Placed, 'bucket'>): BucketQuantile {
  const bucket = bucketAt(counts, n * p)
  const half = halfShare(sample, { counts, n, p, bucket })
  const [first, last] = [Math.floor(n * (p - half)), Math.ceil(n * (p + half))]
  return {
    bucket,
    low: first >= 1 ? bucketAt(counts, first) : null,
    high: last <= n ? bucketAt(counts, last) : null,
  }
}

function countsOf({ values }: Bucketed): Float64Array {
  const counts = new Float64Array(BUCKETS)
  for (const buckets of values)
    for (const bucket of buckets) counts[bucket] = (counts[bucket] as number) + 1
  return counts
}

/** What adding up shares of whole numbers may be off by. */
const ROUNDING = 1e-9

/** The bucket of the value of a rank, the smallest having 1. */
function bucketAt(counts: Float64Array, rank: number): number {
  let below = 0
  return counts.findIndex((count) => {
    below += count
    return below > 0 && below >= rank - ROUNDING
  })
}

interface Placed {
  counts: Float64Array
  n: number
  p: number
  bucket: number
}

/** Half the width of the interval of the share of values up to the quantile; no number where there is but one team. */
function halfShare({ values, teams }: Bucketed, placed: Placed): number {
  const { n, p } = placed
  const alone = -normalQuantile(0.025) * Math.sqrt((p * (1 - p)) / n)
  const error = clusteredError({ values: influences(values, placed), teams })
  if (!isReason(error)) return Math.max(alone, halfWidth(error))
  return error.reason === 'too_few_teams' ? Number.NaN : alone
}

/** How far each person moves the share up to the quantile; the values in its bucket count in part, so that these add up to 0. */
function influences(values: readonly Uint8Array[], { counts, n, p, bucket }: Placed): Float64Array {
  const below = counts.subarray(0, bucket).reduce((sum, count) => sum + count, 0)
  const part = (n * p - below) / (counts[bucket] as number)
  return Float64Array.from(values, (buckets) => {
    let upTo = 0
    for (const it of buckets) upTo += it < bucket ? 1 : it === bucket ? part : 0
    return (upTo - p * buckets.length) / n
  })
}
