import { coderActivity } from './coder-activity.ts'
import { coderRows } from './coder-table.ts'
import { mapColumns } from './columns.ts'
import { csvLine, csvRows } from './csv.ts'
import { decode } from './decode.ts'
import { isEntry, listedEmail } from './email-list.ts'
import { ghPullRequest } from './gh-json.ts'
import { glabMergeRequest } from './glab-json.ts'
import { isObject } from './json-shape.ts'
import { type Json, jsonElements } from './json-stream.ts'
import { lines } from './lines.ts'
import type { ByteSource, Layout, Line, ReadOptions, Recognised } from './recognised.ts'
import { rowOfJson, rowReader } from './rows.ts'
import { fault, type Statement } from './statement.ts'

const RAW = 500

/**
 * Reads a recognised file from its start, in constant memory: for every line that holds anything a fact
 * or an issue, in the order of the file. Blank lines, comments and headings are neither. A line that
 * cannot be read never ends the others.
 */
export async function* readFacts(
  input: ByteSource,
  recognised: Recognised,
  options: ReadOptions = {},
): AsyncGenerator<Line> {
  const text = decode(input())
  const columns = mapColumns(recognised.columns, options.mapping ?? {}, recognised.kind)
  const planned = { ...recognised, columns }
  const { layout } = planned
  if (layout.form === 'csv') yield* csv(text, planned, layout, options)
  else if (layout.form === 'json') yield* json(text, planned, layout.path, options)
  else if (layout.form === 'coder-table') yield* coderTable(text, planned, options)
  else yield* emailList(text, planned)
}

type Text = AsyncIterable<string>

async function* csv(
  text: Text,
  recognised: Recognised,
  { delimiter, header_line }: Extract<Layout, { form: 'csv' }>,
  options: ReadOptions,
): AsyncGenerator<Line> {
  const read = rowReader(recognised, options)
  const headers = recognised.columns.map(({ header }) => header)
  for await (const row of csvRows(text, delimiter)) {
    if ('fault' in row) yield lineOf(row.line, row, '')
    else if (row.line > header_line) {
      const { line, cells } = row
      const statement =
        raggedness(cells, headers.length) ??
        read(headers.map((header, i) => [header, [cells[i] ?? '']]))
      yield lineOf(
        line,
        statement,
        rawOf(recognised, () => csvLine(cells, delimiter)),
      )
    }
  }
}

async function* json(
  text: Text,
  recognised: Recognised,
  path: string,
  options: ReadOptions,
): AsyncGenerator<Line> {
  const say = elementReader(recognised, options)
  for await (const element of jsonElements(text, path)) {
    const { line } = element
    if ('fault' in element) yield lineOf(line, element, '')
    else {
      for (const statement of say(element.value)) {
        yield lineOf(
          line,
          statement,
          rawOf(recognised, () => JSON.stringify(element.value)),
        )
      }
    }
  }
}

function elementReader(
  recognised: Recognised,
  options: ReadOptions,
): (element: Json) => Iterable<Statement> {
  const { format } = recognised
  if (format === 'gh-json') return (element) => [ghPullRequest(element)]
  if (format === 'glab-json') return (element) => [glabMergeRequest(element)]
  if (format === 'coder-activity-json') return (element) => coderActivity(element, options.tool)
  const read = rowReader(recognised, options)
  const none = fault('malformed', 'This element is not an object.')
  return (element) => [isObject(element) ? read(rowOfJson(element)) : none]
}

async function* coderTable(
  text: Text,
  recognised: Recognised,
  options: ReadOptions,
): AsyncGenerator<Line> {
  const read = rowReader(recognised, options)
  for await (const row of coderRows(text)) {
    yield lineOf(row.line, 'fault' in row ? row : read(row.cells), row.text)
  }
}

async function* emailList(text: Text, { kind }: Recognised): AsyncGenerator<Line> {
  for await (const { line, text: entry } of lines(text)) {
    if (isEntry(entry))
      yield lineOf(line, listedEmail(entry, kind === 'people' ? kind : 'tool_users'), entry)
  }
}

/** A refused line as it was read; of a survey it would be an answer beside an address. */
function rawOf({ kind }: Recognised, raw: () => string): string | (() => string) {
  return kind === 'survey_answers' ? '' : raw
}

function lineOf(line: number, statement: Statement, raw: string | (() => string)): Line {
  if ('fact' in statement) return { line, fact: statement.fact }
  const text = typeof raw === 'string' ? raw : raw()
  return { line, issue: { line, ...statement.fault }, raw: text.slice(0, RAW).toWellFormed() }
}

/** Rows with more or fewer cells than headings; blank cells at the end are what Excel leaves behind. */
function raggedness(cells: readonly string[], columns: number): Statement | undefined {
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  if (cells.length >= columns && used <= columns) return undefined
  const runsOn = cells.some((cell) => /[\r\n]/.test(cell))
  const hint = runsOn ? ' It runs over several lines: look for a quotation mark too many.' : ''
  return fault('malformed', `This row has ${cells.length} cells below ${columns} headings.${hint}`)
}
