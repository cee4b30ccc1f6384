import { sql } from 'kysely'
import type { AttributeRow } from './attributes.ts'
import { type Db, many, maybeOne, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** What an administrator decides about an attribute. */
export type GroupSettings = Partial<
  Pick<
    AttributeRow,
    'position' | 'hidden' | 'privileged' | 'sensitive' | 'multiple' | 'owner_source'
  >
>

/** An attribute that is yet to be made. */
export interface NewGroup
  extends Pick<
    AttributeRow,
    'name' | 'kind' | 'multiple' | 'hidden' | 'privileged' | 'owner_source'
  > {
  /** null: its name tells. */
  sensitive: boolean | null
}

/** Makes an attribute without values, at the end of the order. Gives nothing when there is one of this name. */
export function create(
  tx: Db,
  { entry }: Change,
  it: NewGroup,
): Promise<{ id: number } | undefined> {
  return maybeOne(
    tx,
    sql<{ id: number }>`
      insert into attributes (
        name, kind, multiple, hidden, privileged, sensitive, owner_source, position, created_in, changed_in
      )
      select ${it.name}, ${it.kind}, ${it.multiple}, ${it.hidden}, ${it.privileged}, ${it.sensitive}::boolean, ${it.owner_source},
        (select coalesce(max(a.position), 0) + 1 from attributes a), ${entry}::bigint, ${entry}::bigint
      on conflict do nothing
      returning id
    `,
  )
}

/** Sets what is given; what is undefined stays, null clears. */
export async function update(
  tx: Db,
  by: Change,
  id: number,
  { position, hidden, privileged, sensitive, multiple, owner_source }: GroupSettings,
): Promise<void> {
  await change(tx, by, {
    table: 'attributes',
    keys: ['id'],
    columns: ['position', 'hidden', 'privileged', 'sensitive', 'multiple', 'owner_source'],
    wanted: sql`
      select a.id, coalesce(${position ?? null}::int, a.position) as position,
        coalesce(${hidden ?? null}::boolean, a.hidden) as hidden,
        coalesce(${privileged ?? null}::boolean, a.privileged) as privileged,
        coalesce(${sensitive ?? null}::boolean, a.sensitive) as sensitive,
        coalesce(${multiple ?? null}::boolean, a.multiple) as multiple,
        case when ${owner_source === undefined} then a.owner_source else ${owner_source ?? null}::text end as owner_source
      from attributes a
      where a.id = ${id}
    `,
  })
}

/** Puts these options first, in the order given, and the others after them in the order they had. */
export async function orderOptions(
  tx: Db,
  by: Change,
  id: number,
  values: string[],
): Promise<void> {
  await change(tx, by, {
    table: 'attribute_options',
    keys: ['id'],
    columns: ['position'],
    wanted: sql`
      select o.id, (row_number() over (order by v.n nulls last, o.position, o.value collate "C"))::int as position
      from attribute_options o
      left join unnest(${values}::text[]) with ordinality as v(value, n) on v.value = o.value
      where o.attribute_id = ${id}
    `,
  })
}

/** How many users have each option of these attributes on a day, by the id of the option; 0 for one that nobody has. */
export async function holders(db: Db, ids: number[], day: string): Promise<Map<number, number>> {
  const rows = await many(
    db,
    sql<{ id: number; users: number }>`
      select o.id, count(ua.user_id) as users
      from attribute_options o
      left join user_attributes ua on ua.attribute_id = o.attribute_id and ua.value = o.value
        and ua.valid_from <= ${day}::date and ua.valid_to > ${day}::date
      where o.attribute_id = any (${ids}::bigint[])
      group by o.id
    `,
  )
  return new Map(rows.map(({ id, users }) => [id, users]))
}

/** How many users have several values of an attribute today or later. */
export async function withSeveral(db: Db, id: number, today: string): Promise<number> {
  const { n } = await one(
    db,
    sql<{ n: number }>`
      select count(*) as n from (
        select from user_attributes ua
        where ua.attribute_id = ${id} and ua.valid_from < ua.valid_to and ua.valid_to > ${today}::date
        group by ua.user_id
        having count(distinct ua.value) > 1
      ) several
    `,
  )
  return n
}

/** Opens the table `touched` with the users who have, or had, a value of an attribute. */
export async function touchHolders(tx: Db, id: number): Promise<void> {
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select distinct ua.user_id from user_attributes ua where ua.attribute_id = ${id}
    `,
  )
  await run(tx, sql`analyze touched`)
}
