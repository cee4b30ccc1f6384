import { deviations } from '../deviations.ts'
import { faultOf } from '../fault.ts'
import { isReason, type Reason, reason } from '../reason.ts'
import type { Sample } from '../sample.ts'
import { type TwoMeans, twoMeans } from '../two-means.ts'

/** A sample that also holds what each person did before the study began. */
export type SampleWithBefore = Sample & { before: ArrayLike<number> }

/** Two randomised arms compared, freed of what was known before. */
export type Cuped = TwoMeans & {
  /** How much a unit of the value before is worth afterwards. */
  theta: number
  /** The share of the variance that is left: `1 - rho²`. */
  variance_left: number
}

/** A share of the variance up to this is rounding. */
const ROUNDING = 1e-12

/**
 * Means of two arms of a randomised study, each value less `theta` times how far the person's value before lay from the mean
 * of all (Deng and others 2013). theta is that of both arms, each about its own mean, so the difference is R's
 * `lm(value ~ arm + before)`. For arms that were not drawn at random it corrects too little.
 */
export function cuped(x: SampleWithBefore, y: SampleWithBefore): Cuped | Reason {
  const arms = [x, y]
  if (arms.some(({ values, before }) => values.length !== before.length))
    throw new RangeError('Each person needs a value before and one after')
  const befores = arms.map(({ before, teams }) => ({ values: before, teams }))
  const fault = faultOf(...befores) ?? faultOf(...arms)
  if (fault) return fault
  const { vv, vb, bb } = sumsWithin(arms)
  const variance_left = 1 - (vb / bb) * (vb / vv)
  if (!(variance_left > ROUNDING)) return reason('constant')
  const theta = vb / bb
  const distances = deviations([...Array.from(x.before), ...Array.from(y.before)])
  const answer = twoMeans(
    adjust(x, theta, distances.subarray(0, x.values.length)),
    adjust(y, theta, distances.subarray(x.values.length)),
  )
  return isReason(answer) ? answer : { ...answer, theta, variance_left }
}

/** Summed squares and products of values and of values before, each about the mean of its arm. */
function sumsWithin(arms: SampleWithBefore[]): { vv: number; vb: number; bb: number } {
  const sums = { vv: 0, vb: 0, bb: 0 }
  for (const { values, before } of arms) {
    const b = deviations(before)
    deviations(values).forEach((v, i) => {
      sums.vv += v * v
      sums.vb += v * (b[i] as number)
      sums.bb += (b[i] as number) ** 2
    })
  }
  return sums
}

function adjust({ values, teams }: Sample, theta: number, distances: Float64Array): Sample {
  const adjusted = Array.from(values, (value, i) => value - theta * (distances[i] as number))
  return { values: adjusted, teams }
}
