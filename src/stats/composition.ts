import type { Estimate } from './estimate.ts'

/** In which ways a difference changes once both cohorts are made alike: any of them calls for a warning. */
export type Composition = {
  sign_flips: boolean
  /** Adjusting moves the difference by more than half its crude size. */
  over_half: boolean
  /** Adjusting moves it by more than the standard error of the adjusted one. */
  over_one_se: boolean
}

/** What is this small a part of the crude difference is rounding, and has no sign. */
const ROUNDING = 1e-9

/** Compares a crude difference with the adjusted one (Simpson's paradox is the case in which the sign flips). */
export function composition(crude: Estimate, adjusted: Estimate): Composition {
  const moved = Math.abs(adjusted.estimate - crude.estimate)
  return {
    sign_flips:
      adjusted.estimate * crude.estimate < 0 &&
      Math.abs(adjusted.estimate) > ROUNDING * Math.abs(crude.estimate),
    over_half: moved > Math.abs(crude.estimate) / 2,
    over_one_se: moved > adjusted.se,
  }
}
