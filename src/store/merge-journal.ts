import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'

/*
 * What a merge changes is kept row by row, as it was before and as the merge left it. So a split can put back what the merge
 * changed and nothing else, and can tell whether somebody has changed the same since.
 */

/** A table with rows of users, and the columns that name a row. */
export interface Merged {
  table: string
  keys: readonly string[]
  /** Whether row `k` is computed by the server itself, and again after a split, so that a change of it stands in no way. */
  computed?: RawBuilder<unknown>
}

/** Sets columns of the rows `b` of which `which` holds; `sets` may speak of the row as `t`. */
export async function rewrite(
  tx: Db,
  merge_id: number,
  table: string,
  { which, sets }: { which: RawBuilder<unknown>; sets: RawBuilder<unknown> },
): Promise<void> {
  await run(
    tx,
    sql`
      with changed as (
        update ${sql.table(table)} t
        set ${sets}
        from (select b.ctid as place, to_jsonb(b) as before from ${sql.table(table)} b where ${which}) o
        where t.ctid = o.place
        returning o.before, to_jsonb(t) as after
      )
      insert into merge_changes (merge_id, table_name, before, after)
      select ${merge_id}, ${table}, c.before, c.after from changed c
    `,
  )
}

/** Deletes the rows `b` of which `which` holds. */
export async function remove(
  tx: Db,
  merge_id: number,
  table: string,
  which: RawBuilder<unknown>,
): Promise<void> {
  await run(
    tx,
    sql`
      with gone as (delete from ${sql.table(table)} b where ${which} returning to_jsonb(b) as before)
      insert into merge_changes (merge_id, table_name, before)
      select ${merge_id}, ${table}, g.before from gone g
    `,
  )
}

/** Inserts rows; `columns` and `rows` belong together. */
export async function add(
  tx: Db,
  merge_id: number,
  table: string,
  { columns, rows }: { columns: RawBuilder<unknown>; rows: RawBuilder<unknown> },
): Promise<void> {
  await run(
    tx,
    sql`
      with made as (
        insert into ${sql.table(table)} as n (${columns}) ${rows} returning to_jsonb(n) as after
      )
      insert into merge_changes (merge_id, table_name, after)
      select ${merge_id}, ${table}, m.after from made m
    `,
  )
}

/** Rows of a table. */
export interface RowCount {
  table: string
  rows: number
}

/** How many rows a merge changed, by table. */
export function counts(db: Db, merge_id: number): Promise<RowCount[]> {
  return many(
    db,
    sql<RowCount>`
      select c.table_name as "table", count(*) as rows
      from merge_changes c
      where c.merge_id = ${merge_id}
      group by c.table_name
      order by min(c.id)
    `,
  )
}

/** The rows of a table that are no more as a merge left them, in what it changed of them. */
export async function changedSince(db: Db, merge_id: number, it: Merged): Promise<number> {
  const { rows } = await one(
    db,
    sql<{ rows: number }>`
      select count(*) as rows
      from ${journal(merge_id, it, sql`after`)}
      left join ${sql.table(it.table)} t on ${same(it)}
      where not ${it.computed ?? sql`false`} and exists (
        select from jsonb_each(c.after) a(name, value)
        where a.name <> 'changed_in' and c.before->a.name is distinct from a.value
          and to_jsonb(t)->a.name is distinct from a.value
      )
    `,
  )
  return rows
}

/** Puts back the rows of a table that a merge deleted. */
export async function putBack(tx: Db, merge_id: number, it: Merged): Promise<void> {
  await run(
    tx,
    sql`
      insert into ${sql.table(it.table)} overriding system value
      select k.*
      from ${journal(merge_id, it, sql`before`)}
      where c.after is null
    `,
  )
}

/** Makes the rows of a table that a merge changed as they were before it, in what it changed of them; those it made go. */
export async function restore(tx: Db, merge_id: number, it: Merged): Promise<void> {
  const table = sql.table(it.table)
  const names = (await columns(tx, it.table)).map(({ name }) => sql.ref(name))
  await run(
    tx,
    sql`
      update ${table} t
      set ${sql.join(names.map((name) => sql`${name} = r.${name}`))}
      from (
        select o.ctid as place, (jsonb_populate_record(o, d.differing)).*
        from ${journal(merge_id, it, sql`after`)}
        join ${table} o on ${same(it, sql`o`)}
        cross join lateral (
          select jsonb_object_agg(b.name, b.value) as differing
          from jsonb_each(c.before) b(name, value)
          where c.after->b.name is distinct from b.value
            and (b.name <> 'changed_in' or to_jsonb(o)->b.name = c.after->b.name)
        ) d
        where c.before is not null
      ) r
      where t.ctid = r.place
    `,
  )
  await run(
    tx,
    sql`
      delete from ${table} t
      using ${journal(merge_id, it, sql`after`)}
      where ${same(it)} and c.before is null
    `,
  )
}

/** The journal `c` of a table with the row `k` that one side of it holds. */
function journal(merge_id: number, { table }: Merged, side: RawBuilder<unknown>) {
  return sql`(
    select j.before, j.after from merge_changes j
    where j.merge_id = ${merge_id} and j.table_name = ${table} and j.${side} is not null
  ) c cross join lateral jsonb_populate_record(null::${sql.table(table)}, c.${side}) k`
}

function same({ keys }: Merged, row: RawBuilder<unknown> = sql`t`) {
  return sql.join(
    keys.map((key) => sql`${row}.${sql.ref(key)} = k.${sql.ref(key)}`),
    sql` and `,
  )
}

function columns(db: Db, table: string): Promise<{ name: string }[]> {
  return many(
    db,
    sql`
      select c.column_name as name
      from information_schema.columns c
      where c.table_schema = current_schema() and c.table_name = ${table} and c.is_identity = 'NO'
      order by c.ordinal_position
    `,
  )
}
