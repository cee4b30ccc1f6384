import { type RawBuilder, sql } from 'kysely'
import { type Db, many, maybeOne, one, run, transaction } from './db.ts'
import { lawfulLines } from './tombstones-lines.ts'

export type ImportStatus = 'staging' | 'staged' | 'applied' | 'undone' | 'failed'
export type Outcome = 'created' | 'changed' | 'unchanged' | 'refused'

export interface ImportRow {
  id: number
  kind: string
  format: string
  source: string
  title: string
  file_name: string | null
  file_hash: string | null
  options: Record<string, unknown>
  status: ImportStatus
  lines: number
  preview: Record<string, unknown> | null
  error: string | null
  created_at: string
  created_by: string
  applied_at: string | null
  applied_in: number | null
  undone_at: string | null
  undone_in: number | null
}

export type NewImport = Pick<
  ImportRow,
  'kind' | 'format' | 'source' | 'title' | 'file_name' | 'options' | 'created_by'
>

/** Opens an import; its lines follow. */
export function create(db: Db, it: NewImport): Promise<ImportRow> {
  return one(
    db,
    sql<ImportRow>`
      insert into imports (kind, format, source, title, file_name, options, status, created_by)
      values (${it.kind}, ${it.format}, ${it.source}, ${it.title}, ${it.file_name},
        ${JSON.stringify(it.options)}::jsonb, 'staging', ${it.created_by})
      returning *
    `,
  )
}

/** One line of a file: a fact, or the issue that kept it from being one. */
export type StagedLine =
  | { line: number; fact: unknown }
  | { line: number; raw?: string; code: string; message: string }

/**
 * Keeps a batch of lines; of one about somebody who was erased only that it was refused. They travel as one JSON text: as
 * arrays they would be quoted once more, value by value.
 */
export function addLines(db: Db, import_id: number, lines: StagedLine[]): Promise<void> {
  return transaction(db, async (tx) =>
    insertLines(tx, import_id, await lawfulLines(tx, import_id, lines)),
  )
}

async function insertLines(tx: Db, import_id: number, lines: StagedLine[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into import_rows (import_id, line, fact, raw, outcome, code, message)
      select ${import_id}, l.line, l.fact, l.raw, case when l.code is not null then 'refused' end, l.code, l.message
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(line bigint, fact jsonb, raw text, code text, message text)
    `,
  )
}

/** The fields of an import that its course changes. */
export type Progress = Partial<
  Pick<
    ImportRow,
    'status' | 'lines' | 'file_hash' | 'preview' | 'error' | 'applied_in' | 'undone_in'
  >
>

/** Notes how an import has come on. */
export async function progress(db: Db, id: number, it: Progress): Promise<void> {
  const sets = [
    ...(it.status === undefined ? [] : [sql`status = ${it.status}`]),
    ...(it.lines === undefined ? [] : [sql`lines = ${it.lines}`]),
    ...(it.file_hash === undefined ? [] : [sql`file_hash = ${it.file_hash}`]),
    ...(it.preview === undefined ? [] : [sql`preview = ${JSON.stringify(it.preview)}::jsonb`]),
    ...(it.error === undefined ? [] : [sql`error = ${it.error}`]),
    ...(it.applied_in === undefined
      ? []
      : [sql`applied_in = ${it.applied_in}, applied_at = now()`]),
    ...(it.undone_in === undefined ? [] : [sql`undone_in = ${it.undone_in}, undone_at = now()`]),
  ]
  await run(db, sql`update imports set ${sql.join(sets)} where id = ${id}`)
}

/** One import. */
export function info(db: Db, id: number): Promise<ImportRow | undefined> {
  return maybeOne(db, sql<ImportRow>`select i.* from imports i where i.id = ${id}`)
}

/** Imports, the newest first, a page at a time. */
export function list(
  db: Db,
  { page, page_size }: { page: number; page_size: number },
): Promise<ImportRow[]> {
  return many(
    db,
    sql<ImportRow>`
      select i.* from imports i order by i.id desc limit ${page_size} offset ${(page - 1) * page_size}
    `,
  )
}

/** How many imports there are. */
export async function count(db: Db): Promise<number> {
  return (await one(db, sql<{ n: number }>`select count(*) as n from imports`)).n
}

/** The applied import of the very same file with the same options, if there is one. */
export function twin(
  db: Db,
  { id, file_hash, kind, source, options }: ImportRow,
): Promise<ImportRow | undefined> {
  return maybeOne(
    db,
    sql<ImportRow>`
      select i.* from imports i
      where i.file_hash = ${file_hash} and i.kind = ${kind} and i.source = ${source} and i.status = 'applied'
        and i.options = ${JSON.stringify(options)}::jsonb and i.id <> ${id}
      order by i.id
      limit 1
    `,
  )
}

export interface LineRow {
  line: number
  fact: unknown
  raw: string | null
  outcome: Outcome | null
  code: string | null
  message: string | null
}

/** Lines of an import in their order, after `after`, of one outcome or of all. */
export function lines(
  db: Db,
  id: number,
  { outcome, after = 0, limit }: { outcome?: Outcome; after?: number; limit: number },
): Promise<LineRow[]> {
  return many(
    db,
    sql<LineRow>`
      select r.line, r.fact, r.raw, coalesce(r.outcome, i.usual_outcome) as outcome, r.code, r.message
      from import_rows r
      join imports i on i.id = r.import_id
      where r.import_id = ${id} and r.line > ${after}
        and (${outcome ?? null}::text is null or coalesce(r.outcome, i.usual_outcome) = ${outcome ?? null})
      order by r.line
      limit ${limit}
    `,
  )
}

/** The usable lines of an import, to be opened as `staged`. */
export function usableLines(id: number): RawBuilder<unknown> {
  return sql`(select r.line, r.fact from import_rows r where r.import_id = ${id} and r.fact is not null)`
}

/**
 * Opens the table `staged` for an apply: usable lines (line, fact) with what becomes of each, their facts included.
 * `columns` are further columns taken from the row `r` and its fact.
 */
export function openStaged(tx: Db, lines: RawBuilder<unknown>, columns = sql``): Promise<void> {
  return open(tx, lines, sql`, r.fact ${columns}`)
}

/**
 * The same without the facts, for files of very many lines: each update of a row would copy its fact. The facts are in
 * the table `staged_facts` (line, fact).
 */
export async function openLean(tx: Db, lines: RawBuilder<unknown>, columns = sql``): Promise<void> {
  await run(
    tx,
    sql`create temp table staged_facts on commit drop as select r.line, r.fact from ${lines} r`,
  )
  await run(tx, sql`analyze staged_facts (line)`)
  await open(tx, lines, columns)
}

async function open(
  tx: Db,
  lines: RawBuilder<unknown>,
  columns: RawBuilder<unknown>,
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged on commit drop as
      select r.line, null::bigint as user_id, null::bigint as account_id, false as created, false as changed,
        null::text as code, null::text as message ${columns}
      from ${lines} r
      order by r.line
    `,
  )
  await run(tx, sql`analyze staged`)
}

/** What became of the lines of the table `staged`, by outcome. */
export async function outcomes(tx: Db): Promise<Record<Outcome, number>> {
  const rows = await many(
    tx,
    sql<{ outcome: Outcome; n: number }>`
      select ${OUTCOME} as outcome, count(*) as n from staged s group by 1
    `,
  )
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { outcome, n } of rows) counts[outcome] = n
  return counts
}

/**
 * Writes what became of each line, and gives the counts of all lines by outcome. What became of most is noted once, with the
 * import: to write it to each line would write the file a second time.
 */
export async function settle(tx: Db, id: number): Promise<Record<Outcome, number>> {
  const counts = await outcomes(tx)
  const { n } = await one(
    tx,
    sql<{ n: number }>`
      select count(*) as n from import_rows r where r.import_id = ${id} and r.fact is null
    `,
  )
  counts.refused += n
  const usual = USUAL.reduce((most, it) => (counts[it] > counts[most] ? it : most))
  await run(tx, sql`update imports set usual_outcome = ${usual} where id = ${id}`)
  await run(
    tx,
    sql`
      update import_rows r
      set outcome = s.outcome, code = s.code, message = s.message
      from (select s.line, ${OUTCOME} as outcome, s.code, s.message from staged s) s
      where r.import_id = ${id} and r.line = s.line and (s.outcome <> ${usual} or s.code is not null)
    `,
  )
  return counts
}

/** A refused line has its reason, so it is always written. */
const USUAL = ['created', 'changed', 'unchanged'] as const

const OUTCOME = sql`
  case
    when s.code = 'duplicate' and s.message is null then 'unchanged'
    when s.code is not null then 'refused'
    when s.created then 'created'
    when s.changed then 'changed'
    else 'unchanged'
  end
`

/** How columns of files with this header were mapped by hand, if they were. */
export async function mapping(
  db: Db,
  header_key: string,
): Promise<{ kind: string; mapping: Record<string, string> } | undefined> {
  return maybeOne(
    db,
    sql`select m.kind, m.mapping from import_mappings m where m.header_key = ${header_key}`,
  )
}

/** Remembers a mapping by hand for files with this header. */
export async function remember(
  tx: Db,
  header_key: string,
  kind: string,
  mapping: Record<string, string>,
  entry: number,
): Promise<void> {
  await run(
    tx,
    sql`
      insert into import_mappings (header_key, kind, mapping, changed_in)
      values (${header_key}, ${kind}, ${JSON.stringify(mapping)}::jsonb, ${entry})
      on conflict (header_key) do update
      set kind = excluded.kind, mapping = excluded.mapping, changed_in = excluded.changed_in
    `,
  )
}
