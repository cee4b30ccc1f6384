/** What is to be simulated: an organisation in which the tool changes the logarithm of the output by `tau`. */
export type Scenario = {
  seed: number
  tau: number
  seats?: number
  weeks?: number
  /** People adopt when their work happens to surge, which the estimator must not take for an effect. */
  surge?: boolean
  /** Juniors' output rises and seniors' falls, whatever tool they use. */
  level_trend?: boolean
  /** The effect takes a year to grow, and everybody adopts in the end. */
  growing?: boolean
  /** Who is given the tool, and when, is drawn by lot, a team at a time; half of the teams get it. */
  by_lot?: boolean
}

export const WEEKS = 80
export const SEATS = 600
export const WEEKS_IN_PERIOD = 4

/** The value at a place that is known to exist. */
export function at<T>(values: ArrayLike<T>, place: number): T {
  return values[place] as T
}
