import * as z from 'zod'
import { Ran } from '../../reports/as-code/answer-shape.ts'
import { runFile } from '../../reports/as-code/run.ts'
import { ReportFile } from '../../reports/as-code/shape.ts'
import { method } from '../method.ts'

export const reportsRun = method({
  name: 'reports.run',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Answers the reports of a file, and tells whether their guardrails hold.',
  description:
    'What "facet report FILE" asks. Each answer is that of its own method. The same reports on the same data give the same result_hash; data_version tells whether the data are the same.',
  args: z.object({
    title: ReportFile.shape.title,
    reports: ReportFile.shape.reports.describe(
      'The reports of the file, parsed: "facet report --schema" prints their shape.',
    ),
    today: z.iso
      .date()
      .optional()
      .describe('The day from which "last 12 weeks" is reckoned. Default: today.'),
  }),
  result: Ran,
  run: (file, { db, actor, now, sources }) =>
    runFile(db, file, {
      privileged: actor.privileged,
      actor: actor.id,
      now,
      secretKey: sources?.secretKey,
    }),
})
