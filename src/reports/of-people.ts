import { AppError } from '../errors.ts'
import type { MetricDefinition } from '../metrics/metric.ts'

const OTHERS = {
  team: 'a number of teams, which no person has',
  survey: 'what people answered to a survey on one day',
}

/** Throws `invalid_arguments` for a metric that is not one of people over weeks: `unable` says what a report cannot do with it. */
export function refuseUnlessOfPeople(
  metrics: readonly Pick<MetricDefinition, 'id' | 'of'>[],
  unable: string,
): void {
  for (const { id, of } of metrics)
    if (of !== undefined)
      throw new AppError(
        'invalid_arguments',
        `${id} is ${OTHERS[of]}, so ${unable}. The cohort report compares it: facet report cohort --metrics ${id}.`,
      )
}
