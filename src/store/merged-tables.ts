import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'
import * as journal from './merge-journal.ts'

/** A merge under way. */
interface Merging {
  merge_id: number
  into_id: number
  from_id: number
  entry: number
}

interface Moved extends journal.Merged {
  /** The column that holds the user. */
  user: string
  /** Of what a user has one row at most; the row of the user who goes is dropped where the other has one. */
  once?: string
  /** What becomes of the row `b` that stays, where this holds of it and the row `d` that is dropped. */
  joined?: { when: RawBuilder<unknown>; sets: RawBuilder<unknown> }
  /** Whether they go with their user instead of moving. */
  goes?: true
  /** Of rows with days. */
  dated?: {
    /** Whether row `i` of the one leaves no room on its days for row `f` of the other. */
    clash: RawBuilder<unknown>
    /** What all parts of a row have in common. */
    copied: readonly string[]
  }
  /** Who has the row then, if not simply the other. */
  to?: (into_id: number) => RawBuilder<unknown>
  /** Further columns to set. */
  sets?: RawBuilder<unknown>
  /** Whether rows tell by whom they were changed last. */
  stamped: boolean
}

/** Whatever is a user's, in an order in which it may move. */
export const MOVED: readonly Moved[] = [
  {
    table: 'accounts',
    user: 'user_id',
    keys: ['id'],
    stamped: true,
    // a person has few usernames to declare; the links made by those of the other stay by this word
    sets: sql`link = case when t.link in ('username', 'noreply') then 'hand' else t.link end`,
  },
  {
    table: 'user_attributes',
    user: 'user_id',
    keys: ['user_id', 'id'],
    stamped: true,
    dated: {
      clash: sql`i.attribute_id = f.attribute_id and (i.value = f.value or not exists (
        select from attributes a where a.id = f.attribute_id and a.multiple
      ))`,
      copied: ['attribute_id', 'value', 'source'],
    },
    computed: sql`(k.attribute_id in (
      select a.id from usage_tools t cross join lateral (values (t.usage_attribute_id), (t.adopted_attribute_id)) a(id)
    ))`,
  },
  {
    table: 'team_members',
    user: 'user_id',
    keys: ['user_id', 'id'],
    stamped: true,
    dated: { clash: sql`true`, copied: ['team_id'] },
  },
  { table: 'teams', user: 'lead_id', keys: ['id'], stamped: true },
  { table: 'groups', user: 'owner_id', keys: ['id'], stamped: true },
  {
    table: 'group_members',
    user: 'user_id',
    keys: ['user_id', 'group_id'],
    once: 'group_id',
    stamped: true,
  },
  {
    table: 'user_roles',
    user: 'user_id',
    keys: ['user_id', 'role_id'],
    once: 'role_id',
    // what one of the two had from elsewhere is no more for a group to take away
    joined: {
      when: sql`b.granted_in is not null and d.granted_in is null`,
      sets: sql`granted_in = null`,
    },
    stamped: true,
  },
  {
    table: 'entity_owners',
    user: 'user_id',
    keys: ['user_id', 'entity'],
    once: 'entity',
    stamped: false,
  },
  {
    table: 'rejected_suggestions',
    user: 'user_id',
    keys: ['user_id', 'account_id'],
    once: 'account_id',
    stamped: false,
  },
  { table: 'tokens', user: 'user_id', keys: ['id'], stamped: true },
  { table: 'user_views', user: 'user_id', keys: ['id'], stamped: false },
  {
    table: 'oidc_subjects',
    user: 'user_id',
    keys: ['user_id', 'issuer'],
    once: 'issuer',
    stamped: false,
  },
  {
    table: 'source_end_dates',
    user: 'user_id',
    keys: ['user_id'],
    // the last day of the two is of neither source alone
    goes: true,
    stamped: false,
  },
  {
    table: 'pushed_values',
    user: 'user_id',
    keys: ['user_id', 'attribute_id', 'source'],
    // what another system was told of the one it was not told of the other
    goes: true,
    stamped: false,
  },
  {
    table: 'study_members',
    user: 'user_id',
    keys: ['user_id', 'study_id'],
    // a person is in a study once, in the arm of the one who stays
    once: 'study_id',
    stamped: false,
  },
  {
    table: 'scim_resources',
    user: 'user_id',
    keys: ['id'],
    stamped: true,
    // one resource at most is followed by a person
    to: (into_id) => sql`
      case when not exists (select from scim_resources i where i.user_id = ${into_id}) then ${into_id}::bigint end
    `,
  },
]

/** Tables with a column of a user in which a merge moves nothing: what is derived, waits to be derived, or ends. */
export const UNMOVED: readonly string[] = [
  'user_keys',
  'user_documents',
  'user_weeks',
  'user_week_buckets',
  'user_tool_weeks',
  'user_periods',
  'user_period_buckets',
  'usage_weeks',
  'dirty_weeks',
  'user_week_custom',
  'dirty_custom_weeks',
  'sessions',
]

/** Moves all rows of one user to another. */
export async function moveAll(tx: Db, merging: Merging): Promise<void> {
  for (const it of MOVED) {
    if (it.goes) await drop(tx, merging, it)
    if (it.once) await dropDoubles(tx, merging, it, it.once)
    if (it.dated) await moveDated(tx, merging, it, it.dated)
    else await move(tx, merging, it)
  }
}

function drop(tx: Db, { merge_id, from_id }: Merging, { table }: Moved) {
  return journal.remove(tx, merge_id, table, sql`b.user_id = ${from_id}`)
}

async function dropDoubles(
  tx: Db,
  { merge_id, into_id, from_id }: Merging,
  { table, joined }: Moved,
  once: string,
): Promise<void> {
  if (joined)
    await journal.rewrite(tx, merge_id, table, {
      which: sql`b.user_id = ${into_id} and exists (
        select from ${sql.table(table)} d
        where d.user_id = ${from_id} and d.${sql.ref(once)} = b.${sql.ref(once)} and ${joined.when}
      )`,
      sets: joined.sets,
    })
  const both = sql`
    select from ${sql.table(table)} i
    where i.user_id = ${into_id} and i.${sql.ref(once)} = b.${sql.ref(once)}
  `
  await journal.remove(tx, merge_id, table, sql`b.user_id = ${from_id} and exists (${both})`)
}

function move(
  tx: Db,
  { merge_id, into_id, from_id, entry }: Merging,
  { table, user, to, sets, stamped }: Moved,
) {
  return journal.rewrite(tx, merge_id, table, {
    which: sql`b.${sql.ref(user)} = ${from_id}`,
    sets: sql.join([
      sql`${sql.ref(user)} = ${to ? to(into_id) : into_id}`,
      ...(stamped ? [sql`changed_in = ${entry}`] : []),
      ...(sets ? [sets] : []),
    ]),
  })
}

/**
 * Moves rows with days. What the one has holds on its days; what the other had is left the rest of them, in one part or
 * several, or no day at all.
 */
async function moveDated(
  tx: Db,
  merging: Merging,
  it: Moved,
  { clash, copied: names }: NonNullable<Moved['dated']>,
) {
  const { merge_id, into_id, from_id, entry } = merging
  const table = sql.table(it.table)
  await run(
    tx,
    sql`
      create temp table parts on commit drop as
      select f.id, p.part, lower(p.days) as valid_from, upper(p.days) as valid_to
      from ${table} f
      cross join lateral (
        select coalesce(range_agg(daterange(i.valid_from, i.valid_to)), '{}') as days
        from ${table} i
        where i.user_id = ${into_id} and i.valid_from < i.valid_to and ${clash}
      ) taken
      cross join lateral unnest(datemultirange(daterange(f.valid_from, f.valid_to)) - taken.days)
        with ordinality p(days, part)
      where f.user_id = ${from_id}
    `,
  )
  const first = (column: string) =>
    sql`(select p.${sql.ref(column)} from parts p where p.id = t.id and p.part = 1)`
  await move(tx, merging, {
    ...it,
    sets: sql`
      valid_from = coalesce(${first('valid_from')}, t.valid_from),
      valid_to = coalesce(${first('valid_to')}, t.valid_from)
    `,
  })
  const copied = sql.join(names.map((name) => sql.ref(name)))
  await journal.add(tx, merge_id, it.table, {
    columns: sql`user_id, valid_from, valid_to, created_in, changed_in, ${copied}`,
    rows: sql`
      select ${into_id}::bigint, p.valid_from, p.valid_to, ${entry}::bigint, ${entry}::bigint, ${copied}
      from parts p
      join ${table} f on f.user_id = ${into_id} and f.id = p.id
      where p.part > 1
      order by p.id, p.part
    `,
  })
  await run(tx, sql`drop table parts`)
}
