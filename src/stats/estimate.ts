import { tQuantile } from './distributions/t.ts'

/** The level of every interval. */
export const LEVEL = 0.95

/** A 95 % confidence interval. */
export type Interval = { low: number; high: number; level: number }

/** How far an estimate may lie off by chance, and the degrees of freedom of that statement. */
export type StandardError = { se: number; df: number }

/** A number with its uncertainty. */
export type Estimate = { estimate: number; interval: Interval } & StandardError

/** The estimate with its interval from Student's t: `estimate ± t(df) se`. */
export function estimateOf(estimate: number, { se, df }: StandardError): Estimate {
  return { estimate, interval: interval(estimate, halfWidth({ se, df })), se, df }
}

/** Half the width of the 95 % interval. */
export function halfWidth({ se, df }: StandardError): number {
  return -tQuantile(0.025, df) * se
}

/** The 95 % interval of that half width around the centre. */
export function interval(centre: number, half: number): Interval {
  return { low: centre - half, high: centre + half, level: LEVEL }
}

/**
 * The estimate on another scale: number and bounds go through an increasing function. `se` and `df` stay those of the
 * scale on which it was estimated.
 */
export function onScale(estimate: Estimate, scale: (x: number) => number): Estimate {
  const { low, high, level } = estimate.interval
  return {
    ...estimate,
    estimate: scale(estimate.estimate),
    interval: { low: scale(low), high: scale(high), level },
  }
}
