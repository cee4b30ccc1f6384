import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database that a test file is run on: those of the projects `pglite` and `postgres` run on each. */
    database: 'pglite' | 'postgres'
    /** Address of the database `postgres` as a superuser; only in the project `postgres`. */
    postgresUrl: string
  }
}

/**
 * Provides `postgresUrl` to the tests: the server of TEST_DATABASE_URL where that is set, else one
 * that is started for this run and gone after it.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // biome-ignore lint/style/noProcessEnv: a setting of the tests, not of the program
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    await checkServer(given)
    project.provide('postgresUrl', given)
    return undefined
  }
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}

async function checkServer(url: string) {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ able: boolean }>(
      `select current_setting('server_version_num')::int >= 150000 and r.rolsuper as able
      from pg_roles r
      where r.rolname = current_user`,
    )
    if (!rows[0]?.able)
      throw new Error('it must be PostgreSQL 15 or later, and the login a superuser')
  } catch (cause) {
    throw new Error(`The server of TEST_DATABASE_URL cannot be used: ${cause}`, { cause })
  } finally {
    await client.end()
  }
}
