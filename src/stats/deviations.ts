import { mean } from './mean.ts'

/**
 * Each value less the mean of all. Taken from the first value and not from 0: at an offset of 1e9 the mean itself, as a
 * double, is exact to 1e-7 only.
 */
export function deviations(values: ArrayLike<number>): Float64Array {
  const origin = values[0] ?? 0
  const shifted = new Float64Array(values.length)
  for (let i = 0; i < shifted.length; i++) shifted[i] = (values[i] as number) - origin
  if (shifted.length === 0) return shifted
  const centre = mean(shifted)
  return shifted.map((value) => value - centre)
}
