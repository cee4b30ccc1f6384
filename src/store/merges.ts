import { sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'
import * as journal from './merge-journal.ts'
import { properties } from './merged-properties.ts'
import { MOVED, moveAll } from './merged-tables.ts'

/** A merge of one user into another; the one is gone until it is split. */
export interface MergeRow {
  id: number
  into_id: number
  from_id: number
  from_name: string
  from_email: string
  merged_at: string
  split_at: string | null
}

/** Two users that are one person. */
export interface Pair {
  into_id: number
  from_id: number
}

/** What each user has of its own, made of the other tables. */
const DERIVED = [
  'user_keys',
  'user_documents',
  'user_weeks',
  'user_week_buckets',
  'user_tool_weeks',
  'user_periods',
  'user_period_buckets',
  'usage_weeks',
  'user_week_custom',
] as const

/**
 * Lets nothing that is counted or changed of users go on beside a merge or a split, in an order in which neither waits for
 * the other. Held to the end of the transaction; to be called first.
 */
export async function holdCounting(tx: Db): Promise<void> {
  await run(tx, sql`lock table dirty_weeks in exclusive mode`)
}

/**
 * Moves all that is one user's to another, and takes the one away; gives the id of the merge. What both have stays as the
 * user has it into whom the other is merged. Keys, documents and weeks are for the caller to make anew.
 */
export async function merge(
  tx: Db,
  { into_id, from_id }: Pair,
  { entry, at }: { entry: number; at: Date },
): Promise<number> {
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into merges (into_id, from_id, from_name, from_email, merged_at, merged_in)
      select ${into_id}, u.id, u.name, u.email, ${at.toISOString()}::timestamptz, ${entry}
      from users u
      where u.id = ${from_id}
      returning id
    `,
  )
  const by = { merge_id: id, into_id, from_id, entry }
  await journal.rewrite(tx, id, 'users', {
    which: sql`b.id = ${into_id}`,
    sets: sql`${properties(from_id)}, changed_in = ${entry}`,
  })
  await moveAll(tx, by)
  for (const table of DERIVED)
    await run(tx, sql`delete from ${sql.table(table)} d where d.user_id = ${from_id}`)
  await journal.remove(tx, id, 'users', sql`b.id = ${from_id}`)
  return id
}

const USERS = { table: 'users', keys: ['id'] }

/** What stands in the way of a split: rows that were changed since the merge, and keys that somebody else has by now. */
export async function changedSince(db: Db, { id, into_id }: MergeRow): Promise<journal.RowCount[]> {
  const counts: journal.RowCount[] = []
  for (const it of [USERS, ...MOVED])
    counts.push({ table: it.table, rows: await journal.changedSince(db, id, it) })
  counts.push({ table: 'user_keys', rows: await keysTaken(db, id, into_id) })
  return counts.filter(({ rows }) => rows > 0)
}

async function keysTaken(db: Db, merge_id: number, into_id: number): Promise<number> {
  const { rows } = await one(
    db,
    sql<{ rows: number }>`
      select count(*) as rows
      from merge_changes c
      cross join lateral jsonb_populate_record(null::users, c.before) u
      join user_keys k on k.user_id <> ${into_id} and (
        k.kind = 'email' and k.key in (select lower(e) from unnest(u.aliases || u.email) e)
        or k.kind = 'github' and k.key in (lower(u.github_username), lower(u.additional_github_username))
        or k.kind = 'gitlab' and k.key = lower(u.gitlab_username)
        or k.kind = 'coder' and k.key = lower(u.coder_username)
      )
      where c.merge_id = ${merge_id} and c.table_name = 'users' and c.after is null
    `,
  )
  return rows
}

/**
 * Puts everything back that a merge changed, where nothing stands in the way, and adds the user who is there again to the
 * table `touched`. Keys, documents and weeks are for the caller to make anew.
 */
export async function split(
  tx: Db,
  { id, from_id }: MergeRow,
  { entry, at }: { entry: number; at: Date },
): Promise<void> {
  await journal.putBack(tx, id, USERS)
  for (const it of [USERS, ...MOVED]) await journal.restore(tx, id, it)
  for (const it of MOVED) await journal.putBack(tx, id, it)
  await run(tx, sql`insert into touched (user_id) values (${from_id})`)
  await run(
    tx,
    sql`
      update merges m
      set split_at = ${at.toISOString()}::timestamptz, split_in = ${entry}
      where m.id = ${id}
    `,
  )
}

const COLUMNS = sql`m.id, m.into_id, m.from_id, m.from_name, m.from_email, m.merged_at, m.split_at`

/** The merge of an id. */
export function info(db: Db, id: number): Promise<MergeRow | undefined> {
  return maybeOne(db, sql<MergeRow>`select ${COLUMNS} from merges m where m.id = ${id}`)
}

/** The merge by which a user is gone, if it is. */
export function mergedAway(db: Db, user_id: number): Promise<MergeRow | undefined> {
  return maybeOne(
    db,
    sql<MergeRow>`
      select ${COLUMNS} from merges m where m.from_id = ${user_id} and m.split_at is null
    `,
  )
}

/** The merges into a user that are not split, the newest first. */
export function into(db: Db, user_id: number): Promise<MergeRow[]> {
  return many(
    db,
    sql<MergeRow>`
      select ${COLUMNS}
      from merges m
      where m.into_id = ${user_id} and m.split_at is null
      order by m.id desc
    `,
  )
}
