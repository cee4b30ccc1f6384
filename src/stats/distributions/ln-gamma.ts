const HALF_LN_TWO_PI = 0.9189385332046727

/** Natural logarithm of the gamma function for `x > 0`; R: `lgamma(x)`. */
export function lnGamma(x: number): number {
  if (x >= 15) return (x - 0.5) * Math.log(x) - x + HALF_LN_TWO_PI + stirlingSeries(x)
  let product = 1
  let shifted = x
  while (shifted < 15) product *= shifted++
  return lnGamma(shifted) - Math.log(product)
}

/**
 * What Stirling's formula for `ln x!` leaves over: `ln x! - ((x + 1/2) ln x - x + ln(2π)/2)`, for `x > 0`
 * (Loader 2000). Densities built on it keep their digits where differences of `lnGamma` lose them.
 */
export function stirlingError(x: number): number {
  if (x >= 15) return stirlingSeries(x)
  return lnGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LN_TWO_PI
}

function stirlingSeries(x: number): number {
  const s = 1 / (x * x)
  const inner = 1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360360 - s / 156) * s) * s) * s
  return (1 / 12 - (1 / 360 - inner * s) * s) / x
}
