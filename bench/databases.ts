import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, many, openEmbedded, openPostgres } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../test/postgres-server.ts'
import type { Circumstances } from './bench.ts'

/** Settings without which the numbers of a server mean little. */
const TELLING = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'work_mem',
  'max_wal_size',
]

/** A server of the bench's own, with one migrated database in it. */
export interface Server {
  database: Database
  /** Address of that database. */
  url: string
  /** Makes another migrated database, which is gone with the server; its address. */
  another(name: string): Promise<string>
}

/** Starts PostgreSQL, new and empty, for a piece of work; says how it is set. */
export async function onServer<T>(
  { say }: Circumstances,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const { url, stop } = await startPostgres()
  const admin = await openPostgres(url, { connections: 1 })
  const another = async (name: string) => {
    await admin.query(`create database ${name}`)
    const address = new URL(url)
    address.pathname = `/${name}`
    const database = await openPostgres(address.href, { connections: 1 })
    await migrate(database).finally(() => database.close())
    return address.href
  }
  try {
    say('PostgreSQL', await settingsOf(admin))
    const own = await another('bench')
    const database = await openPostgres(own)
    return await work({ database, url: own, another }).finally(() => database.close())
  } finally {
    await admin.close()
    await stop()
  }
}

/** A new embedded database with its tables, in a folder or in memory. */
export async function openNew(where: { folder?: string }): Promise<Database> {
  const database = await openEmbedded(where)
  await migrate(database)
  return database
}

async function settingsOf({ db }: Database): Promise<string> {
  const rows = await many(
    db,
    sql<{ name: string; value: string }>`
      select t.name, current_setting(t.name) as value
      from unnest(${TELLING}::text[]) with ordinality as t(name, n)
      order by t.n
    `,
  )
  return rows.map(({ name, value }) => `${name} ${value}`).join(', ')
}

/** A folder for a piece of work, gone after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'facet-bench-'))
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }))
}
