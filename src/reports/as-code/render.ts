import { reportCsv } from '../csv.ts'
import { markdownOf } from '../markdown.ts'
import { type TextOptions, textOf } from '../text.ts'
import type { Ran } from './answer-shape.ts'
import { pageOfRan, rowsOfRan } from './page.ts'
import type { Output } from './shape.ts'

/** The answers to a file in one of their forms, all reports in one document. The options are those of text. */
export async function renderRan(ran: Ran, output: Output, options?: TextOptions): Promise<string> {
  if (output === 'json') return `${JSON.stringify(ran, null, 2)}\n`
  if (output === 'csv') return reportCsv(rowsOfRan(ran))
  if (output === 'md') return markdownOf(pageOfRan(ran))
  if (output === 'text') return `${textOf(pageOfRan(ran), options)}\n`
  // charts take as long to load as a small command takes to run
  const { htmlOf } = await import('../html.ts')
  return htmlOf(pageOfRan(ran))
}
