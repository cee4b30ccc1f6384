import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database } from '../../store/db.ts'
import * as runs from '../../store/schedule-runs.ts'
import * as schedules from '../../store/schedules.ts'
import * as settings from '../../store/settings.ts'
import { dueMoment } from './due.ts'
import { scheduleJobs } from './schedule-jobs.ts'
import { goOn, type SendDeps, send } from './send.ts'

interface SendingDeps {
  database: Database
  log: Logger
  secretKey: () => string
  folder: string
  now?: () => Date
}

/** How often a server looks whether a schedule is due; milliseconds. Schedules are by the minute. */
const ROUND = 20_000

/** Sends reports when their schedules say so, for as long as a server runs; `jobs` is the same for when somebody asks. */
export function keepSending({ log, now = () => new Date(), ...given }: SendingDeps) {
  const ending = new AbortController()
  const { signal } = ending
  const deps: SendDeps = {
    ...given,
    now,
    signal,
    wait: (ms) => wait(ms, undefined, { signal }),
    fault: (error) => log.error({ job: 'schedule', err: error }),
  }
  const running = (async () => {
    while (!signal.aborted) {
      await sendDue(deps, log).catch(deps.fault)
      await wait(ROUND, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    jobs: scheduleJobs(deps),
    stop: () => {
      ending.abort()
      return running
    },
  }
}

/** Goes on with what a server that died has left, then sends what is due, one after the other. */
export async function sendDue(deps: SendDeps, log: Pick<Logger, 'info'>): Promise<void> {
  const { db } = deps.database
  for (const left of await runs.takeLeft(db, deps.now())) await goOn(deps, left)
  for (const schedule of await schedules.list(db)) {
    if (deps.signal?.aborted) return
    const moment = schedule.paused ? null : await dueOf(deps, schedule)
    if (moment === null) continue
    const run = await send(deps, schedule.id, { moment, asked_by: 'schedule' })
    if (run) log.info({ job: 'schedule', schedule: schedule.id, run: run.id, status: run.status })
  }
}

async function dueOf(
  { database: { db }, now }: SendDeps,
  { id, cron, time_zone, since }: schedules.ScheduleRow,
): Promise<Date | null> {
  const last = await runs.lastMoment(db, id)
  const zone = time_zone ?? (await settings.read(db)).time_zone
  const timed = {
    cron,
    time_zone: zone,
    since: new Date(since),
    last: last ? new Date(last) : null,
  }
  return dueMoment(timed, now())
}
