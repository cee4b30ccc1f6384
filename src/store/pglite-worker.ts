import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

/** What the thread is asked. */
export type Request =
  | { type: 'open' }
  | { type: 'close' }
  | { type: 'dump' }
  | { type: 'exec'; text: string }
  | { type: 'query'; text: string; values: unknown[] }

/** What it answers; the error keeps PostgreSQL's code, so that a conflict can be told from a fault. */
export type Answer = { id: number } & (
  | { error: { message: string; code?: string; detail?: string; constraint?: string } }
  | {
      rows?: Record<string, unknown>[]
      fields?: { name: string; type: number }[]
      affected?: number
      command?: string
      dump?: Uint8Array
    }
)

/** The compiled code of PGlite and of what makes its empty database, under PGlite's names for them. */
export type Modules = Required<Pick<PGliteOptions, 'pgliteWasmModule' | 'initdbWasmModule'>>

export interface Settings {
  folder?: string
  dump?: Uint8Array
  /** Types that travel as text, to be read on the other side. */
  parsed: string[]
  modules: Modules
}

const { folder, dump, parsed, modules } = workerData as Settings
const parsers = Object.fromEntries(parsed.map((type) => [type, (text: string) => text]))
let database: PGlite | undefined

parentPort?.on('message', async (request: Request & { id: number }) => {
  const { id } = request
  try {
    parentPort?.postMessage({ id, ...(await answer(request)) })
  } catch (error) {
    const { message, code, detail, constraint } = error as Error & {
      code?: string
      detail?: string
      constraint?: string
    }
    parentPort?.postMessage({ id, error: { message, code, detail, constraint } })
  }
})

async function answer(request: Request): Promise<Omit<Extract<Answer, { rows?: unknown }>, 'id'>> {
  if (request.type === 'open') {
    database = await PGlite.create(settings())
    return {}
  }
  if (!database) throw new Error('The embedded database is not open.')
  switch (request.type) {
    case 'close':
      await database.close()
      return {}
    case 'exec':
      return { rows: (await database.exec(request.text)).flatMap(({ rows }) => rows) }
    case 'dump':
      return { dump: new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer()) }
    case 'query':
      return query(database, request.text, request.values)
  }
}

function settings(): PGliteOptions {
  const loadDataDir = dump && new Blob([new Uint8Array(dump)])
  return {
    parsers,
    ...modules,
    ...(folder && { dataDir: folder }),
    ...(loadDataDir && { loadDataDir }),
  }
}

async function query(pglite: PGlite, text: string, values: unknown[]) {
  const { rows, fields, affectedRows } = await pglite.query<Record<string, unknown>>(text, values)
  return {
    rows,
    fields: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
    affected: affectedRows ?? 0,
    command: commandOf(text, fields.length),
  }
}

/** What a statement does, by which its rows are counted: one that begins with a query of its own and gives no columns writes. */
function commandOf(text: string, columns: number): string {
  const word = text.trimStart().slice(0, 6).toUpperCase()
  return word.startsWith('WITH') && columns === 0 ? 'UPDATE' : word
}
