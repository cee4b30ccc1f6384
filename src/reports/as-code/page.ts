import { counted, dayText } from '../../model/index.ts'
import type { ReportRow } from '../csv.ts'
import type { Block, Page } from '../page.ts'
import { reportOfMethod } from '../registry.ts'
import type { Report } from '../report.ts'
import type { Ran, RanReport } from './answer-shape.ts'

/** The answers to a file as one page, which ends with the version of the data and the hash of the result. */
export function pageOfRan(ran: Ran): Page {
  const pages = ran.reports.map(pageOfReport)
  const [first] = pages
  const ending: Block[] = [
    { kind: 'heading', text: 'What this rests on' },
    { kind: 'list', items: restsOn(ran) },
  ]
  if (first && pages.length === 1)
    return { title: ran.title ?? first.title, blocks: [...first.blocks, ...ending] }
  const blocks = pages.flatMap(({ title, blocks }): Block[] => [
    { kind: 'heading', text: title },
    ...blocks,
  ])
  const title = ran.title ?? counted(pages.length, 'report')
  return { title, blocks: [...blocks, ...ending] }
}

/** The answers to a file as lines of CSV, each report beginning with one that names it. */
export function rowsOfRan(ran: Ran): ReportRow[] {
  return [
    ...ran.reports.flatMap((one) => [
      { section: 'report', figure: one.report, note: pageOfReport(one).title },
      ...reportOf(one).rows(one.answer),
      ...one.guardrails.map(({ metric, margin, unit, about, verdict, interval, sentence }) => ({
        section: 'guardrail',
        metric,
        cohort: about,
        figure: verdict,
        estimate: margin,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        unit,
        note: sentence,
      })),
    ]),
    { section: 'file', figure: 'today', note: ran.today },
    { section: 'file', figure: 'data_version', note: ran.data_version },
    { section: 'file', figure: 'result_hash', note: ran.result_hash },
  ]
}

/** One report of a file as a page of its own. */
export function pageOfReport(one: RanReport): Page {
  const { title, blocks } = reportOf(one).page(one.answer)
  const named: Block[] = one.title === null ? [] : [{ kind: 'text', text: title }]
  return { title: one.title ?? title, blocks: [...named, ...guardrailBlocks(one), ...blocks] }
}

function guardrailBlocks({ guardrails }: RanReport): Block[] {
  if (guardrails.length === 0) return []
  const items = guardrails.map(
    ({ passed, sentence }) => `${passed ? 'Holds' : 'Broken'}: ${sentence}`,
  )
  return [
    { kind: 'heading', text: 'Guardrails' },
    { kind: 'list', items },
  ]
}

function restsOn({ today, reports, weeks_waiting, data_version, result_hash }: Ran): string[] {
  const periods = new Set(reports.flatMap(({ relative_period }) => relative_period ?? []))
  return [
    ...(today === null
      ? []
      : [`${[...periods].join(' and ')}: reckoned from ${dayText(today)}`, UPDATED]),
    ...(weeks_waiting === 0
      ? []
      : [`Still to be computed anew: ${counted(weeks_waiting, 'week')}`]),
    data_version === null
      ? 'Data version: none, for the data changed while this was made; ask again'
      : `Data version: ${data_version}`,
    `Result: ${result_hash}`,
  ]
}

/**
 * What a report must say whose period moves on. At 26 weekly looks chance alone is found significant at least once in 27 % of cases
 * without any effect (simulated).
 */
export const UPDATED =
  'Updated, not tested anew: whoever looks every week for half a year takes chance alone for a difference at least once in a quarter of all cases. A study fixes when to look.'

const reportOf = ({ report }: RanReport) => reportOfMethod(`reports.${report}`) as Report
