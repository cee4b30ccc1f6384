/**
 * `x ln(x / m) + m - x` for `x > 0` and `m > 0`: half the Poisson deviance (Loader 2000), without cancellation when
 * the two are close.
 */
export function deviance(x: number, m: number): number {
  const difference = x - m
  if (!(Math.abs(difference) <= 0.1 * (x + m))) return x * Math.log(x / m) + m - x
  const v = difference / (x + m)
  let sum = difference * v
  let term = 2 * x * v
  for (let odd = 3; ; odd += 2) {
    term *= v * v
    const next = sum + term / odd
    if (next === sum) return sum
    sum = next
  }
}
