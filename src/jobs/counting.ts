import type { Logger } from 'pino'
import { customRollup } from '../metrics/custom-rollup.ts'
import { rollup } from '../metrics/rollup.ts'
import { teamRollup } from '../metrics/team-rollup.ts'
import type { Database } from '../store/db.ts'
import { makePending } from '../store/pending-documents.ts'

/** How often a server looks for weeks that another one, or a command, has left to count; milliseconds. */
const ROUND = 5_000

/**
 * Makes documents that wait and counts dirty weeks as long as the server runs: at once when woken, else every few seconds. The
 * table of dirty weeks is the queue, and servers that share a database take different weeks from it, so a week is neither lost
 * nor counted twice.
 */
export function keepCounting(
  database: Database,
  log: Logger,
): { wake(): void; stop(): Promise<void> } {
  let stopping = false
  let { promise: woken, resolve: wake } = Promise.withResolvers<void>()
  const running = (async () => {
    while (!stopping) {
      await count(database, log)
      const timer = setTimeout(() => wake(), ROUND)
      await woken
      clearTimeout(timer)
      ;({ promise: woken, resolve: wake } = Promise.withResolvers<void>())
    }
  })()
  return {
    wake: () => wake(),
    stop: () => {
      stopping = true
      wake()
      return running
    },
  }
}

/** Makes documents that wait and counts all that is dirty now; `progress` gets the weeks done and those still to do. */
export async function countAll(
  database: Database,
  progress?: (done: number, left: number) => void,
): Promise<number> {
  await makePending(database.db)
  return countWeeks(database, progress)
}

/** Weeks of users, then those that rest on them and on their services; gives how many of all. */
async function countWeeks(
  database: Database,
  progress?: (done: number, left: number) => void,
): Promise<number> {
  const weeks = await rollup(database, progress)
  return weeks + (await customRollup(database)) + (await teamRollup(database))
}

async function count(database: Database, log: Logger): Promise<void> {
  const started = performance.now()
  try {
    await makePending(database.db)
    const weeks = await countWeeks(database)
    if (weeks > 0) log.info({ job: 'rollup', weeks, ms: Math.round(performance.now() - started) })
  } catch (error) {
    log.error({ job: 'rollup', err: error })
  }
}
