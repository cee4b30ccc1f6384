import { type Comparable, comparable, type StratifiedSample } from './comparable.ts'
import { mean } from './mean.ts'

/** In how many of the strata in which two cohorts can be compared their difference points the other way. */
export type StrataAgainst = { strata: number; against: number }

/**
 * Counts the strata, those of `comparable` if none are given, in which the first cohort lies below the second where it lies above it on the whole, and the
 * other way round. When all of them do, the whole misleads (Simpson 1951). A stratum without difference points nowhere.
 */
export function strataAgainst(
  x: StratifiedSample,
  y: StratifiedSample,
  { strata }: Comparable = comparable(x, y),
): StrataAgainst {
  const crude = mean(x.values) - mean(y.values)
  const meanIn = ({ values }: StratifiedSample, places: number[]) =>
    mean(Float64Array.from(places, (place) => values[place] as number))
  const against = strata.filter((it) => (meanIn(x, it.x) - meanIn(y, it.y)) * crude < 0)
  return { strata: strata.length, against: against.length }
}
