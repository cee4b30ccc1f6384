import { clusteredError } from './clustered-error.ts'
import { comparable, type StratifiedSample, type Stratum } from './comparable.ts'
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
 * each, `w` being the stratum's share of the compared people of `x`. The level of the strata is the finest at which four in
 * five of `x` have comparable people. The standard error is summed by team from each person's influence.
 */
export function standardised(x: StratifiedSample, y: StratifiedSample): Standardised | Reason {
  const crude = twoMeans(x, y)
  if (isReason(crude)) return crude
  const { strata, level, share_without } = comparable(x, y)
  if (strata.length === 0) return reason('no_comparable_people')
  const weighted = weigh(x, y, strata)
  const difference = differenceOf(weighted)
  if (isReason(difference)) return difference
  return {
    means: weighted.means,
    difference,
    ratio: ratioOf(weighted),
    n_people: [peopleIn(strata, 'x'), peopleIn(strata, 'y')],
    n_teams: countTeams({ values: [], teams: weighted.people.map(({ team }) => team) }),
    share_without,
    level,
    composition: composition(crude.difference, difference),
  }
}

/** The two standardised means, and how much each compared person moves the first and the second. */
type Weighted = {
  means: [number, number]
  people: { team: Team | null; first: number; second: number }[]
}

function weigh(x: Sample, y: Sample, strata: Stratum[]): Weighted {
  // Taken from one person's value and not from 0: large values then cost no digits.
  const origin = x.values[0] as number
  const n = peopleIn(strata, 'x')
  const cells = strata.map((stratum) => ({
    x: stratum.x.map(personOf(x, origin)),
    y: stratum.y.map(personOf(y, origin)),
  }))
  const weighed = cells.map((cell) => ({
    ...cell,
    weight: cell.x.length / n,
    meanY: meanOf(cell.y),
  }))
  const first = meanOf(cells.flatMap((cell) => cell.x))
  const second = weighed.reduce((sum, { weight, meanY }) => sum + weight * meanY, 0)
  const people = weighed.flatMap(({ x, y, weight, meanY }) => [
    // Somebody more in the first cohort moves its mean, and the weights of the second.
    ...x.map(({ team, value }) => ({
      team,
      first: (value - first) / n,
      second: (meanY - second) / n,
    })),
    ...y.map(({ team, value }) => ({
      team,
      first: 0,
      second: (weight * (value - meanY)) / y.length,
    })),
  ])
  return { means: [origin + first, origin + second], people }
}

type Person = { value: number; team: Team | null }

function personOf({ values, teams }: Sample, origin: number): (place: number) => Person {
  return (place) => ({ value: (values[place] as number) - origin, team: teams?.[place] ?? null })
}

function meanOf(people: Person[]): number {
  return mean(people.map(({ value }) => value))
}

function differenceOf({ means, people }: Weighted): Estimate | Reason {
  const error = errorOf(people, 1, 1)
  return isReason(error) ? error : estimateOf(means[0] - means[1], error)
}

function ratioOf({ means: [first, second], people }: Weighted): Estimate | Reason {
  if (!(first > 0 && second > 0)) return reason('not_positive')
  const error = errorOf(people, first, second)
  if (isReason(error)) return error
  return onScale(estimateOf(Math.log(first / second), error), Math.exp)
}

/** Standard error of the first mean over `unitX` minus the second over `unitY`. */
function errorOf(people: Weighted['people'], unitX: number, unitY: number): StandardError | Reason {
  return clusteredError({
    values: people.map(({ first, second }) => first / unitX - second / unitY),
    teams: people.map(({ team }) => team),
  })
}

function peopleIn(strata: Stratum[], side: keyof Stratum): number {
  return strata.reduce((count, stratum) => count + stratum[side].length, 0)
}
