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

/** Reads a source in a process of its own, as `runInProcess` has it. */
export function readInProcess(
  place: Place,
  { source_id, now }: Pick<SyncTask, 'source_id' | 'now'>,
  opened?: Opened,
): Promise<Ended> {
  const task: SyncTask = { ...place.task, source_id, secretKey: SECRET_KEY, now }
  return runInProcess(CHILD, task, opened)
}

/**
 * Called when the database of a process is open, with what kills it and what it said then; what it gives is called when the
 * process has ended.
 */
type Opened = (kill: () => void, words: string) => (() => void) | undefined

/** Runs a script with its task in a process of its own. Throws when the process ends otherwise than well or killed. */
export async function runInProcess(
  script: string,
  task: object,
  opened: Opened = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [script, JSON.stringify(task)])
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const spoken = new Promise<Buffer>((resolve) => child.stdout.once('data', resolve))
  const words = await Promise.race([spoken, ended])
  const began = performance.now()
  child.stdout.resume()
  const close = opened(() => void child.kill('SIGKILL'), String(words))
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
