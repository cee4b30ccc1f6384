import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'
import { prReviewTime } from './pr-review-time.ts'
import { WORKING_HOURS } from './working-hours.ts'

/** The same pull requests as those of the wall clock. */
export const prReviewTimeBusiness: MetricDefinition = {
  ...prReviewTime,
  id: 'pr_review_time_business',
  name: 'Review time in working hours',
  definition: `Working hours from the first review by somebody else to the merge, of merged pull requests, by the geometric mean. ${WORKING_HOURS}`,
  unit: 'working hours',
  numerator: sql`w.review_work_ln`,
  buckets: sql`w.review_work`,
}
