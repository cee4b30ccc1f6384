import { type Interval, interval, LEVEL } from '../estimate.ts'

/** Makes the sequence narrowest, for its level of 95 %, at the planned information (Howard and others 2021). */
const TUNING = 8.8

/**
 * An interval for an estimate that is looked at again and again while data come in: all of them together hold the truth with a
 * chance of 95 % (Robbins 1970), where a plain interval that is looked at weekly for half a year misses it in 27 %. Half the
 * width is `sqrt((I + r) ln((I + r) / (r α²))) / I` with the information `I = 1 / se²` and `r = 1 / (8.8 planned²)`; `planned`
 * is the standard error expected at the end. About 1.55 times as wide as a plain one there.
 */
export function confidenceSequence(estimate: number, se: number, planned: number): Interval {
  if (!(se > 0 && planned > 0)) throw new RangeError('A standard error lies above 0')
  const information = 1 / se ** 2
  const r = 1 / (TUNING * planned ** 2)
  const whole = information + r
  const half = Math.sqrt(whole * Math.log(whole / (r * (1 - LEVEL) ** 2))) / information
  return interval(estimate, half)
}
