/** A number to so many significant digits: 2.6 of 2.5831 to two, 1400 of 1437. 0 and what is not finite stay. */
export function significant(value: number, digits: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value
}
