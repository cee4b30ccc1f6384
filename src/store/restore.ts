import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { plainTexts } from './backup.ts'
import {
  type Footer,
  type Header,
  type TableHeader,
  type TableShape,
  tables,
} from './backup-tables.ts'
import { type Database, type Db, many, one, run, transaction } from './db.ts'
import { files, migrate, pending } from './migrate.ts'

/** Rows that are written together. */
const STEP = 1_000

interface Restoring {
  /** Whether to replace what there is. */
  force: boolean
  progress?: (table: string, rows: number) => void
}

/**
 * Reads an installation from the lines of a backup, whole or not at all, and brings it to the newest schema; gives the number
 * of rows. Throws `conflict` where there are people or imports already, unless forced, and `file_refused` for what is no backup,
 * or one that is damaged or of a newer version.
 */
export async function restore(
  database: Database,
  lines: AsyncIterable<string>,
  { force, progress = () => {} }: Restoring,
): Promise<number> {
  const reading = lines[Symbol.asyncIterator]()
  const first = await reading.next()
  const header = headerOf(first.done ? '' : first.value)
  await migrate(database, header.migrations)
  await refuseOther(database.db, header)
  const rows = await transaction(database.db, async (tx) => {
    if (!force) await refuseFull(tx)
    await plainTexts(tx)
    const shapes = await tables(tx)
    const keys = await takeForeignKeys(tx)
    await setTriggers(tx, shapes, 'disable')
    await run(tx, sql`truncate ${sql.join(shapes.map(({ table }) => sql.table(table)))}`)
    const rows = await load(tx, { shapes, header: first.value ?? '', reading, progress })
    await setTriggers(tx, shapes, 'enable')
    for (const { table, name, definition } of keys)
      await run(
        tx,
        sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`,
      )
    return rows
  })
  await migrate(database)
  return rows
}

function headerOf(line: string): Header {
  const header = parsed<Partial<Header>>(line)
  if (header?.facet_backup !== 1 || !Array.isArray(header.migrations))
    throw new AppError('file_refused', 'This is no backup of Facet.')
  const known = new Set(files())
  if (!header.migrations.every((name) => known.has(name)))
    throw new AppError(
      'file_refused',
      'This backup was made by a newer version of Facet. Update Facet first.',
    )
  return header as Header
}

async function refuseOther(db: Db, { migrations }: Header): Promise<void> {
  const left = new Set(await pending(db))
  const same = files().every((name) => left.has(name) !== migrations.includes(name))
  if (same) return
  throw new AppError(
    'conflict',
    'This backup was made by an older version of Facet: restore it into a database in which there is nothing yet, or a new folder. It is brought to this version there.',
  )
}

async function refuseFull(tx: Db): Promise<void> {
  const { full } = await one(
    tx,
    sql<{ full: boolean }>`
      select exists (select from users) or exists (select from imports) or exists (select from sources)
        or exists (select from tokens) as full
    `,
  )
  if (full)
    throw new AppError(
      'conflict',
      'There are people, imports, sources or tokens here already. Restore into an empty installation, or say --force to replace all there is.',
    )
}

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** Takes foreign keys away for the time of loading, since rows come table by table. */
async function takeForeignKeys(tx: Db): Promise<ForeignKey[]> {
  const keys = await many(
    tx,
    sql<ForeignKey>`
      select r.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k
      join pg_class r on r.oid = k.conrelid
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
      order by 1, 2
    `,
  )
  for (const { table, name } of keys)
    await run(tx, sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`)
  return keys
}

/** What triggers would mark is in the backup as it was. */
async function setTriggers(tx: Db, shapes: TableShape[], to: 'enable' | 'disable'): Promise<void> {
  for (const { table } of shapes)
    await run(tx, sql`alter table ${sql.table(table)} ${sql.raw(to)} trigger user`)
}

interface Loading {
  shapes: TableShape[]
  header: string
  reading: AsyncIterator<string>
  progress: (table: string, rows: number) => void
}

async function load(tx: Db, { shapes, header, reading, progress }: Loading): Promise<number> {
  const hash = createHash('sha256').update(`${header}\n`)
  let [into, batch, rows] = [undefined as TableHeader | undefined, [] as string[], 0]
  const flush = async () => {
    if (into && batch.length > 0) await insert(tx, into, shapes, batch)
    rows += batch.length
    batch = []
  }
  for (;;) {
    const { value: line, done } = await reading.next()
    if (done) throw damaged('it has no end')
    if (line.startsWith('[')) {
      if (batch.push(line) >= STEP) await flush()
    } else {
      await flush()
      const told = headingOf(line)
      if ('sha256' in told) return ended(told, { rows, sha256: hash.digest('hex') })
      into = told
      await number(tx, into, shapes)
      progress(into.table, rows)
    }
    hash.update(`${line}\n`)
  }
}

/** What stands before the rows of a table, or at the end. */
function headingOf(line: string): TableHeader | Footer {
  const told = parsed<Partial<TableHeader & Footer>>(line)
  if (told?.columns || told?.sha256) return told as TableHeader | Footer
  throw damaged('a line of it cannot be read')
}

function ended(told: Footer, found: Footer): number {
  if (told.sha256 !== found.sha256 || told.rows !== found.rows)
    throw damaged('its checksum is another one')
  return found.rows
}

const damaged = (how: string) =>
  new AppError('file_refused', `This backup is damaged: ${how}. Nothing was restored.`)

async function insert(
  tx: Db,
  { table, columns }: TableHeader,
  shapes: TableShape[],
  rows: string[],
): Promise<void> {
  const shape = shapeOf(table, shapes)
  const values = columns.map((column, n) => {
    const type = shape.types[shape.columns.indexOf(column)]
    if (type === undefined) throw damaged(`there is no column ${table}.${column}`)
    return sql`(r.row ->> ${sql.lit(n)})::${sql.raw(type)}`
  })
  await run(
    tx,
    sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      overriding system value
      select ${sql.join(values)} from jsonb_array_elements(${`[${rows.join(',')}]`}::jsonb) r(row)
    `,
  )
}

/** Goes on with numbers where the installation was: those of rows that are gone are never given again. */
async function number(tx: Db, { table, numbered }: TableHeader, shapes: TableShape[]) {
  for (const { column, sequence } of shapeOf(table, shapes).sequences) {
    const it = numbered[column]
    if (it)
      await run(tx, sql`select setval(${sequence}::regclass, ${it.last}::bigint, ${it.given})`)
  }
}

function shapeOf(table: string, shapes: TableShape[]): TableShape {
  const shape = shapes.find((it) => it.table === table)
  if (!shape) throw damaged(`there is no table ${table}`)
  return shape
}

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}
