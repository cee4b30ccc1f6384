import { betaKernel, incompleteBeta } from './incomplete-beta.ts'
import { normalQuantile, normalUpper } from './normal.ts'

/** Chance that Student's t with `df > 0` degrees of freedom, whole or not, lies below `t`; R: `pt(t, df)`. */
export function tCdf(t: number, df: number): number {
  return tUpper(-t, df)
}

/** Chance that it lies above `t`, exact far out in the tail; R: `pt(t, df, lower.tail = FALSE)`. */
export function tUpper(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalUpper(t)
  const { x, y } = betaPoint(t, df)
  const { lower, upper } = incompleteBeta(x, y, df / 2, 0.5)
  return t < 0 ? (1 + upper) / 2 : lower / 2
}

/**
 * The value below which Student's t lies with chance `p`; R: `qt(p, df)`. For an upper tail `q` take `-tQuantile(q, df)`.
 * -Infinity and Infinity at 0 and 1.
 */
export function tQuantile(p: number, df: number): number {
  const tail = Math.min(p, 1 - p)
  const normal = Math.abs(normalQuantile(tail))
  if (normal === 0 || normal === Number.POSITIVE_INFINITY || df === Number.POSITIVE_INFINITY)
    return normalQuantile(p)
  const t = upperQuantile(tail, df, normal)
  return p < 0.5 ? -t : t
}

/**
 * Newton's method on the logarithms of tail and value, between which the line is concave and nearly straight: it
 * converges from any start.
 */
function upperQuantile(tail: number, df: number, start: number): number {
  let t = start
  for (let i = 0; i < 100; i++) {
    const { x, y } = betaPoint(t, df)
    const reached = tUpper(t, df)
    const step = (Math.log(reached / tail) * reached) / betaKernel(x, y, df / 2, 0.5)
    t *= Math.exp(step)
    if (Math.abs(step) < 1e-15) break
  }
  return t
}

/** Where the beta distribution is asked, and its complement: df / (df + t²) and t² / (df + t²). */
function betaPoint(t: number, df: number): { x: number; y: number } {
  const square = t * t
  return { x: df / (df + square), y: square / (df + square) }
}
