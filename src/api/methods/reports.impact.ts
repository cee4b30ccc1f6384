import { ImpactReport, ImpactSpec } from '../../model/index.ts'
import { impactReport } from '../../reports/impact.ts'
import { renderImpact } from '../../reports/render.ts'
import { method } from '../method.ts'
import { answerIn, Format } from '../report-answer.ts'

export const reportsImpact = method({
  name: 'reports.impact',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Tells what changed in a metric when people began to use a tool.',
  description:
    'Observed against expected: each person against their own past, and against those who had not begun. The answer carries its checks and the word of evidence that they allow.',
  args: ImpactSpec.extend({ format: Format }),
  result: ImpactReport,
  async run({ format, ...spec }, { db, actor }) {
    const report = await impactReport(db, spec, { privileged: actor.privileged })
    return answerIn(format, report, 'impact', renderImpact)
  },
})
