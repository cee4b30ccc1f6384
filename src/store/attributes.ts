import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { saysSensitive } from '../model/index.ts'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'

export type AttributeKind = 'option' | 'text' | 'number' | 'date' | 'boolean'

export interface AttributeRow {
  id: number
  name: string
  kind: AttributeKind
  type: 'admin_managed' | 'self_reported' | 'dx_managed'
  multiple: boolean
  privileged: boolean
  hidden: boolean
  /** Whether it is about what people are paid, how they are judged, or what they are beside their work: no report uses it. */
  sensitive: boolean
  position: number
  owner_source: string | null
}

/** The attributes whose names are given, compared without case; all of them when no names are. */
export async function list(db: Db, names?: string[]): Promise<AttributeRow[]> {
  const rows = await many(
    db,
    sql<Omit<AttributeRow, 'sensitive'> & { sensitive: boolean | null }>`
      select a.id, a.name, a.kind, a.type, a.multiple, a.privileged, a.hidden, a.sensitive, a.position, a.owner_source
      from attributes a
      where ${names === undefined} or lower(a.name) = any (${(names ?? []).map((n) => n.toLowerCase())}::text[])
      order by a.position, a.id
    `,
  )
  return rows.map((row) => ({ ...row, sensitive: row.sensitive ?? saysSensitive(row.name) }))
}

export interface OptionRow {
  id: number
  attribute_id: number
  value: string
  position: number
}

/** The options of all attributes, in their order. */
export function options(db: Db): Promise<OptionRow[]> {
  return many(
    db,
    sql<OptionRow>`
      select o.id, o.attribute_id, o.value, o.position
      from attribute_options o
      order by o.attribute_id, o.position, o.value collate "C"
    `,
  )
}

/** Creates the attributes that are missing, at the end of the order, as options with one value. */
export async function ensure(
  tx: Db,
  { entry }: Change,
  wanted: { name: string; multiple?: boolean }[],
): Promise<AttributeRow[]> {
  await run(
    tx,
    sql`
      insert into attributes (name, kind, multiple, position, created_in, changed_in)
      select w.name, 'option', w.multiple,
        (select coalesce(max(a.position), 0) from attributes a) + row_number() over (order by w.n),
        ${entry}::bigint, ${entry}::bigint
      from unnest(${wanted.map(({ name }) => name)}::text[], ${wanted.map(({ multiple }) => multiple ?? false)}::boolean[])
        with ordinality as w(name, multiple, n)
      where not exists (select from attributes a where lower(a.name) = lower(w.name))
    `,
  )
  return list(
    tx,
    wanted.map(({ name }) => name),
  )
}

/** Adds the values of the table `stated` that the option attributes do not have yet, numbers in their order. */
async function ensureOptions(tx: Db, { entry }: Change): Promise<void> {
  const missing = await many(
    tx,
    sql<{ attribute_id: number; value: string; position: number }>`
      select s.attribute_id, s.value,
        (select coalesce(max(o.position), 0) from attribute_options o where o.attribute_id = s.attribute_id) as position
      from (select distinct st.attribute_id, st.value from stated st) s
      join attributes a on a.id = s.attribute_id
      where a.kind = 'option' and not exists (
        select from attribute_options o where o.attribute_id = s.attribute_id and o.value = s.value
      )
    `,
  )
  if (missing.length === 0) return
  const { compare } = new Intl.Collator('en', { numeric: true })
  missing.sort((a, b) => a.attribute_id - b.attribute_id || compare(a.value, b.value))
  await run(
    tx,
    sql`
      insert into attribute_options (attribute_id, value, position, created_in, changed_in)
      select m.attribute_id, m.value, m.position + row_number() over (partition by m.attribute_id order by m.n),
        ${entry}::bigint, ${entry}::bigint
      from unnest(
        ${missing.map((m) => m.attribute_id)}::bigint[], ${missing.map((m) => m.value)}::text[],
        ${missing.map((m) => m.position)}::int[]
      ) with ordinality as m(attribute_id, value, position, n)
    `,
  )
}

/** The attribute of a name, created where missing. Throws `conflict` when another source owns it. */
export async function one(tx: Db, by: Change, name: string): Promise<AttributeRow> {
  const [attribute] = await ensure(tx, by, [{ name }])
  if (!attribute) throw new AppError('not_found', `There is no attribute "${name}".`)
  if (attribute.owner_source !== null && attribute.owner_source !== by.source)
    throw new AppError(
      'conflict',
      `${attribute.name} is owned by ${attribute.owner_source}; only that source may set it.`,
    )
  return attribute
}

/**
 * Writes the statements of the table `stated` (user_id, attribute_id, value, valid_from, valid_to, fresh; valid_from null
 * is undated) into the history. What is already so is left; of two statements the later one wins for its days; nothing is
 * deleted. An undated value that differs from what was known holds from today on, a first one is open. `fresh` users have
 * no history yet.
 */
export async function state(tx: Db, by: Change): Promise<void> {
  await ensureOptions(tx, by)
  await endUnnamed(tx, by)
  await run(
    tx,
    sql`
      delete from stated s
      using user_attributes r
      where not s.fresh and r.user_id = s.user_id and r.attribute_id = s.attribute_id and r.value = s.value
        and r.valid_from < r.valid_to and r.valid_to >= s.valid_to
        and r.valid_from <= coalesce(s.valid_from, r.valid_to - 1)
        and (s.valid_from is not null or r.valid_to = 'infinity')
    `,
  )
  await run(
    tx,
    sql`
      update stated s
      set valid_from = case
        when s.fresh or not exists (
          select from user_attributes r
          where r.user_id = s.user_id and r.attribute_id = s.attribute_id and r.valid_from < r.valid_to
        ) then '-infinity'::date
        else ${by.today}::date end
      where s.valid_from is null
    `,
  )
  await giveWay(tx, by)
  await run(
    tx,
    sql`
      insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      select s.user_id, s.attribute_id, s.value, s.valid_from, s.valid_to, ${by.source}, ${by.entry}, ${by.entry}
      from stated s
      where s.valid_from < s.valid_to
    `,
  )
}

/** Ends the values of multi-value attributes that a statement does not name. */
async function endUnnamed(tx: Db, by: Change): Promise<void> {
  await change(tx, by, {
    table: 'user_attributes',
    keys: ['user_id', 'id'],
    columns: ['valid_to'],
    wanted: sql`
      select r.user_id, r.id, greatest(r.valid_from, coalesce(min(s.valid_from), ${by.today}::date)) as valid_to
      from stated s
      join attributes a on a.id = s.attribute_id and a.multiple
      join user_attributes r on r.user_id = s.user_id and r.attribute_id = s.attribute_id and r.valid_to = 'infinity'
      where not s.fresh
      group by r.user_id, r.id
      having bool_and(s.value <> r.value)
    `,
  })
}

/** Shortens, splits or empties what single-value attributes had for the days that are stated now. */
async function giveWay(tx: Db, by: Change): Promise<void> {
  const spans = sql`
    select s.user_id, s.attribute_id, min(s.valid_from) as valid_from, max(s.valid_to) as valid_to
    from stated s
    join attributes a on a.id = s.attribute_id and not a.multiple
    where not s.fresh
    group by s.user_id, s.attribute_id
  `
  await run(
    tx,
    sql`
      insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      select r.user_id, r.attribute_id, r.value, p.valid_to, r.valid_to, r.source, ${by.entry}, ${by.entry}
      from (${spans}) p
      join user_attributes r on r.user_id = p.user_id and r.attribute_id = p.attribute_id
      where r.valid_from < p.valid_from and r.valid_to > p.valid_to
    `,
  )
  await change(tx, by, {
    table: 'user_attributes',
    keys: ['user_id', 'id'],
    columns: ['valid_from', 'valid_to'],
    wanted: sql`
      select r.user_id, r.id,
        case when r.valid_from >= p.valid_from and r.valid_to > p.valid_to then p.valid_to else r.valid_from end as valid_from,
        case
          when r.valid_from < p.valid_from then p.valid_from
          when r.valid_to > p.valid_to then r.valid_to
          else r.valid_from
        end as valid_to
      from (${spans}) p
      join user_attributes r on r.user_id = p.user_id and r.attribute_id = p.attribute_id
      where r.valid_from < p.valid_to and r.valid_to > p.valid_from and r.valid_from < r.valid_to
        and not (r.valid_from >= p.valid_to)
    `,
  })
}
