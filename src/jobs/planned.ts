import type { Logger } from 'pino'
import type { Database } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as sources from '../store/sources.ts'
import { openQueue, type Queue } from './queue.ts'

/** The queue, kept as the sources say. */
export interface Planner {
  /** To be called when a source was added, changed or removed. */
  changed(): void
  /** Has a source read once more, not before this moment. */
  at(source_id: number, moment: Date): Promise<void>
  /** Takes no more work, and waits for that which was taken. */
  stop(): Promise<void>
}

interface PlannerDeps {
  database: Database
  log: Logger
  /** Reads a source to its end; it sees to its failures itself. */
  read: (source_id: number) => Promise<void>
}

/** How often schedules are compared with the sources, in case another server or a command has changed them; milliseconds. */
const ROUND = 60_000

/** Keeps the queue as the sources say. It is opened with the first source: without one, nothing looks for work. */
export function keepPlanned({ database, log, read }: PlannerDeps): Planner {
  const failed = (error: unknown) => log.error({ job: 'queue', err: error })
  let queue: Promise<Queue> | undefined
  let last: Promise<void> = Promise.resolve()
  const open = () => {
    queue ??= openQueue({ database, read, failed }).catch((error) => {
      queue = undefined // the next round tries again
      throw error
    })
    return queue
  }
  const changed = () => {
    last = last.then(() => plan(database, open)).catch(failed)
  }
  changed()
  const timer = setInterval(changed, ROUND)
  return {
    changed,
    at: async (source_id, moment) => (await open()).at(source_id, moment),
    stop: async () => {
      clearInterval(timer)
      await last
      await (await queue)?.stop()
    },
  }
}

async function plan({ db }: Database, open: () => Promise<Queue>): Promise<void> {
  const all = await sources.list(db)
  if (all.length === 0) return
  const { time_zone } = await settings.read(db)
  const wanted = all.flatMap(({ id, schedule, paused }) =>
    schedule === null || paused ? [] : [{ source_id: id, schedule }],
  )
  const queue = await open()
  await queue.plan(wanted, time_zone)
}
