import { CohortReport, CohortSpec } from '../../model/index.ts'
import { cohortReport } from '../../reports/cohort.ts'
import { renderCohort } from '../../reports/render.ts'
import { method } from '../method.ts'
import { answerIn, Format } from '../report-answer.ts'

export const reportsCohort = method({
  name: 'reports.cohort',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Compares metrics between the people who have different values of an attribute.',
  description:
    'Each figure has its 95 % interval, and stands beside one that compares like with like. It describes different people; it does not show what caused a difference. Nothing is about fewer people than the minimum group.',
  args: CohortSpec.extend({ format: Format }),
  result: CohortReport,
  async run({ format, ...spec }, { db, actor, now }) {
    const report = await cohortReport(db, spec, { privileged: actor.privileged, now })
    return answerIn(format, report, 'cohorts', renderCohort)
  },
})
