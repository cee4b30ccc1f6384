/**
 * The smallest true effect that data of this standard error finds four times in five: 2.8 standard errors (1.96 for the 95 %
 * interval and .84 for the 80 %). On the scale of `se`: for a logarithm take `Math.expm1` of it.
 */
export function smallestDetectable(se: number): number {
  return 2.8 * se
}
