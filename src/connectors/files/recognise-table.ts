import type { FactKind } from '../../model/index.ts'
import { attributeOf, mapColumns, missingFields, planColumns } from './columns.ts'
import { type DateOrder, dateOrderOf } from './days.ts'
import { FIELDS } from './fields.ts'
import { fold } from './fold.ts'
import { SOURCES, type SourceLayout } from './layouts.ts'
import type { ColumnPlan, ReadOptions, Recognised, Target } from './recognised.ts'
import type { Samples } from './samples.ts'
import { emailOf } from './values.ts'

/** What a table is, whatever it is written in. */
export type TableKind = Omit<Recognised, 'layout'> & { dates?: DateOrder | undefined }

const TITLES: Readonly<Record<FactKind, string>> = {
  people: 'People',
  tool_users: 'Users of a tool',
  tool_days: 'Days on which a tool was used',
  absences: 'Days on which people were away',
  calendar_busy: 'Busy times of calendars',
  pull_requests: 'Pull requests',
  reviews: 'Reviews of pull requests',
  teams: 'Teams',
  services: 'Services and their teams',
  deployments: 'Deployments',
  pipeline_runs: 'Runs of pipelines',
  incidents: 'Incidents',
  custom_facts: 'Numbers of metrics of your own',
  survey_items: 'Items of surveys',
  survey_answers: 'Answers to a survey',
}

/** What lists of accounts tell as well as files of people do. */
const SHARED = [
  'name',
  'first_name',
  'last_name',
  'status',
  'enabled',
  'deactivated',
  'attribute:Role',
]
const IDENTITY = ['email', 'login']

/**
 * Columns beyond the needed ones that mark a kind, in the order in which the kinds are tried: a list of
 * names and addresses with last logins is one of tool users, unless it tells what only people have.
 */
const MARKS: readonly (readonly [FactKind, readonly Target[]])[] = [
  ['custom_facts', ['metric']],
  ['pull_requests', ['opened_at']],
  ['deployments', ['environment']],
  ['pipeline_runs', ['queued_at']],
  ['incidents', ['opened_at']],
  ['services', ['name']],
  ['reviews', ['submitted_at']],
  ['tool_days', ['minutes', 'actions', 'tool']],
  ['absences', ['last_day']],
  ['calendar_busy', ['ends_at']],
  ['survey_answers', ['item']],
  ['survey_items', ['kind', 'options', 'favourable']],
  [
    'people',
    Object.keys(FIELDS.people).filter((field) => ![...IDENTITY, ...SHARED].includes(field)),
  ],
  ['tool_users', ['last_seen_at']],
  ['people', SHARED],
  ['teams', ['members', 'parent']],
]

/**
 * What a table with these headers and values is: the export of a source that is known by its headers,
 * else a plain file of the kind asked for, or of the kind whose columns it has, else a guess.
 */
export function recogniseTable(
  samples: Samples,
  form: 'csv' | 'json',
  options: ReadOptions,
): TableKind {
  const source = SOURCES.find((known) => isOf(known, [...samples.keys()]))
  const kind = options.as ?? source?.kinds[0]
  const table =
    source && kind && source.kinds.includes(kind)
      ? ofSource(source, samples, kind, form)
      : plain(samples, form, options.as)
  const columns = mapColumns(table.columns, options.mapping ?? {}, table.kind)
  return {
    ...checked({ ...table, columns: bare(columns, table.kind) }, options),
    dates: dateOrderOf([...samples.values()].flat()),
  }
}

/** What somebody answered is not shown beside an address, not even as a sample. */
function bare(columns: ColumnPlan[], kind: FactKind): ColumnPlan[] {
  return kind === 'survey_answers' ? columns.map((column) => ({ ...column, samples: [] })) : columns
}

function ofSource(source: SourceLayout, samples: Samples, kind: FactKind, form: string): TableKind {
  const columns = planColumns(samples, source.headers, kind)
  const format = `${source.source}-${form}`
  return {
    kind,
    format,
    source: source.source,
    title: source.title,
    columns,
    needs_mapping: false,
    notes: leftOut(columns.filter(({ header }) => source.own && header.startsWith(source.own))),
  }
}

function plain(samples: Samples, form: string, as: FactKind | undefined): TableKind {
  const kind = as ?? plainKind(samples)
  const { columns, ...guess } = kind
    ? { kind, columns: planColumns(samples, FIELDS[kind], kind), needs_mapping: false }
    : guessed(samples)
  const notes = leftOut(columns)
  return { ...guess, columns, format: form, source: 'file', title: TITLES[guess.kind], notes }
}

/** The columns that hold something and go nowhere, as a note. */
function leftOut(columns: readonly ColumnPlan[]): string[] {
  const left = columns.filter(({ target, samples }) => target === 'ignore' && samples.length > 0)
  const names = left.map(({ header }) => header).join(', ')
  return names ? [`Left out: ${names}. Map a column to keep it.`] : []
}

/** The kind whose needed columns are all there, with one more that marks it; undefined when none fits. */
function plainKind(samples: Samples): FactKind | undefined {
  return MARKS.find(([kind, marks]) => {
    const columns = planColumns(samples, FIELDS[kind], kind)
    const isMarked = columns.some(
      ({ header, target }) =>
        marks.includes(target) ||
        (kind === 'people' && attributeOf(header)) ||
        (kind === 'survey_answers' && target.startsWith('item:')),
    )
    return isMarked && missingFields(columns, kind).length === 0
  })?.[0]
}

/** The best guess at a table of no known kind: its e-mail column, or user names, and attributes of people. */
function guessed(samples: Samples): Pick<TableKind, 'kind' | 'columns' | 'needs_mapping'> {
  const email =
    headerOf('email', samples) ?? [...samples].find(([, values]) => areEmails(values))?.[0]
  const username = headerOf('username', samples)
  const kind = username !== undefined && username !== email ? 'tool_users' : 'people'
  const columns = [...samples].map(([header, values]): ColumnPlan => {
    const attribute =
      kind === 'people' && email && values.length > 0 ? `attribute:${header}` : 'ignore'
    const account = header === email ? 'email' : header === username ? 'username' : attribute
    return { header, target: account, samples: values.slice(0, 2) }
  })
  return { kind, columns, needs_mapping: true }
}

function headerOf(field: 'email' | 'username', samples: Samples): string | undefined {
  const names = { [field]: FIELDS.tool_users[field] ?? [] }
  const columns = planColumns(samples, names, 'tool_users')
  return columns.find(({ target }) => target === field)?.header
}

/** A mapping settles a guess; what still misses a needed field does not. */
function checked(table: TableKind, { mapping, tool }: ReadOptions): TableKind {
  const missing = missingFields(table.columns, table.kind)
  const notes = missing.map((field) => `No column is known to hold ${field}. Map one.`)
  const names = table.columns.map(({ target }) => target)
  if (table.kind === 'tool_days' && !tool && !names.includes('tool')) {
    notes.push('No column names the tool. Name it for the whole file, or map one.')
  }
  const needs_mapping = notes.length > 0 || (table.needs_mapping && mapping === undefined)
  return { ...table, needs_mapping, notes: [...table.notes, ...notes] }
}

function isOf({ signatures }: SourceLayout, headers: readonly string[]): boolean {
  const written = new Set(headers.map((header) => header.toLowerCase()))
  const folded = new Set(headers.map(fold))
  // Brackets and underscores are what tells some exports from a plain table.
  const has = (header: string) =>
    /[[_]/.test(header) ? written.has(header.toLowerCase()) : folded.has(fold(header))
  return signatures.some((signature) => signature.every(has))
}

function areEmails(values: readonly string[]): boolean {
  const addresses = values.filter((value) => emailOf(value) !== undefined)
  return addresses.length > 0 && addresses.length * 2 >= values.length
}
