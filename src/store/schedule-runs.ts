import { sql } from 'kysely'
import { type Db, many, maybeOne, run } from './db.ts'

/** What is to be delivered: a text with its type, ready to be sent or written. */
export interface Payload {
  type: string
  body: string
}

/** A delivery as lists show it. */
export interface RunRow {
  id: number
  schedule_id: number
  moment: string | null
  asked_by: string
  status: 'running' | 'delivered' | 'failed'
  started_at: string
  ended_at: string | null
  attempts: number
  data_version: string | null
  result_hash: string | null
  error: string | null
}

/** A delivery that this server has taken; the lease is the proof. */
export interface TakenRun {
  id: number
  schedule_id: number
  lease: string
  payload: Payload | null
}

const COLUMNS = sql`r.id, r.schedule_id, r.moment, r.asked_by, r.status, r.started_at, r.ended_at, r.attempts,
  r.data_version, r.result_hash, r.error`

/** How long a server may be silent about a delivery before another one goes on with it. */
const LEASE = sql`interval '5 minutes'`

/** Takes the delivery of a moment, or one that is asked for; undefined where another server has the moment. */
export function take(
  tx: Db,
  it: { schedule_id: number; moment: Date | null; asked_by: string },
  now: Date,
): Promise<TakenRun | undefined> {
  const at = sql`${now.toISOString()}::timestamptz`
  return maybeOne(
    tx,
    sql<TakenRun>`
      insert into schedule_runs (schedule_id, moment, asked_by, status, started_at, lease, lease_until)
      values (${it.schedule_id}, ${it.moment?.toISOString() ?? null}::timestamptz, ${it.asked_by}, 'running', ${at},
        gen_random_uuid(), ${at} + ${LEASE})
      on conflict (schedule_id, moment) do nothing
      returning id, schedule_id, lease, payload
    `,
  )
}

/** Takes the deliveries that a server has left in the middle. */
export function takeLeft(tx: Db, now: Date): Promise<TakenRun[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  return many(
    tx,
    sql<TakenRun>`
      update schedule_runs
      set lease = gen_random_uuid(), lease_until = ${at} + ${LEASE}
      where status = 'running' and lease_until < ${at}
      returning id, schedule_id, lease, payload
    `,
  )
}

/** Keeps what is to be delivered; false when another server has the delivery. */
export async function keepPayload(
  tx: Db,
  { id, lease }: Pick<TakenRun, 'id' | 'lease'>,
  it: { payload: Payload; data_version: string | null; result_hash: string },
): Promise<boolean> {
  const rows = await run(
    tx,
    sql`
      update schedule_runs
      set payload = ${JSON.stringify(it.payload)}::jsonb, data_version = ${it.data_version}, result_hash = ${it.result_hash}
      where id = ${id} and lease = ${lease}::uuid
    `,
  )
  return rows === 1
}

/** Notes that the delivery is begun now, and holds it; false when another server has it. */
export async function begin(
  db: Db,
  { id, lease }: Pick<TakenRun, 'id' | 'lease'>,
  now: Date,
): Promise<boolean> {
  const rows = await run(
    db,
    sql`
      update schedule_runs
      set attempts = attempts + 1, lease_until = ${now.toISOString()}::timestamptz + ${LEASE}
      where id = ${id} and lease = ${lease}::uuid and status = 'running'
    `,
  )
  return rows === 1
}

/** Ends a delivery, well or with why not; what was delivered is not kept. */
export async function end(
  db: Db,
  { id, lease }: Pick<TakenRun, 'id' | 'lease'>,
  { error, now }: { error: string | null; now: Date },
): Promise<void> {
  await run(
    db,
    sql`
      update schedule_runs
      set status = ${error === null ? 'delivered' : 'failed'}, error = ${error}, ended_at = ${now.toISOString()}::timestamptz,
        payload = null, lease = null, lease_until = null
      where id = ${id} and lease = ${lease}::uuid
    `,
  )
}

/** One delivery. */
export function info(db: Db, id: number): Promise<RunRow | undefined> {
  return maybeOne(db, sql<RunRow>`select ${COLUMNS} from schedule_runs r where r.id = ${id}`)
}

/** The last deliveries of a schedule, the latest first. */
export function list(db: Db, schedule_id: number, limit: number): Promise<RunRow[]> {
  return many(
    db,
    sql<RunRow>`
      select ${COLUMNS} from schedule_runs r where r.schedule_id = ${schedule_id} order by r.id desc limit ${limit}
    `,
  )
}

/** The last delivery of each schedule that had one. */
export function latest(db: Db): Promise<RunRow[]> {
  return many(
    db,
    sql<RunRow>`
      select distinct on (r.schedule_id) ${COLUMNS} from schedule_runs r order by r.schedule_id, r.id desc
    `,
  )
}

/** The last moment of a schedule that was taken; null: none was. */
export async function lastMoment(db: Db, schedule_id: number): Promise<string | null> {
  const found = await maybeOne(
    db,
    sql<{ moment: string | null }>`
      select max(r.moment) as moment from schedule_runs r where r.schedule_id = ${schedule_id}
    `,
  )
  return found?.moment ?? null
}
