import { AppError } from '../../errors.ts'
import type { CohortSpec } from '../../model/index.ts'
import type { UseOf } from '../use-of.ts'

/**
 * Throws `invalid_arguments` for cohorts that are made of how much people used a tool by today, which is after the period has
 * begun: whoever works more on its days also uses the tool on more of them, so the cohorts would differ without any effect.
 */
export function refuseLaterUse(uses: readonly UseOf[], as_of: CohortSpec['as_of']): void {
  const derived = uses.find(({ made }) => made !== 'account')
  if (as_of === 'start' || derived === undefined) return
  throw new AppError(
    'invalid_arguments',
    `${derived.attribute} of today says how people worked in the period itself, so cohorts of it would differ whatever the tool does. Ask for as_of=start, the day before which use is counted, or for the impact report.`,
  )
}
