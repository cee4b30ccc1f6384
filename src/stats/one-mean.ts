import { clusteredError } from './clustered-error.ts'
import { deviations } from './deviations.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { faultOf } from './fault.ts'
import { mean } from './mean.ts'
import { isReason, type Reason } from './reason.ts'
import { countTeams, type Sample } from './sample.ts'

/** The mean of a cohort, with the people and the distinct teams it rests on. */
export type OneMean = Estimate & { n_people: number; n_teams: number }

/**
 * The mean of the people's values with its interval, in which the people of a team count as one. Without teams this is
 * R's `t.test(x)`.
 */
export function oneMean(sample: Sample): OneMean | Reason {
  const fault = faultOf(sample)
  if (fault) return fault
  const n_people = sample.values.length
  const estimate = mean(sample.values)
  const influences = deviations(sample.values).map((deviation) => deviation / n_people)
  const error = clusteredError({ values: influences, teams: sample.teams })
  if (isReason(error)) return error
  return { ...estimateOf(estimate, error), n_people, n_teams: countTeams(sample) }
}
