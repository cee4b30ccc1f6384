import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '../src/store/db.ts'
import { files, migrate, read } from '../src/store/migrate.ts'
import { openPglite } from '../src/store/pglite.ts'

/** What a test file holds: an empty, migrated database of its own, gone after it. */
export interface Held {
  database: Database
}

/**
 * Opens a database for the test file that calls it: the embedded one, or one on the PostgreSQL server, as its project says.
 * To be called at the top of the file; `held.database` is there from the first test on.
 */
export function testDatabase(): Held {
  const held = {} as Held
  let dispose = async () => {}
  beforeAll(async () => {
    const opened = await openTestDatabase()
    held.database = opened.database
    dispose = opened.dispose
  })
  afterAll(() => dispose())
  return held
}

interface TestDatabase extends Held {
  /** Address of a database on the server; none of an embedded one. */
  url?: string
  /** Takes away what stays when the database is closed. */
  drop(): Promise<void>
  /** Closes it and takes it away. */
  dispose(): Promise<void>
}

/** The same for a test that needs several databases, or one for a part of its course. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return inject('database') === 'postgres' ? clone(inject('postgresUrl')) : restore()
}

async function restore() {
  const database = await openEmbedded({ dump: await dump() })
  return { database, drop: async () => {}, dispose: () => database.close() }
}

let dumped: Promise<Uint8Array> | undefined

/** An empty, migrated data folder, made once a worker: to start from it takes a fraction of making one. */
function dump(): Promise<Uint8Array> {
  dumped ??= (async () => {
    const { pool, exec, query, close, dump } = await openPglite({}, {})
    const { Kysely, PostgresDialect } = await import('kysely')
    await migrate({ db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), exec })
    await query('checkpoint')
    const bytes = await dump()
    await close()
    return bytes
  })()
  return dumped
}

async function clone(server: string) {
  const template = await ensureTemplate(server)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`))
  const url = addressOf(server, name)
  const database = await openPostgres(url)
  const drop = () =>
    onServer(server, async (client) => {
      await client.query(`drop database ${name} with (force)`)
    })
  const dispose = async () => {
    await database.close()
    await drop()
  }
  return { database, url, drop, dispose }
}

/** Named by the migrations, so that a server that is kept does not keep an older one. */
const TEMPLATE = `facet_${createHash('sha256').update(files().map(read).join()).digest('hex').slice(0, 16)}`

/** The migrated template, made by the first worker that asks while the others wait for it. */
function ensureTemplate(server: string): Promise<string> {
  return onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(7023099)')
    const { rows } = await client.query('select from pg_database where datname = $1', [TEMPLATE])
    if (rows.length > 0) return TEMPLATE
    const making = `${TEMPLATE}_making`
    await client.query(`drop database if exists ${making}`)
    await client.query(`create database ${making}`)
    const database = await openPostgres(addressOf(server, making), { connections: 1 })
    await migrate(database)
    await database.close()
    await client.query(`alter database ${making} rename to ${TEMPLATE}`)
    return TEMPLATE
  })
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  return work(client).finally(() => client.end())
}

function addressOf(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
