import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

interface Target {
  table: string
  /** Columns that name a row, with what they are made of, from the staged line `s` and its fact. */
  keys: Record<string, RawBuilder<unknown>>
  columns: Record<string, RawBuilder<unknown>>
}

/** A field of the fact of the staged line `s`, as text or as another type. */
export const field = (name: string, type = sql`text`) => sql`(s.fact->>${sql.lit(name)})::${type}`

/**
 * Writes rows as the lines of the table `staged` state them, and marks what became of the lines: created, changed, or, where
 * the row was so already, neither. Of several lines about the same row the last one counts; what it does not state stays. Rows
 * that an import changes are kept as they were, for its undo.
 */
export async function writeStaged(
  tx: Db,
  { entry, import_id }: Change,
  { table, keys, columns }: Target,
): Promise<void> {
  const all = { ...keys, ...columns }
  const names = (of: object, alias?: string) =>
    sql.join(Object.keys(of).map((name) => sql.ref(alias ? `${alias}.${name}` : name)))
  await run(
    tx,
    sql`
      with earlier as materialized (
        select ${names(keys, 't')}, to_jsonb(t) as before
        from ${sql.table(table)} t
        where ${import_id}::bigint is not null and (${names(keys, 't')}) in (
          select ${sql.join(Object.values(keys))} from staged s where s.code is null
        )
      ),
      written as (
        insert into ${sql.table(table)} as t (${names(all)}, created_in, changed_in)
        select ${names(all, 'l')}, ${entry}::bigint, ${entry}::bigint
        from (
          select distinct on (${names(keys, 'v')}) v.*
          from (
            select s.line as staged_line, ${sql.join(
              Object.entries(all).map(([name, value]) => sql`${value} as ${sql.ref(name)}`),
            )}
            from staged s
            where s.code is null
          ) v
          order by ${names(keys, 'v')}, v.staged_line desc
        ) l
        on conflict (${names(keys)}) do update
        set ${sql.join(
          Object.keys(columns).map((name) => sql`${sql.ref(name)} = ${stated(name)}`),
        )}, changed_in = excluded.changed_in
        where (${names(columns, 't')}) is distinct from (${sql.join(Object.keys(columns).map(stated))})
        returning ${names(keys, 't')}
      )
      insert into import_changes (import_id, table_name, before)
      select ${import_id}::bigint, ${table}, e.before from earlier e join written w using (${names(keys)})
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${entry}, changed = t.created_in <> ${entry}
      from ${sql.table(table)} t
      where ${sql.join(
        Object.entries(keys).map(([name, value]) => sql`${sql.ref(`t.${name}`)} = ${value}`),
        sql` and `,
      )} and t.changed_in = ${entry} and s.code is null
    `,
  )
}

const stated = (name: string) =>
  sql`coalesce(${sql.ref(`excluded.${name}`)}, ${sql.ref(`t.${name}`)})`
