import { sql } from 'kysely'
import { type Database, many } from '../src/store/db.ts'

/** Every row of every table as text, in an order of its own; without some tables. */
export async function allRows(
  { db }: Database,
  except: readonly string[],
): Promise<Record<string, string[]>> {
  const tables = await many(
    db,
    sql<{ name: string }>`
      select t.table_name as name from information_schema.tables t
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> all (${except}::text[])
      order by 1
    `,
  )
  const all: Record<string, string[]> = {}
  for (const { name } of tables) {
    const rows = await many(
      db,
      sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`,
    )
    all[name] = rows.map(({ row }) => row)
  }
  return all
}
