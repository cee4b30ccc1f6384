import { type RawBuilder, sql } from 'kysely'
import { type Db, many } from './db.ts'

/** On whose behalf rows are written: the entry of the audit log, and the import whose undo must restore them. */
export interface Change {
  entry: number
  import_id: number | null
  /** The source that states it: `coder`, `file`, `api`. */
  source: string
  /** The day of the statement, in the organisation's zone. */
  today: string
}

interface Target {
  table: string
  keys: readonly string[]
  columns: readonly string[]
  /** Rows as they should be: the keys and the columns. */
  wanted: RawBuilder<unknown>
}

/**
 * Sets the columns of those rows that differ from `wanted`, having kept them as they were for an undo. Gives the
 * keys of the rows that changed.
 */
export function change<Keys>(
  tx: Db,
  by: Change,
  { table, keys, columns, wanted }: Target,
): Promise<Keys[]> {
  const same = sql.join(
    keys.map((key) => sql`t.${sql.ref(key)} = w.${sql.ref(key)}`),
    sql` and `,
  )
  const list = (alias: string) => sql.join(columns.map((c) => sql.ref(`${alias}.${c}`)))
  const sets = sql.join(columns.map((c) => sql`${sql.ref(c)} = w.${sql.ref(c)}`))
  return many(
    tx,
    sql<Keys>`
      with wanted as materialized (${wanted}),
      journal as (
        insert into import_changes (import_id, table_name, before)
        select ${by.import_id}::bigint, ${table}, to_jsonb(t)
        from ${sql.table(table)} t
        join wanted w on ${same}
        where (${list('t')}) is distinct from (${list('w')}) and ${by.import_id}::bigint is not null
      )
      update ${sql.table(table)} t
      set ${sets}, changed_in = ${by.entry}
      from wanted w
      where ${same} and (${list('t')}) is distinct from (${list('w')})
      returning ${sql.join(keys.map((key) => sql.ref(`t.${key}`)))}
    `,
  )
}
