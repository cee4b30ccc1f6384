import type { CohortMetric } from '../model/index.ts'

/** Whether there is a spread to be seen: not all the same value. */
export function spreads({ cohorts }: CohortMetric): boolean {
  return new Set(cohorts.flatMap(({ dots }) => dots ?? [])).size > 1
}
