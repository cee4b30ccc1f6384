import { comparable, type StratifiedSample } from '../comparable.ts'
import { type Reason, reason } from '../reason.ts'

/**
 * The mean that everybody who was asked would have given if those who did not answer were like those alike who did: the means of the
 * strata, each by its number of people asked, in the strata of `weightedShare`. It carries no interval.
 */
export function weightedMean(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): number | Reason {
  if (answers.values.length === 0 || asked.length === 0) return reason('too_few_people')
  const { strata } = comparable({ values: [], strata: asked }, answers)
  const people = strata.reduce((sum, { x }) => sum + x.length, 0)
  if (people === 0) return reason('no_comparable_people')
  return strata.reduce((sum, { x, y }) => {
    const given = y.reduce((total, place) => total + (answers.values[place] as number), 0)
    return sum + (x.length / people) * (given / y.length)
  }, 0)
}
