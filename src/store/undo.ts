import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import { OWNER } from './usage-tools.ts'

interface Journaled {
  table: string
  /** Columns that name a row. */
  keys: readonly string[]
  /** Whether nothing else has come to rest on the row `t`, so that it may go. */
  free?: RawBuilder<boolean>
}

const none = (query: RawBuilder<unknown>) => sql<boolean>`not exists (${query})`

/** What an import may write, children before parents. */
const JOURNALED: readonly Journaled[] = [
  { table: 'tool_days', keys: ['account_id', 'tool', 'day'] },
  { table: 'absences', keys: ['account_id', 'from_day'] },
  { table: 'calendar_busy', keys: ['account_id', 'starts_at', 'ends_at'] },
  { table: 'pipeline_runs', keys: ['repo_id', 'external_id'] },
  { table: 'reviews', keys: ['account_id', 'repo_id', 'number', 'submitted_at'] },
  { table: 'pull_requests', keys: ['repo_id', 'number'] },
  {
    table: 'repos',
    keys: ['id'],
    free: sql`${none(sql`select from pull_requests p where p.repo_id = t.id`)}
      and ${none(sql`select from reviews r where r.repo_id = t.id`)}
      and ${none(sql`select from pipeline_runs p where p.repo_id = t.id`)}`,
  },
  { table: 'deployments', keys: ['source', 'external_id'] },
  { table: 'incidents', keys: ['source', 'external_id'] },
  { table: 'service_owners', keys: ['id'] },
  {
    table: 'service_names',
    keys: ['key'],
    free: sql`(
      exists (select from services s where s.id = t.service_id and lower(s.name) <> t.key) or (
        ${none(sql`select from service_owners o where o.service_id = t.service_id`)}
        and ${none(sql`select from service_names n where n.service_id = t.service_id and n.key <> t.key`)}
      )
    )`,
  },
  {
    table: 'services',
    keys: ['id'],
    free: none(sql`select from service_names n where n.service_id = t.id`),
  },
  { table: 'custom_facts', keys: ['account_id', 'metric_id', 'day'] },
  { table: 'survey_answers', keys: ['wave_id', 'item_id', 'pseudonym'] },
  { table: 'survey_comments', keys: ['wave_id', 'comment_key'] },
  {
    table: 'survey_waves',
    keys: ['id'],
    free: sql`${none(sql`select from survey_answers a where a.wave_id = t.id`)}
      and ${none(sql`select from survey_comments c where c.wave_id = t.id`)}`,
  },
  {
    table: 'survey_items',
    keys: ['id'],
    free: sql`${none(sql`select from survey_answers a where a.item_id = t.id`)}
      and ${none(sql`select from survey_comments c where c.item_id = t.id`)}`,
  },
  { table: 'coverage', keys: ['id'] },
  { table: 'user_attributes', keys: ['id'] },
  {
    table: 'attribute_options',
    keys: ['id'],
    free: none(
      sql`select from user_attributes ua where ua.attribute_id = t.attribute_id and ua.value = t.value`,
    ),
  },
  {
    table: 'attributes',
    keys: ['id'],
    free: sql`${none(sql`select from user_attributes ua where ua.attribute_id = t.id`)}
      and ${none(sql`select from attribute_options o where o.attribute_id = t.id`)}`,
  },
  { table: 'team_members', keys: ['id'] },
  {
    table: 'teams',
    keys: ['id'],
    free: sql`${none(sql`select from team_members tm where tm.team_id = t.id`)}
      and ${none(sql`select from teams c where c.parent_id = t.id`)}
      and ${none(sql`select from coverage c where c.team_id = t.id`)}
      and ${none(sql`select from service_owners o where o.team_id = t.id`)}`,
  },
  { table: 'group_members', keys: ['id'] },
  {
    table: 'groups',
    keys: ['id'],
    free: none(sql`select from group_members gm where gm.group_id = t.id`),
  },
  { table: 'user_roles', keys: ['id'] },
  {
    table: 'roles',
    keys: ['id'],
    free: none(sql`select from user_roles ur where ur.role_id = t.id`),
  },
  {
    table: 'accounts',
    keys: ['id'],
    free: sql`${none(sql`select from pull_requests p where p.account_id = t.id`)}
      and ${none(sql`select from reviews r where r.account_id = t.id`)}
      and ${none(sql`select from tool_days d where d.account_id = t.id`)}
      and ${none(sql`select from absences s where s.account_id = t.id`)}
      and ${none(sql`select from calendar_busy b where b.account_id = t.id`)}
      and ${none(sql`select from deployments d where d.account_id = t.id`)}
      and ${none(sql`select from pipeline_runs r where r.account_id = t.id`)}
      and ${none(sql`select from workspace_starts w where w.account_id = t.id`)}
      and ${none(sql`select from events e where e.account_id = t.id`)}
      and ${none(sql`select from custom_facts f where f.account_id = t.id`)}`,
  },
  {
    table: 'users',
    keys: ['id'],
    free: sql`${none(sql`select from accounts a where a.user_id = t.id`)}
      and ${none(sql`select from user_attributes ua where ua.user_id = t.id and ua.source <> ${OWNER}`)}
      and ${none(sql`select from team_members tm where tm.user_id = t.id`)}
      and ${none(sql`select from user_roles ur where ur.user_id = t.id`)}
      and ${none(sql`select from group_members gm where gm.user_id = t.id`)}
      and ${none(sql`select from teams l where l.lead_id = t.id`)}
      and ${none(sql`select from groups o where o.owner_id = t.id`)}
      and ${none(sql`select from entity_owners eo where eo.user_id = t.id`)}
      and ${none(sql`select from tokens tk where tk.user_id = t.id`)}
      and ${none(sql`select from oidc_subjects os where os.user_id = t.id`)}
      and ${none(sql`select from scim_resources sr where sr.user_id = t.id`)}`,
  },
]

/** Derived from users; goes with them and is made again for those that stay. */
const DERIVED = [
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
] as const

export interface Undone {
  table: string
  restored: number
  deleted: number
  /** Rows that somebody has changed, or come to rest on, since; they stay as they are. */
  kept: number
}

/**
 * Whether rows that an import changed belonged to somebody who has been merged into another person since: they cannot be put
 * back to a person who is not there.
 */
export async function ofMerged(tx: Db, import_id: number): Promise<boolean> {
  const { merged } = await one(
    tx,
    sql<{ merged: boolean }>`
      select exists (
        select from import_changes c
        cross join lateral (
          values (c.before->>'user_id'), (c.before->>'lead_id'), (c.before->>'owner_id'),
            (case when c.table_name = 'users' then c.before->>'id' end)
        ) o(id)
        join merges m on m.from_id = o.id::bigint and m.split_in is null
        where c.import_id = ${import_id}
      ) as merged
    `,
  )
  return merged
}

/**
 * Puts back what an import wrote, in one transaction: rows that it changed become as they were, rows that it created
 * go, except those that were changed since or that something else now rests on. Counts are by table.
 */
export async function undo(tx: Db, import_id: number, entry: number): Promise<Undone[]> {
  const undone: Undone[] = []
  for (const journaled of JOURNALED) {
    const restored = await restore(tx, import_id, entry, journaled)
    undone.push({ table: journaled.table, restored, deleted: 0, kept: 0 })
  }
  for (const [n, journaled] of JOURNALED.entries()) {
    const { table, restored } = undone[n] ?? { table: journaled.table, restored: 0 }
    const deleted = await remove(tx, entry, journaled)
    undone[n] = { table, restored, deleted, kept: await kept(tx, import_id, entry, journaled) }
  }
  return undone.filter(({ restored, deleted, kept }) => restored + deleted + kept > 0)
}

/** Rows that the import created or changed and that are not as they were before it. */
async function kept(
  tx: Db,
  import_id: number,
  entry: number,
  { table, keys }: Journaled,
): Promise<number> {
  const same = sql.join(
    keys.map((key) => sql`t.${sql.ref(key)} = b.${sql.ref(key)}`),
    sql` and `,
  )
  const { rows } = await one(
    tx,
    sql<{ rows: number }>`
      select count(*) as rows
      from ${sql.table(table)} t
      where t.created_in = ${entry} or (t.changed_in > ${entry} and exists (
        select from import_changes c, jsonb_populate_record(null::${sql.table(table)}, c.before) b
        where c.import_id = ${import_id} and c.table_name = ${table} and ${same}
      ))
    `,
  )
  return rows
}

async function restore(tx: Db, import_id: number, entry: number, { table, keys }: Journaled) {
  const columns = await many(
    tx,
    sql<{ name: string }>`
      select c.column_name as name
      from information_schema.columns c
      where c.table_schema = current_schema() and c.table_name = ${table}
        and c.is_identity = 'NO' and c.column_name <> all (${[...keys]}::text[])
      order by c.ordinal_position
    `,
  )
  const same = sql.join(
    keys.map((key) => sql`t.${sql.ref(key)} = b.${sql.ref(key)}`),
    sql` and `,
  )
  const sets = sql.join(columns.map(({ name }) => sql`${sql.ref(name)} = b.${sql.ref(name)}`))
  const named = sql.join(keys.map((key) => sql`f.${sql.ref(key)}`))
  return run(
    tx,
    sql`
      with before as (
        select distinct on (${named}) f.*
        from import_changes c, jsonb_populate_record(null::${sql.table(table)}, c.before) f
        where c.import_id = ${import_id} and c.table_name = ${table}
        order by ${named}, c.id
      )
      update ${sql.table(table)} t
      set ${sets}
      from before b
      where ${same} and t.changed_in = ${entry}
    `,
  )
}

/** Deletes until nothing more is free: a team goes after the teams below it. */
async function remove(tx: Db, entry: number, { table, free }: Journaled) {
  const doomed = sql`
    select t.ctid from ${sql.table(table)} t
    where t.created_in = ${entry} and t.changed_in = ${entry} and ${free ?? sql`true`}
  `
  let all = 0
  for (let some = -1; some !== 0; all += some) {
    if (table === 'users') await forget(tx, doomed)
    some = await run(tx, sql`delete from ${sql.table(table)} d where d.ctid in (${doomed})`)
  }
  return all
}

async function forget(tx: Db, users: RawBuilder<unknown>) {
  const theirs = sql`d.user_id in (select u.id from users u where u.ctid in (${users}))`
  for (const table of DERIVED) await run(tx, sql`delete from ${sql.table(table)} d where ${theirs}`)
  await run(tx, sql`delete from user_attributes d where d.source = ${OWNER} and ${theirs}`)
}
