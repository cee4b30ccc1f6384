import { sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'

/** The sources that are being read now, by whatever server. */
export async function held(db: Db): Promise<Set<number>> {
  const rows = await many(
    db,
    sql<{ id: number }>`select s.id from sources s where s.lease_until >= now()`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The sources that nobody reads though their last run has no end: it was cut off. Paused ones rest. */
export async function cut(db: Db): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ id: number }>`
      select s.id
      from sources s
      where s.removed_at is null and not s.paused and (s.lease_until is null or s.lease_until < now())
        and (select y.status from syncs y where y.source_id = s.id order by y.id desc limit 1) = 'running'
      order by s.id
    `,
  )
  return rows.map(({ id }) => id)
}

/** What was left out of a source, by reason. */
export interface LeftCount {
  code: string
  things: number
  /** The reason of one of them, in words. */
  example: string
}

/** How many things of each source were left out, by reason, the most frequent first. */
export function leftCounts(
  db: Db,
  source_ids: number[],
): Promise<(LeftCount & { source_id: number })[]> {
  return many(
    db,
    sql`
      select l.source_id, l.code, count(*) as things, (array_agg(l.message order by l.last_at desc, l.about))[1] as example
      from source_left l
      where l.source_id = any (${source_ids}::bigint[])
      group by l.source_id, l.code
      order by l.source_id, things desc, l.code
    `,
  )
}

/** Rows that a source has brought; they stay when it is removed. */
export interface Brought {
  accounts: number
  pull_requests: number
  tool_days: number
}

/** Counts what a source has brought. */
export function brought(db: Db, key: string): Promise<Brought> {
  return one(
    db,
    sql<Brought>`
      with own as materialized (select a.id from accounts a where a.source = ${key})
      select (select count(*) from own) as accounts,
        (select count(*) from pull_requests p where p.account_id in (select o.id from own o)) as pull_requests,
        (select count(*) from tool_days d where d.account_id in (select o.id from own o)) as tool_days
    `,
  )
}

/** Keeps by which token a source is told things: its hash alone; null: by none. The token before it counts no more. */
export async function setHook(
  tx: Db,
  id: number,
  hash: string | null,
  entry: number,
): Promise<void> {
  await run(tx, sql`update sources set hook = ${hash}, changed_in = ${entry} where id = ${id}`)
}

/** The source of this key that is told things by the token of this hash, unless it was removed. */
export async function byHook(db: Db, key: string, hash: string): Promise<number | undefined> {
  const row = await maybeOne(
    db,
    sql<{ id: number }>`
      select s.id from sources s where s.key = ${key} and s.hook = ${hash} and s.removed_at is null
    `,
  )
  return row?.id
}

/** Whether a source is told things at an address of its own. */
export async function hasHook(db: Db, id: number): Promise<boolean> {
  const { hooked } = await one(
    db,
    sql<{ hooked: boolean }>`select s.hook is not null as hooked from sources s where s.id = ${id}`,
  )
  return hooked
}
