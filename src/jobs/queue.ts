import type { Db as BossDb, PgBoss } from 'pg-boss'
import type { Database } from '../store/db.ts'

/** A source and the cron expression by which it is read. */
export interface Planned {
  source_id: number
  schedule: string
}

/** What is to be read when: kept in the database, so that a restart forgets nothing. */
export interface Queue {
  /** Has these sources read by their schedules, in this zone, and no others. */
  plan(wanted: Planned[], time_zone: string): Promise<void>
  /** Has a source read once, not before this moment. */
  at(source_id: number, moment: Date): Promise<void>
  /** Takes no more work, and waits for that which was taken. */
  stop(): Promise<void>
}

interface QueueDeps {
  database: Database
  /** Reads a source to its end; it sees to its failures itself. */
  read: (source_id: number) => Promise<void>
  /** Called with a fault of the queue itself, which goes on. */
  failed: (error: unknown) => void
}

const SYNC = 'sync'

/** Sources that one server reads at once by schedule. */
const AT_ONCE = 2

/** How often a server looks for work, in seconds: a schedule is by the minute, so more would only keep the database awake. */
const LOOK = 10

/** How long a run may take, in seconds; the next one goes on where it ended. */
const LONGEST = 23 * 3_600

/**
 * Opens the queue in the schema `pgboss` of the database and works on it. Servers that share the database share its work. A
 * job is no promise that its source is free: who reads it is decided by the lease in `sources`.
 */
export async function openQueue({ database, read, failed }: QueueDeps): Promise<Queue> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: bossDb(database),
    backend: database.kind,
    cronWorkerIntervalSeconds: LOOK,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', failed)
  await boss.start()
  const options = { retryLimit: 0, expireInSeconds: LONGEST, deleteAfterSeconds: 86_400 }
  await boss.createQueue(SYNC, options)
  await boss.work<{ source_id: number }>(
    SYNC,
    { pollingIntervalSeconds: LOOK, localConcurrency: AT_ONCE },
    async (jobs) => {
      for (const { data } of jobs) await read(data.source_id)
    },
  )
  return {
    plan: (wanted, time_zone) => plan(boss, wanted, time_zone),
    at: async (source_id, moment) => {
      await boss.send(SYNC, { source_id }, { startAfter: moment })
    },
    stop: () => boss.stop({ close: false, timeout: 30_000 }),
  }
}

async function plan(boss: PgBoss, wanted: Planned[], tz: string): Promise<void> {
  const kept = new Map((await boss.getSchedules(SYNC)).map((it) => [it.key, it]))
  for (const { source_id, schedule } of wanted) {
    const key = String(source_id)
    const same = kept.get(key)?.cron === schedule && kept.get(key)?.timezone === tz
    kept.delete(key)
    if (!same) await boss.schedule(SYNC, schedule, { source_id }, { key, tz, missed: 'once' })
  }
  for (const key of kept.keys()) await boss.unschedule(SYNC, key)
}

/** Statements of the queue without values may be several, of which it wants the rows of all. */
function bossDb(database: Database): BossDb {
  return {
    executeSql: (text, values) =>
      values?.length ? database.query(text, values) : database.exec(text),
  }
}
