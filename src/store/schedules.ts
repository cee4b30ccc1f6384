import { sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'

/** Whereto a schedule delivers, as far as it may be shown. */
export type Target =
  | { kind: 'file'; name: string; format: string }
  | { kind: 'webhook'; host: string }
  | { kind: 'slack'; host: string; facet_url: string | null }

/** A schedule as the table has it; what is secret of its target is sealed, or empty where nothing is. */
export interface ScheduleRow {
  id: number
  name: string
  file: string
  cron: string
  time_zone: string | null
  target: Target
  secret: string
  paused: boolean
  since: string
}

const COLUMNS = sql`s.id, s.name, s.file, s.cron, s.time_zone, s.target, s.secret, s.paused, s.since`

/** The schedules that are not removed, in the order in which they came. */
export function list(db: Db): Promise<ScheduleRow[]> {
  return many(
    db,
    sql<ScheduleRow>`select ${COLUMNS} from schedules s where s.removed_at is null order by s.id`,
  )
}

/** One schedule, unless it was removed. */
export function info(db: Db, id: number): Promise<ScheduleRow | undefined> {
  return maybeOne(
    db,
    sql<ScheduleRow>`select ${COLUMNS} from schedules s where s.id = ${id} and s.removed_at is null`,
  )
}

export type NewSchedule = Pick<ScheduleRow, 'name' | 'file' | 'cron' | 'time_zone' | 'target'>

/** Adds a schedule without what is secret of its target, which is sealed with the id that it gets here. */
export async function create(tx: Db, it: NewSchedule, by: By): Promise<number> {
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into schedules (name, file, cron, time_zone, target, secret, since, created_in, changed_in)
      values (${it.name}, ${it.file}, ${it.cron}, ${it.time_zone}, ${JSON.stringify(it.target)}::jsonb, '',
        ${by.now.toISOString()}::timestamptz, ${by.entry}, ${by.entry})
      returning id
    `,
  )
  return id
}

/** The entry of the audit log under which something is changed, and when. */
interface By {
  entry: number
  now: Date
}

export type ScheduleChanges = Partial<Omit<ScheduleRow, 'id' | 'since'>>

/**
 * Changes what is stated of a schedule; what is undefined stays. Where its moments change it holds anew from now on, and moments
 * before are not made up for.
 */
export async function update(tx: Db, id: number, it: ScheduleChanges, by: By): Promise<void> {
  const begins = [it.cron, it.time_zone, it.paused].some((value) => value !== undefined)
  const sets = [
    sql`changed_in = ${by.entry}`,
    ...(it.name === undefined ? [] : [sql`name = ${it.name}`]),
    ...(it.file === undefined ? [] : [sql`file = ${it.file}`]),
    ...(it.cron === undefined ? [] : [sql`cron = ${it.cron}`]),
    ...(it.time_zone === undefined ? [] : [sql`time_zone = ${it.time_zone}`]),
    ...(it.target === undefined ? [] : [sql`target = ${JSON.stringify(it.target)}::jsonb`]),
    ...(it.secret === undefined ? [] : [sql`secret = ${it.secret}`]),
    ...(it.paused === undefined ? [] : [sql`paused = ${it.paused}`]),
    ...(begins ? [sql`since = ${by.now.toISOString()}::timestamptz`] : []),
  ]
  await run(tx, sql`update schedules set ${sql.join(sets)} where id = ${id}`)
  // what waits was made for another target, or of another file
  if (it.target !== undefined || it.file !== undefined)
    await run(
      tx,
      sql`update schedule_runs set payload = null where schedule_id = ${id} and status = 'running'`,
    )
}

/** Ends a schedule: what was secret and what waited to be delivered are forgotten, its runs stay. */
export async function remove(tx: Db, id: number, { entry, now }: By): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await run(
    tx,
    sql`update schedules set removed_at = ${at}, secret = '', changed_in = ${entry} where id = ${id}`,
  )
  await run(
    tx,
    sql`
      update schedule_runs
      set status = 'failed', ended_at = ${at}, payload = null, lease = null, error = 'The schedule was removed.'
      where schedule_id = ${id} and status = 'running'
    `,
  )
}
