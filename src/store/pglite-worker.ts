import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

/** What the thread is asked. */
export type Request =
  | { type: 'open' | 'close' | 'dump' }
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

interface Settings {
  folder?: string
  dump?: Uint8Array
  /** Types that travel as text, to be read on the other side. */
  parsed: string[]
}

const { folder, dump, parsed } = workerData as Settings
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

async function answer(request: Request) {
  if (request.type === 'open') {
    database = await PGlite.create({
      dataDir: folder,
      parsers,
      ...(dump && { loadDataDir: new Blob([dump as BlobPart]) }),
    } as PGliteOptions)
    return {}
  }
  if (!database) throw new Error('The embedded database is not open.')
  if (request.type === 'close') return void (await database.close()) ?? {}
  if (request.type === 'exec') return void (await database.exec(request.text)) ?? {}
  if (request.type === 'dump')
    return { dump: new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer()) }
  const { rows, fields, affectedRows } = await database.query<Record<string, unknown>>(
    request.text,
    request.values,
  )
  return {
    rows,
    fields: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
    affected: affectedRows,
    command: request.text.trimStart().slice(0, 6).toUpperCase(),
  }
}
