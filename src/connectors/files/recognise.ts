import { coderHeadings, cutRow } from './coder-table.ts'
import { mapColumns, planColumns } from './columns.ts'
import { csvHead } from './csv-dialect.ts'
import { encodingOf } from './decode.ts'
import { isEmailList, isEntry, listedEmail } from './email-list.ts'
import { type FileHead, type Head, headOf } from './head.ts'
import { CODER } from './layouts.ts'
import { isJson, recogniseJson } from './recognise-json.ts'
import { recogniseTable } from './recognise-table.ts'
import type { ByteSource, ReadOptions, Recognised } from './recognised.ts'
import { type RefusalCode, refusal } from './refusal.ts'
import { samplesOf } from './samples.ts'

const HEAD = 256 * 1024
/** One pull request with a hundred commits may be longer than the head. */
const LONG_HEAD = 16 * 1024 * 1024
const PREAMBLE = 100
const ROWS = 200
const SIGNATURES: readonly [bytes: string, RefusalCode][] = [
  ['504b0304', 'workbook'],
  ['d0cf11e0', 'workbook'],
  ['1f8b', 'workbook'],
  ['25504446', 'pdf'],
]

/**
 * What a file is, told by its head; the whole file is not read. Throws `file_refused`, with
 * `details.code`, for what cannot be read, in a sentence that says what happened and what works.
 */
export async function recognise(input: ByteSource, options: ReadOptions = {}): Promise<Recognised> {
  const head = await headOf(input, HEAD)
  refuseOthers(head, options)
  const found = isJson(head.text) ? await json(input, head, options) : lined(head, options)
  return withNotes(found, head)
}

/** Refuses what is no list at all: nothing, a page, a workbook, an image. */
function refuseOthers({ bytes, text }: FileHead, { file_name }: ReadOptions): void {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const signature = SIGNATURES.find(([hex]) => start.startsWith(hex))
  if (signature) throw refusal(signature[1], file_name)
  if (text.trim() === '') throw refusal('empty', file_name)
  if (/^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(text)) throw refusal('html', file_name)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells an image from a text
  const strange = text.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\uFFFD]/g)?.length ?? 0
  if (strange > text.length / 20) throw refusal('binary', file_name)
}

async function json(input: ByteSource, head: FileHead, options: ReadOptions): Promise<Recognised> {
  const found = recogniseJson(head, options)
  if (found) return found
  const longer = await headOf(input, LONG_HEAD)
  const late = recogniseJson(longer, options)
  if (late) return late
  throw refusal('unknown_json', options.file_name)
}

function lined(head: FileHead, options: ReadOptions): Recognised {
  const texts = head.text.split(/\r\n|\n|\r/)
  const opening = texts.slice(0, PREAMBLE)
  const at = opening.findIndex((text) => coderHeadings(text))
  if (at >= 0) return coderTable(texts.slice(at), head, options)
  if (opening.some(isMangled)) throw refusal('mangled_table', options.file_name)
  const whole = head.complete ? texts : texts.slice(0, -1)
  return isEmailList(whole) ? emailList(whole, options) : csv(head, options)
}

/** Whether the headings of `coder users list` lost the blanks between them, or have commas instead. */
function isMangled(text: string): boolean {
  if (text.length > 500) return false
  return (
    /^"?[A-Z_ ,"]*\b(CREATED|UPDATED)"?[,;]+"?AT\b[A-Z_ ,"]*$/.test(text) ||
    /^(ID|USERNAME|NAME|EMAIL|STATUS)( (ID|USERNAME|NAME|EMAIL|STATUS|(CREATED|UPDATED) AT))+ *$/.test(
      text,
    )
  )
}

function coderTable(
  [first = '', ...rows]: readonly string[],
  { complete }: Head,
  { as, file_name, mapping = {} }: ReadOptions,
): Recognised {
  const kind = 'tool_users'
  if (as && as !== kind) {
    throw refusal('another_kind', file_name, `It lists accounts: ${kind}, not ${as}.`)
  }
  const filled = rows.filter((text) => text.trim() !== '')
  if (complete && filled.length === 0) throw refusal('no_rows', file_name)
  const headings = coderHeadings(first) ?? []
  const cells = filled.slice(0, ROWS).map((text) => cutRow(text, headings))
  const samples = samplesOf(
    cells.flatMap((row) => ('cells' in row ? [row.cells] : [])),
    headings.map(({ header }) => header),
  )
  return {
    kind,
    format: 'coder-table',
    source: 'coder',
    title: 'Table of `coder users list`',
    columns: mapColumns(planColumns(samples, CODER.headers, kind), mapping, kind),
    needs_mapping: false,
    notes: [],
    layout: { form: 'coder-table' },
  }
}

function emailList(
  texts: readonly string[],
  { as = 'tool_users', file_name }: ReadOptions,
): Recognised {
  if (as !== 'tool_users' && as !== 'people') {
    throw refusal(
      'another_kind',
      file_name,
      `It lists e-mail addresses: people or tool_users, not ${as}.`,
    )
  }
  const samples = texts
    .filter((text) => isEntry(text) && 'fact' in listedEmail(text, as))
    .slice(0, 2)
  return {
    kind: as,
    format: 'email-list',
    source: 'file',
    title: 'List of e-mail addresses',
    columns: [{ header: 'email', target: 'email', samples }],
    needs_mapping: false,
    notes: [],
    layout: { form: 'email-list' },
  }
}

function csv({ text, complete }: Head, options: ReadOptions): Recognised {
  const { headers, rows, delimiter, header_line } = csvHead(text, complete)
  if (complete && rows.length === 0) throw refusal('no_rows', options.file_name)
  const pairs = rows.map((cells) => headers.map((header, i) => [header, [cells[i] ?? '']] as const))
  const { dates, ...found } = recogniseTable(samplesOf(pairs, headers), 'csv', options)
  return { ...found, layout: { form: 'csv', delimiter, header_line, dates } }
}

/** Adds what the bytes tell beyond the format: an old encoding, and a list that shows only its reader. */
function withNotes(found: Recognised, { bytes, complete }: FileHead): Recognised {
  const encoding = encodingOf(bytes)
  const people = found.columns.find(({ target }) => target === 'username' || target === 'email')
  const isAlone = complete && found.format.startsWith('coder-') && people?.samples.length === 1
  const notes = [
    encoding.startsWith('utf-')
      ? ''
      : `The file is not UTF-8 and was read as ${encoding}: look at names with accents.`,
    isAlone
      ? 'It lists one account only: a token without the right to read users sees nobody but its owner.'
      : '',
  ]
  return { ...found, notes: [...found.notes, ...notes.filter(Boolean)] }
}
