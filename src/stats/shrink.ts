import { normalQuantile } from './distributions/normal.ts'
import { type Interval, interval } from './estimate.ts'

/** An estimate with its standard error. */
export type Noisy = { estimate: number; se: number }

/** An estimate of one segment, drawn towards that of all. */
export type Shrunk = Noisy & {
  interval: Interval
  /** From 0, it is the overall estimate, to 1, it is the segment's own. */
  weight: number
}

/** The segments' shrunken estimates, in their order, and how far their true values seem to lie apart, as a variance. */
export type Shrinkage = { segments: Shrunk[]; tau_squared: number }

/**
 * Draws the estimates of segments towards the overall one, the noisier the further: `weight = tau² / (tau² + se²)`, with tau² by
 * DerSimonian and Laird's moments (1986). The variance that remains is `weight se² + (1 - weight)² overall se²`; that of tau²
 * itself is not in it. Throws for fewer than two segments, which do not say how far segments lie apart.
 */
export function shrink(segments: readonly Noisy[], overall: Noisy): Shrinkage {
  if (segments.length < 2) throw new RangeError('One segment does not tell how far segments differ')
  if (![...segments, overall].every(({ se }) => se > 0))
    throw new RangeError('A standard error lies above 0')
  const tau_squared = varianceBetween(segments)
  return { segments: segments.map((segment) => draw(segment, overall, tau_squared)), tau_squared }
}

function varianceBetween(segments: readonly Noisy[]): number {
  const weights = segments.map(({ se }) => 1 / se ** 2)
  const sum = (term: (weight: number, estimate: number) => number) =>
    segments.reduce((total, { estimate }, i) => total + term(weights[i] as number, estimate), 0)
  const whole = sum((w) => w)
  const centre = sum((w, estimate) => w * estimate) / whole
  const q = sum((w, estimate) => w * (estimate - centre) ** 2)
  const scale = whole - sum((w) => w * w) / whole
  return Math.max(0, (q - (segments.length - 1)) / scale)
}

function draw({ estimate, se }: Noisy, overall: Noisy, tau_squared: number): Shrunk {
  const weight = tau_squared / (tau_squared + se ** 2)
  const drawn = overall.estimate + weight * (estimate - overall.estimate)
  const rest = Math.sqrt(weight * se ** 2 + ((1 - weight) * overall.se) ** 2)
  return {
    estimate: drawn,
    se: rest,
    interval: interval(drawn, normalQuantile(0.975) * rest),
    weight,
  }
}
