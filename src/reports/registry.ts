import { REPORT_KINDS, type ReportName } from '../model/index.ts'
import { adoptionPage } from './adoption/page.ts'
import { adoptionRows } from './adoption/rows.ts'
import { adoptionReport } from './adoption.ts'
import { breakdownPage } from './breakdown/page.ts'
import { breakdownRows } from './breakdown/rows.ts'
import { breakdownReport } from './breakdown.ts'
import { cohortPage } from './cohort/page.ts'
import { cohortRows } from './cohort/rows.ts'
import { cohortReport } from './cohort.ts'
import { correlationPage } from './correlation/page.ts'
import { correlationRows } from './correlation/rows.ts'
import { correlationReport } from './correlation.ts'
import { distributionPage } from './distribution/page.ts'
import { distributionRows } from './distribution/rows.ts'
import { distributionReport } from './distribution.ts'
import { impactPage } from './impact/page.ts'
import { impactRows } from './impact/rows.ts'
import { impactReport } from './impact.ts'
import { type Report, report } from './report.ts'
import { toolPage } from './tool/page.ts'
import { toolRows } from './tool/rows.ts'
import { toolReport } from './tool.ts'
import { trendPage } from './trend/page.ts'
import { trendRows } from './trend/rows.ts'
import { trendReport } from './trend.ts'

/** Every report with its deed. Methods, commands and files are made of these. */
export const REPORTS = {
  tool: report({
    kind: REPORT_KINDS.tool,
    run: toolReport,
    page: toolPage,
    rows: toolRows,
  }),
  cohort: report({
    kind: REPORT_KINDS.cohort,
    run: cohortReport,
    page: cohortPage,
    rows: cohortRows,
  }),
  impact: report({
    kind: REPORT_KINDS.impact,
    run: impactReport,
    page: impactPage,
    rows: impactRows,
  }),
  trend: report({
    kind: REPORT_KINDS.trend,
    run: trendReport,
    page: trendPage,
    rows: trendRows,
  }),
  distribution: report({
    kind: REPORT_KINDS.distribution,
    run: distributionReport,
    page: distributionPage,
    rows: distributionRows,
  }),
  breakdown: report({
    kind: REPORT_KINDS.breakdown,
    run: breakdownReport,
    page: breakdownPage,
    rows: breakdownRows,
  }),
  correlation: report({
    kind: REPORT_KINDS.correlation,
    run: correlationReport,
    page: correlationPage,
    rows: correlationRows,
  }),
  adoption: report({
    kind: REPORT_KINDS.adoption,
    run: adoptionReport,
    page: adoptionPage,
    rows: adoptionRows,
  }),
} satisfies Record<ReportName, unknown>

/** The report of a method's name, such as `reports.cohort`; undefined: it is none. */
export function reportOfMethod(method: string): Report | undefined {
  const all: Report[] = Object.values<unknown>(REPORTS) as Report[]
  return all.find(({ kind }) => `reports.${kind.name}` === method)
}
