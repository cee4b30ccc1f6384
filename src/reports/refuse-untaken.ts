import { AppError } from '../errors.ts'
import { type Metric, type Takes, takes } from '../model/index.ts'

const OTHERS = {
  team: 'a number of teams, which no person has',
  survey: 'what people answered to a survey on one day',
}

/** Throws `invalid_arguments` for a number of teams or an item that is not taken: `unable` says what a report cannot do with it. */
export function refuseUntaken(
  taken: Takes,
  metrics: readonly Pick<Metric, 'id' | 'of'>[],
  unable: string,
): void {
  for (const { id, of } of metrics)
    if (of !== undefined && !takes(taken, { id, of }))
      throw new AppError(
        'invalid_arguments',
        `${id} is ${OTHERS[of]}, so ${unable}. The cohort report compares it: facet report cohort --metrics ${id}.`,
      )
}
