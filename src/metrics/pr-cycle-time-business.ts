import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'
import { prCycleTime } from './pr-cycle-time.ts'
import { WORKING_HOURS } from './working-hours.ts'

/** The same pull requests as those of the wall clock. */
export const prCycleTimeBusiness: MetricDefinition = {
  ...prCycleTime,
  id: 'pr_cycle_time_business',
  name: 'Cycle time in working hours',
  definition: `Working hours from the first commit of a pull request to its merge, drafts included; from its opening where no commit is known. Only merged ones count, by the geometric mean. ${WORKING_HOURS}`,
  unit: 'working hours',
  numerator: sql`w.cycle_work_ln`,
  buckets: sql`w.cycle_work`,
}
