import { type Reason, reason } from './reason.ts'
import type { Sample } from './sample.ts'

/** Why no standard error can come of these samples: fewer than two people in one, a value that is no number, or no variation in any. */
export function faultOf(...samples: Sample[]): Reason | undefined {
  if (samples.some(({ values }) => values.length < 2)) return reason('too_few_people')
  if (!samples.every(({ values }) => all(values, Number.isFinite))) return reason('not_finite')
  if (samples.every(isConstant)) return reason('constant')
}

/** True when all values are the same. */
export function isConstant({ values }: Sample): boolean {
  return all(values, (value) => value === values[0])
}

function all(values: ArrayLike<number>, holds: (value: number) => boolean): boolean {
  for (let i = 0; i < values.length; i++) if (!holds(values[i] as number)) return false
  return true
}
