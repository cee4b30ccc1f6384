import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import {
  type Footer,
  type Header,
  type TableHeader,
  type TableShape,
  tables,
} from './backup-tables.ts'
import { type Database, type Db, many, one, readOnly, run } from './db.ts'

/** Rows that are read together. */
const STEP = 1_000

/**
 * Writes all rows of an installation as lines, as they are at one instant: first what it is, then each table and its rows, each
 * value as the text by which PostgreSQL writes it, and last a checksum. The same for every database. Gives the number of rows.
 */
export function backup(
  { db }: Pick<Database, 'db'>,
  { now, write }: { now: Date; write: (text: string) => Promise<void> },
): Promise<number> {
  const hash = createHash('sha256')
  const line = (it: string) => {
    const text = `${it}\n`
    hash.update(text)
    return write(text)
  }
  return readOnly(db, async (tx) => {
    await plainTexts(tx)
    const done = await many(tx, sql<{ name: string }>`select m.name from migrations m order by 1`)
    const header: Header = {
      facet_backup: 1,
      made_at: now.toISOString(),
      migrations: done.map(({ name }) => name),
    }
    await line(JSON.stringify(header))
    let rows = 0
    for (const shape of await tables(tx)) {
      await line(JSON.stringify(await headerOf(tx, shape)))
      rows += await writeRows(tx, shape, line)
    }
    const footer: Footer = { rows, sha256: hash.digest('hex') }
    await write(`${JSON.stringify(footer)}\n`)
    return rows
  })
}

/** Lets values be written in the one way that any server reads, whatever its settings. */
export async function plainTexts(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
        set_config('intervalstyle', 'iso_8601', true), set_config('bytea_output', 'hex', true),
        set_config('extra_float_digits', '1', true)
    `,
  )
}

async function headerOf(tx: Db, { table, columns, sequences }: TableShape): Promise<TableHeader> {
  const numbered: TableHeader['numbered'] = {}
  for (const { column, sequence } of sequences)
    numbered[column] = await one(
      tx,
      sql<{ last: string; given: boolean }>`
        select s.last_value::text as last, s.is_called as given from ${sql.raw(sequence)} s
      `,
    )
  return { table, columns, numbered }
}

async function writeRows(
  tx: Db,
  { table, columns }: TableShape,
  line: (text: string) => Promise<void>,
): Promise<number> {
  const values = sql.join(columns.map((column) => sql`t.${sql.ref(column)}::text`))
  await run(
    tx,
    sql`
      declare backup_rows no scroll cursor for
      select array_to_json(array[${values}]::text[])::text as row from ${sql.table(table)} t
    `,
  )
  let rows = 0
  for (;;) {
    const some = await many(tx, sql<{ row: string }>`fetch ${sql.lit(STEP)} from backup_rows`)
    for (const { row } of some) await line(row)
    rows += some.length
    if (some.length < STEP) break
  }
  await run(tx, sql`close backup_rows`)
  return rows
}
