import { comparable, type StratifiedSample } from '../comparable.ts'
import { mean } from '../mean.ts'
import { type Reason, reason } from '../reason.ts'
import type { Sample } from '../sample.ts'

/** A mean of answers that is weighted to the strata of everybody who was asked. */
export type PostStratified = {
  estimate: number
  /** How much each answer that counts moves it, beside the team it came from: an answer less the mean of its stratum, weighted. */
  influences: Sample
  /** Answers that count, and their share of those whom they stand for. */
  n_people: number
  rate: number
  /** As many answers of equal weight would say as much: Kish's effective sample size (1965). */
  n_effective: number
  /** Share of those who were asked that nobody alike has answered for; it is left out. */
  share_without: number
  /** Level of the strata that was used, 0 being the finest. */
  level: number
}

/**
 * The mean that everybody who was asked would have given if those who did not answer were like those alike who did: the means of the
 * strata, each by its number of people asked. The strata are the finest in which four in five of those asked have at least 5 answers.
 * How many were asked in each is known, so the weights add nothing to chance.
 */
export function postStratified(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): PostStratified | Reason {
  if (answers.values.length === 0 || asked.length === 0) return reason('too_few_people')
  const { level, share_without, strata } = comparable({ values: [], strata: asked }, answers)
  if (strata.length === 0) return reason('no_comparable_people')
  // Taken from one answer and not from 0: large values then cost no digits.
  const origin = answers.values[0] as number
  const people = sum(strata, ({ x }) => x.length)
  const cells = strata.map(({ x, y }) => {
    const values = y.map((place) => (answers.values[place] as number) - origin)
    return { places: y, values, mean: mean(values), weight: x.length / people }
  })
  const n_people = sum(cells, ({ values }) => values.length)
  return {
    estimate: origin + sum(cells, (cell) => cell.weight * cell.mean),
    influences: {
      values: cells.flatMap(({ values, mean, weight }) =>
        values.map((value) => (weight * (value - mean)) / values.length),
      ),
      teams: cells.flatMap(({ places }) => places.map((place) => answers.teams?.[place] ?? null)),
    },
    n_people,
    rate: n_people / people,
    n_effective: 1 / sum(cells, ({ weight, values }) => weight ** 2 / values.length),
    share_without,
    level,
  }
}

function sum<T>(items: T[], term: (item: T) => number): number {
  return items.reduce((total, item) => total + term(item), 0)
}
