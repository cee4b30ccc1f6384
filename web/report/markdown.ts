import type { CohortReport, ImpactReport } from '../api.ts'
import { commandOf } from '../command.ts'
import { cohortTable, differenceTable } from '../tables/cohort.ts'
import { checkTable, curveTable } from '../tables/impact.ts'
import { type DataTable, markdownOf } from '../tables/table.ts'

/** The report as a page of Markdown, with its question, its warnings and who is not in it. */
export function cohortMarkdown(report: CohortReport): string {
  const sentences = report.metrics.flatMap(({ comparisons }) =>
    comparisons.map(({ sentence }) => sentence),
  )
  return page(report, {
    title: `Cohorts of ${report.spec.attribute}`,
    method: 'reports.cohort',
    sentences,
    tables: [differenceTable(report), cohortTable(report)],
  })
}

/** The report as a page of Markdown, with its question, its warnings, its checks and who is not in it. */
export function impactMarkdown(report: ImpactReport): string {
  return page(report, {
    title: `Impact of ${report.spec.attribute}`,
    method: 'reports.impact',
    sentences: [report.sentence, report.naive.sentence],
    tables: [curveTable(report), checkTable(report)],
  })
}

interface Parts {
  title: string
  method: string
  sentences: string[]
  tables: DataTable[]
}

function page(
  report: CohortReport | ImpactReport,
  { title, method, sentences, tables }: Parts,
): string {
  const { period, warnings, exclusions, spec } = report
  const command = commandOf(method, spec)
  const parts = [
    `# ${title}`,
    `${period.from} up to, not including, ${period.to}.`,
    ...sentences,
    ...tables.map((table) => `## ${table.title}\n\n${markdownOf(table)}`),
    section(
      'What may mislead',
      warnings.map(({ message }) => message),
    ),
    section(
      'Not in this report',
      exclusions.map(({ people, message }) => `${people} people: ${message}`),
    ),
    `## The same again\n\n\`\`\`sh\n${command}\n\`\`\``,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`
}
