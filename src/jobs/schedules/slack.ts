import type { Warning } from '../../model/index.ts'
import type { Ran, RanReport } from '../../reports/as-code/answer-shape.ts'
import { pageOfReport, UPDATED } from '../../reports/as-code/page.ts'
import { linkOf } from './link.ts'

/** What Slack takes: characters of a header and of a section, and blocks of a message. */
const HEADER = 150
const SECTION = 3_000
const BLOCKS = 50

/** Sentences and warnings of one report that a message tells; the report itself has them all. */
const MOST = 5

type Block = Record<string, unknown>

/** The answers to a file as a message for an incoming web hook of Slack: what was found, what to bear in mind, where to read on. */
export function slackMessage(
  ran: Ran,
  { name, facet_url }: { name: string; facet_url: string | null },
): object {
  const title = ran.title ?? name
  const blocks: Block[] = [
    { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER) } },
    ...ran.reports.flatMap((one) => reportBlocks(one, facet_url)),
  ].slice(0, BLOCKS - 1)
  const ending = `Data version ${ran.data_version ?? 'none'} · result ${ran.result_hash.slice(0, 12)}`
  const told = ran.today === null ? ending : `${UPDATED}\n${ending}`
  return { text: cut(title, HEADER), blocks: [...blocks, context(told)] }
}

function reportBlocks(one: RanReport, facet_url: string | null): Block[] {
  const { title } = pageOfReport(one)
  const { warnings = [] } = one.answer as { warnings?: Warning[] }
  const broken = one.guardrails
    .filter(({ passed }) => !passed)
    .map(({ sentence }) => `:warning: ${escaped(sentence)}`)
  const said = [...new Set(sentencesOf(one.answer))].slice(0, MOST).map(escaped)
  const told = warnings.slice(0, MOST).map(({ message }) => `• ${escaped(message)}`)
  const lines = [`*${escaped(title)}*`, ...broken, ...said]
  return [
    { type: 'section', text: { type: 'mrkdwn', text: cut(lines.join('\n'), SECTION) } },
    ...(told.length === 0 ? [] : [context(cut(told.join('\n'), SECTION))]),
    ...(facet_url === null ? [] : [button(linkOf(facet_url, one))]),
  ]
}

const context = (text: string): Block => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text }],
})

const button = (url: string): Block => ({
  type: 'actions',
  elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open the report' }, url }],
})

/** The sentences of an answer, its own first: a report says in them what it found, with its uncertainty. */
export function sentencesOf(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(sentencesOf)
  if (answer === null || typeof answer !== 'object') return []
  const { sentence, ...rest } = answer as Record<string, unknown>
  const own = typeof sentence === 'string' ? [sentence] : []
  return [...own, ...WHERE.flatMap((key) => sentencesOf(rest[key]))]
}

/** Where sentences stand in answers, from the most to the least important. */
const WHERE = ['impact', 'metrics', 'comparisons', 'cohorts']

/** Nothing that comes from outside is markup, a mention or a link. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
