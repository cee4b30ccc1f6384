import { sql } from 'kysely'
import { type Db, many } from './db.ts'
import { PLAN } from './erasure-plan.ts'
import { FACTS } from './unstored.ts'

/** A table that holds something of people, and what becomes of it. */
export interface HeldTable {
  table: string
  columns: string[]
  /** people: its rows are about one person each; traces: its rows are about something else, and may name people. */
  holds: 'people' | 'traces'
  /** Whether its rows go once they are older than facts are kept. */
  ages: boolean
  /** Texts and columns in which an erasure strikes a person out of rows that stay. */
  struck_out: string[]
  /** Columns that an export leaves out, such as hashes of secrets. */
  left_out: string[]
  /** Why rows stay after an erasure, where any do that have to do with the person; null: none do. */
  stays_because: string | null
}

/** Every table that holds something of people, in the order of the alphabet; told from the plan by which erasures go. */
export async function heldTables(db: Db): Promise<HeldTable[]> {
  const rows = await many(
    db,
    sql<{ table: string; columns: string[] }>`
      select c.table_name::text as "table", array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.columns c
      where c.table_schema = 'public'
      group by c.table_name
      order by c.table_name::text collate "C"
    `,
  )
  return rows.flatMap(({ table, columns }) => {
    const { rows: own, tells, clears = {}, swept = [], secret = [], because } = PLAN[table] ?? {}
    const struck_out = [...swept, ...Object.keys(clears)]
    if (!own && !tells && struck_out.length === 0 && because === undefined) return []
    return {
      table,
      columns,
      holds: own ? ('people' as const) : ('traces' as const),
      ages: FACTS.some((fact) => fact === table),
      struck_out,
      left_out: [...secret],
      stays_because: because ?? null,
    }
  })
}
