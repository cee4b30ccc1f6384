import { type RawBuilder, sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'

/** A source that Facet reads by itself, as the table has it; its secret is sealed. */
export interface SourceRow {
  id: number
  kind: string
  key: string
  name: string
  settings: Record<string, unknown>
  secret: string
  schedule: string | null
  paused: boolean
  cursor: Record<string, unknown> | null
  listing_since: string | null
}

const COLUMNS = sql`s.id, s.kind, s.key, s.name, s.settings, s.secret, s.schedule, s.paused, s.cursor, s.listing_since`

/** The sources that are not removed, in the order in which they came. */
export function list(db: Db): Promise<SourceRow[]> {
  return many(
    db,
    sql<SourceRow>`select ${COLUMNS} from sources s where s.removed_at is null order by s.id`,
  )
}

/** One source, unless it was removed. */
export function info(db: Db, id: number): Promise<SourceRow | undefined> {
  return maybeOne(
    db,
    sql<SourceRow>`select ${COLUMNS} from sources s where s.id = ${id} and s.removed_at is null`,
  )
}

export type NewSource = Pick<SourceRow, 'kind' | 'name' | 'settings' | 'schedule'>

/**
 * Adds a source without its secret, which is sealed with the id that it gets here. Its key is that of its kind, also where one
 * that was removed had it, whose accounts it goes on with; a further one of the same kind gets a number behind it.
 */
export function create(tx: Db, it: NewSource, entry: number): Promise<{ id: number; key: string }> {
  return one(
    tx,
    sql<{ id: number; key: string }>`
      insert into sources (kind, key, name, settings, secret, schedule, created_in, changed_in)
      select ${it.kind}, k.key, ${it.name}, ${JSON.stringify(it.settings)}::jsonb, '', ${it.schedule},
        ${entry}::bigint, ${entry}::bigint
      from (
        select case n when 1 then ${it.kind}::text else ${it.kind}::text || '-' || n end as key, n
        from generate_series(1, 1000) n
      ) k
      where not exists (select from sources s where s.key = k.key)
      order by k.n
      limit 1
      returning id, key
    `,
  )
}

export type SourceChanges = Partial<
  Pick<SourceRow, 'name' | 'settings' | 'secret' | 'schedule' | 'paused'>
>

/** Changes what is stated of a source; what is undefined stays. */
export async function update(tx: Db, id: number, it: SourceChanges, entry: number): Promise<void> {
  const sets = [
    sql`changed_in = ${entry}`,
    ...(it.name === undefined ? [] : [sql`name = ${it.name}`]),
    ...(it.settings === undefined ? [] : resettled(it.settings)),
    ...(it.secret === undefined ? [] : [sql`secret = ${it.secret}`]),
    ...(it.schedule === undefined ? [] : [sql`schedule = ${it.schedule}`]),
    ...(it.paused === undefined ? [] : [sql`paused = ${it.paused}`]),
  ]
  await run(tx, sql`update sources set ${sql.join(sets)} where id = ${id}`)
}

/** New settings; the place from which to go on is one at the server that they name, so it is forgotten with another address. */
function resettled(settings: Record<string, unknown>): RawBuilder<unknown>[] {
  const same = sql`settings->>'url' is not distinct from ${settings.url ?? null}::text`
  return [
    sql`settings = ${JSON.stringify(settings)}::jsonb`,
    sql`cursor = case when ${same} then cursor end`,
    sql`listing_since = case when ${same} then listing_since end`,
  ]
}

/** Ends a source: its secret is forgotten, what it brought stays. */
export async function remove(tx: Db, id: number, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      update sources
      set removed_at = now(), key = key || ' (removed ' || id || ')', secret = '', schedule = null, cursor = null, lease = null, lease_until = null, changed_in = ${entry}
      where id = ${id}
    `,
  )
}

/** How long a run may be silent before another one may take its place; it speaks up far more often. */
const LEASE = sql`interval '2 minutes'`

/** Takes the source for a run, unless another run holds it. The lease is the proof that must be shown with each batch. */
export async function take(tx: Db, id: number): Promise<string | undefined> {
  const taken = await maybeOne(
    tx,
    sql<{ lease: string }>`
      update sources
      set lease = gen_random_uuid(), lease_until = now() + ${LEASE}
      where id = ${id} and removed_at is null and (lease_until is null or lease_until < now())
      returning lease
    `,
  )
  return taken?.lease
}

/** Holds the source on; false when it was lost to another run, or removed. */
export async function holdOn(db: Db, id: number, lease: string): Promise<boolean> {
  const rows = await run(
    db,
    sql`update sources set lease_until = now() + ${LEASE} where id = ${id} and lease = ${lease}::uuid`,
  )
  return rows === 1
}

/** Keeps the place from which to go on, in the transaction that keeps the batch before it; false as for holding on. */
export async function advance(
  tx: Db,
  { id, lease }: { id: number; lease: string },
  { cursor, listing_since }: Pick<SourceRow, 'cursor' | 'listing_since'>,
): Promise<boolean> {
  const rows = await run(
    tx,
    sql`
      update sources
      set cursor = ${JSON.stringify(cursor)}::jsonb, listing_since = ${listing_since}::timestamptz, lease_until = now() + ${LEASE}
      where id = ${id} and lease = ${lease}::uuid
    `,
  )
  return rows === 1
}

/** Gives the source free. */
export async function letGo(db: Db, id: number, lease: string): Promise<void> {
  await run(
    db,
    sql`update sources set lease = null, lease_until = null where id = ${id} and lease = ${lease}::uuid`,
  )
}

/** What a source told and that could not be used. */
export interface LeftRow {
  about: string
  code: string
  message: string
}

/** Keeps what was left out, each thing once. */
export async function leave(tx: Db, id: number, left: LeftRow[]): Promise<void> {
  if (left.length === 0) return
  await run(
    tx,
    sql`
      insert into source_left (source_id, about, code, message)
      select distinct on (l.about, l.code) ${id}::bigint, l.about, l.code, l.message
      from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as l(about text, code text, message text)
      on conflict (source_id, about, code) do update set message = excluded.message, last_at = now()
    `,
  )
}

/** What was left out, the latest first, a page at a time. */
export function left(
  db: Db,
  id: number,
  { page, page_size }: { page: number; page_size: number },
): Promise<(LeftRow & { first_at: string; last_at: string })[]> {
  return many(
    db,
    sql`
      select l.about, l.code, l.message, l.first_at, l.last_at
      from source_left l
      where l.source_id = ${id}
      order by l.last_at desc, l.about collate "C", l.code
      limit ${page_size} offset ${(page - 1) * page_size}
    `,
  )
}

/** How many things were left out. */
export async function countLeft(db: Db, id: number): Promise<number> {
  return (
    await one(
      db,
      sql<{ n: number }>`select count(*) as n from source_left l where l.source_id = ${id}`,
    )
  ).n
}
