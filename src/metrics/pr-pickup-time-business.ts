import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'
import { prPickupTime } from './pr-pickup-time.ts'
import { WORKING_HOURS } from './working-hours.ts'

/** The same pull requests as those of the wall clock. */
export const prPickupTimeBusiness: MetricDefinition = {
  ...prPickupTime,
  id: 'pr_pickup_time_business',
  name: 'Wait for review in working hours',
  definition: `Working hours from the moment a pull request was ready for review to the first review by somebody else, of merged ones, by the geometric mean. ${WORKING_HOURS}`,
  unit: 'working hours',
  numerator: sql`w.pickup_work_ln`,
  buckets: sql`w.pickup_work`,
}
