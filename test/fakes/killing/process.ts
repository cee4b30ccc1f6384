import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, run } from '../../../src/store/db.ts'
import { SECRET_KEY } from '../../source.ts'
import type { SyncTask } from '../../sync-child.ts'
import type { Place } from './place.ts'

const CHILD = join(import.meta.dirname, '../../sync-child.ts')

/** How a process ended. */
export interface Ended {
  killed: boolean
  /** From the moment at which its database was open. */
  ms: number
}

/**
 * Reads a source in a process of its own. `opened` is called when its database is open, with what kills it; what it gives is
 * called when the process has ended. Throws when the process ends otherwise than well or killed.
 */
export async function readInProcess(
  place: Place,
  { source_id, now }: Pick<SyncTask, 'source_id' | 'now'>,
  opened: (kill: () => void) => (() => void) | undefined = () => undefined,
): Promise<Ended> {
  const task: SyncTask = { ...place.task, source_id, secretKey: SECRET_KEY, now }
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)])
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
  const began = performance.now()
  child.stdout.resume()
  const close = opened(() => void child.kill('SIGKILL'))
  await ended
  close?.()
  const killed = child.signalCode === 'SIGKILL'
  if (!killed && child.exitCode !== 0)
    throw new Error(`The run ended with ${child.exitCode}: ${said}`)
  return { killed, ms: performance.now() - began }
}

/** Frees the source of a run that was killed, which its lease would do in two minutes. */
export async function free({ db }: Database, id: number): Promise<void> {
  await run(db, sql`update sources set lease_until = null where id = ${id}`)
}
