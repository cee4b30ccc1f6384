import type { CohortMetric } from '../model/index.ts'

/** Comparisons up to which each is told, those of hidden cohorts too. */
const MOST_TOLD = 3

/**
 * What a metric of cohorts says in words. Of many comparisons those are left out of which nothing may be shown: the cohorts that are
 * hidden are named once, in a warning.
 */
export function sentencesOf({ cohorts, overall, comparisons }: CohortMetric): string[] {
  const told =
    comparisons.length <= MOST_TOLD
      ? comparisons
      : comparisons.filter(({ reason }) => reason?.reason !== 'hidden')
  return [
    ...cohorts.flatMap(({ quantiles }) => (quantiles?.reason === null ? [quantiles.sentence] : [])),
    ...(overall ? [overall.sentence] : []),
    ...told.map(({ sentence }) => sentence),
  ]
}
