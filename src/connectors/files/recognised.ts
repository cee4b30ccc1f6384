import { createHash } from 'node:crypto'
import type { Fact, FactKind, Issue } from '../../model/index.ts'
import type { DateOrder } from './days.ts'
import { fold } from './fold.ts'

/** Opens the bytes of a file from their start, each time it is called. */
export type ByteSource = () => AsyncIterable<Uint8Array>

/** Where the cells of a column go: a field of the fact, `attribute:NAME`, or `ignore`. */
export type Target = string

/** Where columns go by decision of a person: target by header, as the column plans name them. */
export type Mapping = Readonly<Record<string, Target>>

export interface ReadOptions {
  /** The kind of facts to read, where the file by itself would be taken for another. */
  as?: FactKind | undefined
  mapping?: Mapping | undefined
  /** Name of the tool, for usage days whose lines do not name it. */
  tool?: string | undefined
  /** Only for the words of a refusal. */
  file_name?: string | undefined
}

/** One column of a table, or one key of JSON objects, and where its values go. */
export interface ColumnPlan {
  header: string
  target: Target
  /** Up to two values from the head of the file. */
  samples: string[]
}

/** How the facts lie in the bytes. */
export type Layout =
  | { form: 'csv'; delimiter: string; header_line: number; dates?: DateOrder | undefined }
  | { form: 'json'; path: string; dates?: DateOrder | undefined }
  | { form: 'coder-table' }
  | { form: 'email-list' }

/** What a file is. Plain JSON: it may be kept between a preview and the reading. */
export interface Recognised {
  kind: FactKind
  /** csv, json, email-list, or the source and the form, such as `coder-table` and `entra-csv`. */
  format: string
  /** Where the file comes from, such as `coder`, `github`, `okta`; `file` when it does not tell. */
  source: string
  /** What the file is, in words. */
  title: string
  /** Empty for formats whose parts cannot be mapped. */
  columns: ColumnPlan[]
  /** The columns are a guess, or one that is needed is missing: ask before reading. */
  needs_mapping: boolean
  /** What a person should know before the file is read, a sentence each. */
  notes: string[]
  layout: Layout
}

/** What became of one line: a fact, or why there is none. `raw` is cut at 500 characters. */
export type Line = { line: number; fact: Fact } | { line: number; issue: Issue; raw: string }

/**
 * Names a set of headers, so that a mapping made once is found again for the next file of the same
 * shape: 64 hexadecimal digits that depend on neither the order nor the spelling (case, blanks).
 */
export function headerKey(columns: readonly Pick<ColumnPlan, 'header'>[]): string {
  const headers = columns.map(({ header }) => fold(header)).sort()
  return createHash('sha256').update(JSON.stringify(headers)).digest('hex')
}
