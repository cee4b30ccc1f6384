import { sql } from 'kysely'
import { type Db, many } from './db.ts'

/** A table as a backup has it. */
export interface TableShape {
  table: string
  columns: string[]
  types: string[]
  /** Columns whose numbers the database gives, with what gives them. */
  sequences: { column: string; sequence: string }[]
}

/** The ledger of migrations is an installation's own: a backup says in its first line what it was made at. */
const OWN = 'migrations'

/** All tables with rows of an installation, by name; the queue has a schema of its own, which it makes anew. */
export function tables(db: Db): Promise<TableShape[]> {
  return many(
    db,
    sql<TableShape>`
      select r.relname as "table", array_agg(a.attname::text order by a.attnum) as columns,
        array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
        coalesce(jsonb_agg(jsonb_build_object(
          'column', a.attname, 'sequence', pg_get_serial_sequence(r.relname, a.attname)
        )) filter (where a.attidentity <> ''), '[]') as sequences
      from pg_class r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      where r.relkind in ('r', 'p') and r.relnamespace = 'public'::regnamespace and r.relname <> ${OWN}
      group by r.relname
      order by r.relname
    `,
  )
}

/** The first line of a backup. */
export interface Header {
  facet_backup: 1
  made_at: string
  /** The migrations that its tables have had. */
  migrations: string[]
}

/** What stands before the rows of a table. */
export interface TableHeader {
  table: string
  columns: string[]
  /** Of each numbered column the last number, and whether it was given. */
  numbered: Record<string, { last: string; given: boolean }>
}

/** The last line: how many rows there are, and SHA-256 of all lines before, in hexadecimal. */
export interface Footer {
  rows: number
  sha256: string
}
