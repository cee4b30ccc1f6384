import type { CohortMetric } from '../model/index.ts'

/** Comparisons up to which each is told by itself. */
const MOST_TOLD = 3

/** Why a comparison may be left out of many: the cohorts themselves are named in a warning. */
const TOO_FEW = ['hidden', 'too_few_people']

/**
 * What a metric of cohorts says in words. Of many comparisons those that too few people allow are counted, and the others told.
 */
export function sentencesOf(answer: CohortMetric): string[] {
  const { metric, cohorts, overall, comparisons } = answer
  const few = comparisons.filter(({ reason }) => reason !== null && TOO_FEW.includes(reason.reason))
  const many = comparisons.length > MOST_TOLD && few.length > 1
  const told = many ? comparisons.filter((pair) => !few.includes(pair)) : comparisons
  return [
    ...cohorts.flatMap(({ quantiles }) => quantiles?.sentence ?? []),
    ...(overall ? [overall.sentence] : []),
    ...told.map(({ sentence }) => sentence),
    ...(many
      ? [
          `${metric.name}: ${few.length} of ${comparisons.length} comparisons are not told, for too few people.`,
        ]
      : []),
  ]
}
