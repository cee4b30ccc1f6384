import { clusteredError } from './clustered-error.ts'
import { type Comparable, comparable, type StratifiedSample, type Stratum } from './comparable.ts'
import { type Composition, composition } from './composition.ts'
import { type Estimate, estimateOf, onScale, type StandardError } from './estimate.ts'
import { mean } from './mean.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { countTeams, type Sample, type Team } from './sample.ts'
import { twoMeans } from './two-means.ts'

/** Two cohorts made alike: the second is weighted to the strata of the first. */
export type Standardised = {
  /** Mean of the compared people of the first cohort, and the weighted mean of the second. */
  means: [number, number]
  difference: Estimate
  /** Its `se` is that of the logarithm. */
  ratio: Estimate | Reason
  /** Those who have comparable people. */
  n_people: [number, number]
  n_teams: number
  /** Share of the first cohort that has no comparable people and is left out. */
  share_without: number
  /** Level of the strata that was used, 0 being the finest. */
  level: number
  composition: Composition
}

/**
 * Direct standardisation to the strata of `x`: `D = Σ w (mean of x - mean of y)` over the strata with at least 5 people of
 * each, `w` being the stratum's share of the compared people of `x`. The strata are those of `comparable`, if none are given: at
 * the finest level at which four in five of `x` have comparable people. The standard error is summed by team from each
 * person's influence.
 */
export function standardised(
  x: StratifiedSample,
  y: StratifiedSample,
  { strata, level, share_without }: Comparable = comparable(x, y),
): Standardised | Reason {
  const crude = twoMeans(x, y)
  if (isReason(crude)) return crude
  if (strata.length === 0) return reason('no_comparable_people')
  const weighted = weigh(x, y, strata)
  const difference = differenceOf(weighted)
  if (isReason(difference)) return difference
  return {
    means: weighted.means,
    difference,
    ratio: ratioOf(weighted),
    n_people: [peopleIn(strata, 'x'), peopleIn(strata, 'y')],
    n_teams: countTeams({ values: [], teams: weighted.teams }),
    share_without,
    level,
    composition: composition(crude.difference, difference),
  }
}

/** The two standardised means, and how much each compared person moves the first and the second, beside the person's team. */
type Weighted = {
  means: [number, number]
  moves: [Float64Array, Float64Array]
  teams: (Team | null)[]
}

function weigh(x: Sample, y: Sample, strata: Stratum[]): Weighted {
  // Taken from one person's value and not from 0: large values then cost no digits.
  const origin = x.values[0] as number
  const n = peopleIn(strata, 'x')
  const cells = strata.map((stratum) => {
    const [xs, ys] = [valuesAt(x, stratum.x, origin), valuesAt(y, stratum.y, origin)]
    return { xs, ys, weight: xs.length / n, meanY: mean(ys) }
  })
  const first = mean(joined(cells.map(({ xs }) => xs)))
  const second = cells.reduce((sum, { weight, meanY }) => sum + weight * meanY, 0)
  const ofFirst = cells.flatMap(({ xs, ys }) => [
    xs.map((value) => (value - first) / n),
    new Float64Array(ys.length),
  ])
  const ofSecond = cells.flatMap(({ xs, ys, weight, meanY }) => [
    // Somebody more in the first cohort moves its mean, and the weights of the second.
    new Float64Array(xs.length).fill((meanY - second) / n),
    ys.map((value) => (weight * (value - meanY)) / ys.length),
  ])
  return {
    means: [origin + first, origin + second],
    moves: [joined(ofFirst), joined(ofSecond)],
    teams: strata.flatMap((stratum) => [...teamsAt(x, stratum.x), ...teamsAt(y, stratum.y)]),
  }
}

function valuesAt({ values }: Sample, places: readonly number[], origin: number): Float64Array {
  return Float64Array.from(places, (place) => (values[place] as number) - origin)
}

function teamsAt({ teams }: Sample, places: readonly number[]): (Team | null)[] {
  return places.map((place) => teams?.[place] ?? null)
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}

function differenceOf({ means, ...people }: Weighted): Estimate | Reason {
  const error = errorOf(people, 1, 1)
  return isReason(error) ? error : estimateOf(means[0] - means[1], error)
}

function ratioOf({ means: [first, second], ...people }: Weighted): Estimate | Reason {
  if (!(first > 0 && second > 0)) return reason('not_positive')
  const error = errorOf(people, first, second)
  if (isReason(error)) return error
  return onScale(estimateOf(Math.log(first / second), error), Math.exp)
}

/** Standard error of the first mean over `unitX` minus the second over `unitY`. */
function errorOf(
  { moves: [first, second], teams }: Omit<Weighted, 'means'>,
  unitX: number,
  unitY: number,
): StandardError | Reason {
  const values = first.map((move, place) => move / unitX - (second[place] as number) / unitY)
  return clusteredError({ values, teams })
}

function peopleIn(strata: Stratum[], side: keyof Stratum): number {
  return strata.reduce((count, stratum) => count + stratum[side].length, 0)
}
