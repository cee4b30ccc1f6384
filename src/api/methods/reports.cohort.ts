import { CohortReport, CohortSpec } from '../../model/index.ts'
import { cohortReport } from '../../reports/cohort.ts'
import { method } from '../method.ts'

export const reportsCohort = method({
  name: 'reports.cohort',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Compares metrics between the people who have different values of an attribute.',
  description:
    'Each figure has its 95 % interval, and stands beside one that compares like with like. It describes different people; it does not show what caused a difference. Nothing is about fewer people than the minimum group.',
  args: CohortSpec,
  result: CohortReport,
  run: (spec, { db, actor, now }) => cohortReport(db, spec, { privileged: actor.privileged, now }),
})
