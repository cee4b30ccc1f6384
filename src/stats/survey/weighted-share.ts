import { comparable, type StratifiedSample } from '../comparable.ts'
import { type Reason, reason } from '../reason.ts'
import { type Share, wilson } from '../wilson.ts'
import { inPopulation } from './in-population.ts'

/** The share of favourable answers that everybody would have given if those who did not answer think like those alike who did. */
export type WeightedShare = Share & {
  /** As many answers of equal weight would say as much: Kish's effective sample size. */
  n_effective: number
  /** Share of those who were asked that nobody alike has answered for; it is left out. */
  share_without: number
  /** Level of the strata that was used, 0 being the finest. */
  level: number
}

/**
 * Weights answers (1 for favourable, 0 for not) to the strata of all who were asked, such as role × level × place: the sum of
 * the strata's shares, each by its number of people. The strata are the finest in which four in five of those asked have at
 * least 5 answers. The interval is Wilson's for the effective sample size (Kish 1965), narrower once more than half of those
 * weighted to have answered.
 */
export function weightedShare(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): WeightedShare | Reason {
  if (answers.values.length === 0 || asked.length === 0) return reason('too_few_people')
  const { level, share_without, strata } = comparable({ values: [], strata: asked }, answers)
  if (strata.length === 0) return reason('no_comparable_people')
  const people = sum(strata, ({ x }) => x.length)
  const given = sum(strata, ({ y }) => y.length)
  const share = sum(strata, ({ x, y }) => (x.length / people) * meanOf(answers, y))
  const n_effective = people ** 2 / sum(strata, ({ x, y }) => x.length ** 2 / y.length)
  const drawn = wilson(Math.min(share, 1) * n_effective, n_effective)
  if ('reason' in drawn) return drawn
  const corrected = inPopulation(drawn, given / people)
  return { ...corrected, n_people: given, n_effective, share_without, level }
}

function meanOf({ values }: StratifiedSample, places: number[]): number {
  return sum(places, (place) => values[place] as number) / places.length
}

function sum<T>(items: T[], term: (item: T) => number): number {
  return items.reduce((total, item) => total + term(item), 0)
}
