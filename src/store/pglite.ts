import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { AppError } from '../errors.ts'
import { type Lock, lockFolder } from './lock.ts'
import type { Answer, Modules, Request, Settings } from './pglite-worker.ts'

export interface PgliteOptions {
  /** Folder of the data; made when missing. Unset: in memory, gone at the end. */
  folder?: string
  /** A dump of a data folder to start from, for an empty database that is ready at once. */
  dump?: Uint8Array
}

type Parsers = Record<number, (text: string) => unknown>
interface Outcome {
  rows: Record<string, unknown>[]
  affected: number
  command: string
}

/**
 * PGlite in a thread of its own behind the interface of a `pg` pool with one connection, so that the event loop
 * stays free and the rest of Facet sees one dialect. Callers queue for the connection in order.
 */
export async function openPglite({ folder, dump }: PgliteOptions, parsers: Parsers) {
  const modules = await compiled()
  const lock = folder === undefined ? undefined : locked(folder)
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: {
      folder: folder && join(folder, 'pglite'),
      dump,
      parsed: Object.keys(parsers),
      modules,
    } satisfies Settings,
  })
  const ask = correspond(worker)
  try {
    await ask({ type: 'open' })
  } catch (error) {
    await worker.terminate()
    lock?.release()
    throw new AppError(
      'database_unavailable',
      `The embedded database in ${folder ?? 'memory'} does not open.`,
      {},
      error,
    )
  }
  const queue = turns()
  const query = (text: string, values: readonly unknown[] = []) =>
    ask({ type: 'query', text, values: [...values] }, parsers)
  const close = async () => {
    await queue.enter()
    await ask({ type: 'close' }).finally(() => worker.terminate())
    lock?.release()
  }
  const inTurn = async <T>(work: () => Promise<T>) => {
    const leave = await queue.enter()
    return work().finally(leave)
  }
  const pool: PostgresPool = {
    connect: async () => client(query, await queue.enter()),
    end: close,
    options: {},
  } as PostgresPool
  return {
    pool,
    close,
    exec: (text: string) =>
      inTurn(async () => {
        const { rows } = await ask({ type: 'exec', text }).catch(async (error) => {
          await ask({ type: 'exec', text: 'rollback' })
          throw error
        })
        return { rows }
      }),
    query: (text: string, values?: unknown[]) => inTurn(() => query(text, values)),
    dump: () => inTurn(async () => (await ask({ type: 'dump' })).dump as Uint8Array),
  }
}

let modules: Promise<Modules> | undefined

/**
 * PGlite's machine code, compiled once a process and shared by its databases: they open sooner by a third, and
 * V8 never frees it, at which it has aborted the process (nodejs/node#64500).
 */
function compiled(): Promise<Modules> {
  const compile = async (name: string) =>
    WebAssembly.compile(await readFile(new URL(name, import.meta.resolve('@electric-sql/pglite'))))
  modules ??= Promise.all([compile('pglite.wasm'), compile('initdb.wasm')]).then(
    ([pgliteWasmModule, initdbWasmModule]) => ({ pgliteWasmModule, initdbWasmModule }),
  )
  return modules
}

function locked(folder: string): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return lockFolder(folder)
}

function client(
  query: (text: string, values?: readonly unknown[]) => Promise<Outcome>,
  leave: () => void,
): PostgresPoolClient {
  return {
    query: async (text: string, values?: readonly unknown[]) => {
      const { rows, affected, command } = await query(text, values)
      return { rows, rowCount: affected, command }
    },
    release: leave,
  } as unknown as PostgresPoolClient
}

/** One at a time, in order of asking: `enter` resolves to the function that lets the next one in. */
function turns() {
  let last: Promise<void> = Promise.resolve()
  return {
    enter: async (): Promise<() => void> => {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      return resolve
    },
  }
}

type Received = Outcome & { dump?: Uint8Array }

function correspond(worker: Worker) {
  const waiting = new Map<
    number,
    { resolve(answer: Received): void; reject(error: Error): void; parsers?: Parsers }
  >()
  let next = 0
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The embedded database has ended.')))
  worker.on('message', (answer: Answer) => {
    const { resolve, reject, parsers } = waiting.get(answer.id) ?? {}
    waiting.delete(answer.id)
    if ('error' in answer) reject?.(Object.assign(new Error(answer.error.message), answer.error))
    else
      resolve?.({
        rows: read(answer, parsers),
        affected: answer.affected ?? 0,
        command: answer.command ?? '',
        dump: answer.dump,
      })
  })
  return (request: Request, parsers?: Parsers) =>
    new Promise<Received>((resolve, reject) => {
      waiting.set(next, { resolve, reject, parsers })
      worker.postMessage({ ...request, id: next++ })
    })
}

/** Gives the columns the types that `pg` would give them; done here, since functions cannot cross to the worker. */
function read(
  {
    rows = [],
    fields = [],
  }: { rows?: Record<string, unknown>[]; fields?: { name: string; type: number }[] },
  parsers: Parsers = {},
) {
  const typed = fields.flatMap(({ name, type }) =>
    parsers[type] ? [{ name, parse: parsers[type] }] : [],
  )
  if (typed.length > 0)
    for (const row of rows)
      for (const { name, parse } of typed)
        if (typeof row[name] === 'string') row[name] = parse(row[name])
  return rows
}
