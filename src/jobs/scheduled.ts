import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AppError } from '../errors.ts'
import type { Database } from '../store/db.ts'
import * as sourceStates from '../store/source-states.ts'
import * as sources from '../store/sources.ts'
import type { SyncRow } from '../store/syncs.ts'
import { keepPlanned, type Planner } from './planned.ts'
import { type ReadDeps, readSource } from './sync/read-source.ts'
import { sourceJobs } from './sync/source-jobs.ts'

/** The reading of sources by a server, for as long as it runs. */
export interface Reading {
  /** The work on sources, where a run goes on by itself once it has begun. */
  jobs: ReturnType<typeof sourceJobs>
  /** Ends runs after the batch that they are at; whoever starts next goes on there. */
  stop(): Promise<void>
}

interface ReadingDeps {
  database: Database
  log: Logger
  /** The key by which secrets are sealed; throws where there is none. */
  secretKey: () => string
  /** Called when facts may have changed, so that what hangs on them is counted anew. */
  brought: () => void
  now?: () => Date
}

interface Asked {
  source_id: number
  asked_by: string
}

/** Reads sources when their schedules say so, when asked, and again when a run was cut off. */
export function keepReading(deps: ReadingDeps): Reading {
  const { database, log, secretKey, brought, now = () => new Date() } = deps
  const ending = new AbortController()
  const { signal } = ending
  const means = { brought, now, signal, wait: waiting(signal) }
  const going = keepTrack(log)
  const planner = keepPlanned({ database, log, read: readDue })

  async function read(asked: Asked, began?: (sync_id: number) => void): Promise<void> {
    const own = { ...means, database, secretKey: secretKey(), ...(began && { began }) }
    await readToEnd(own, asked, { log, planner })
  }

  async function readDue(source_id: number): Promise<void> {
    const source = await sources.info(database.db, source_id)
    if (!source || source.paused || signal.aborted) return
    await going.track(read({ source_id, asked_by: 'schedule' }))
  }

  void going.track(readCut(database, readDue))
  return {
    jobs: {
      ...sourceJobs({ ...means, secretKey }),
      run: (_, asked) =>
        new Promise((resolve, reject) => {
          void going.track(read(asked, resolve).catch(reject))
        }),
      aside: async (work) => void going.track(work()),
      changed: planner.changed,
    },
    stop: async () => {
      ending.abort()
      await planner.stop()
      await going.ended()
    },
  }
}

/** Reads again, one after the other, what a server that ended has left in the middle. */
async function readCut({ db }: Database, read: (source_id: number) => Promise<void>) {
  for (const source_id of await sourceStates.cut(db)) await read(source_id)
}

/** Reads a source, and once more when it says from when on it may be asked again. */
async function readToEnd(
  deps: ReadDeps,
  asked: Asked,
  { log, planner }: { log: Logger; planner: Planner },
): Promise<void> {
  const started = performance.now()
  const sync = await readSource(deps, asked)
  log.info({ job: 'sync', ...lineOf(sync), ms: Math.round(performance.now() - started) })
  if (sync.retry_at) await planner.at(sync.source_id, new Date(sync.retry_at))
}

function lineOf({ id, source_id, status, batches, error_code }: SyncRow) {
  return { sync: id, source: source_id, status, batches, error_code }
}

/** Waits that end with the server. */
function waiting(signal: AbortSignal): ReadDeps['wait'] {
  return (ms) => wait(ms, undefined, { signal })
}

/** Work that nobody waits for: its failures go to the log, and its end can be awaited. */
function keepTrack(log: Logger) {
  const all = new Set<Promise<void>>()
  return {
    track(work: Promise<void>): Promise<void> {
      const held = work.catch((error) => fault(log, error)).finally(() => all.delete(held))
      all.add(held)
      return held
    },
    ended: async () => void (await Promise.all(all)),
  }
}

/** That a source is being read already, or that the server ends, is no fault. */
function fault(log: Logger, error: unknown): void {
  const busy = error instanceof AppError && error.code === 'conflict'
  const ends = error instanceof Error && error.name === 'AbortError'
  if (!busy && !ends) log.error({ job: 'sync', err: error })
}
