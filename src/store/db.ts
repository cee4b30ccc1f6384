import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, type PostgresPool, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { openPglite, type PgliteOptions } from './pglite.ts'

/**
 * The database, or a transaction in it. Every statement is written with Kysely's `sql` tag: one query language,
 * as psql would show it, so there is no table of types beside the migrations.
 */
export type Db = Kysely<unknown>

/** An open database: one dialect, whether embedded or a server. */
export interface Database {
  db: Db
  kind: 'pglite' | 'postgres'
  /** Runs several statements, without parameters; the rows of all. What they began and did not finish is rolled back. */
  exec(text: string): Promise<{ rows: unknown[] }>
  /**
   * For the queue, which brings its own statements, and for one that is asked thousands of times a second: with a name, which
   * must stand for one text alone, a server prepares it once a connection.
   */
  query(text: string, values?: unknown[], name?: string): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}

const { builtins } = pg.types
/**
 * int8 and numeric as numbers, days as text: the same on both databases. Bytes are read here, not by PGlite, which takes ten times
 * as long for it.
 */
export const PARSERS: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
  [builtins.DATE]: (text) => text,
  [builtins.BYTEA]: (text) => Buffer.from(text.slice(2), 'hex'),
  [builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
}

/** Opens PostgreSQL at `url`. Throws `database_unavailable` when nobody answers there. */
export async function openPostgres(url: string, { connections = 10 } = {}): Promise<Database> {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      PARSERS[id] ?? pg.types.getTypeParser(id, format ?? 'text'),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: types as pg.CustomTypesConfig,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced; the next query says so if it cannot be
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    const reason =
      error instanceof Error ? error.message.replaceAll(url, 'the database') : 'no answer'
    throw new AppError(
      'database_unavailable',
      `PostgreSQL cannot be reached: ${reason}. Check DATABASE_URL.`,
      {},
      error,
    )
  }
  return {
    db: kysely(pool as unknown as PostgresPool),
    kind: 'postgres',
    exec: (text) => execOn(pool, text),
    query: (text, values, name) => pool.query({ text, values, name }),
    close: () => pool.end(),
  }
}

async function execOn(pool: pg.Pool, text: string) {
  const client = await pool.connect()
  try {
    const results: pg.QueryResult | pg.QueryResult[] = await client.query(text)
    return { rows: [results].flat().flatMap(({ rows }) => rows) }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Opens the embedded database; its folder is locked for this process. Throws `database_locked`. */
export async function openEmbedded(options: PgliteOptions): Promise<Database> {
  const { pool, exec, query, close } = await openPglite(options, PARSERS)
  return { db: kysely(pool), kind: 'pglite', exec, query, close }
}

const inTransaction = new AsyncLocalStorage<true>()

/**
 * Runs `work` in one transaction, rolled back when it throws. The outer `db` must not be used inside: on the
 * embedded database, which has one connection, it would wait for ever, so it throws on both.
 */
export function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute((tx) => inTransaction.run(true, () => work(tx)))
}

/**
 * Prepares a transaction for statements over all lines of a file: memory in which to sort and hash them, no compiling of
 * plans, which takes longer than they do, and small samples of the staged rows, whose columns are plain.
 */
export async function prepareForBulk(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      select set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
        set_config('enable_mergejoin', 'off', true), set_config('default_statistics_target', '10', true)
    `,
  )
}

/** How long a statement of a report may take on a server; the embedded database knows no such limit. */
const READ_LIMIT = '30s'

/** A transaction that cannot write and sees one state of the data; on a server its statements are bounded in time. */
export function readOnly<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  return db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute((tx) =>
      inTransaction.run(true, async () => {
        await sql`set local statement_timeout = ${sql.lit(READ_LIMIT)}`.execute(tx)
        return work(tx)
      }),
    )
}

/** Does several works at the same time, each with transactions of its own; within a transaction one after the other. */
export async function together<T extends unknown[]>(
  db: Db,
  works: { [Place in keyof T]: (db: Db) => Promise<T[Place]> },
): Promise<T> {
  if (!db.isTransaction) return Promise.all(works.map((work) => work(db))) as Promise<T>
  const done: unknown[] = []
  for (const work of works) done.push(await work(db))
  return done as T
}

function kysely(pool: PostgresPool): Db {
  const guarded: PostgresPool = {
    connect: () => {
      if (inTransaction.getStore())
        throw new Error('Inside a transaction use its tx, not the outer db.')
      return pool.connect()
    },
    end: () => pool.end(),
    options: pool.options,
  }
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: guarded }) })
}

/** All rows of a statement. */
export async function many<Row>(db: Db, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(db)).rows
}

/** The one row of a statement that always has one. */
export async function one<Row>(db: Db, query: RawBuilder<Row>): Promise<Row> {
  const { rows } = await query.execute(db)
  if (rows[0] === undefined) throw new Error('A statement that always gives a row gave none.')
  return rows[0]
}

/** The first row of a statement, if there is one. */
export async function maybeOne<Row>(db: Db, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(db)).rows[0]
}

/** Runs a statement for its effect and gives the number of rows that it touched. */
export async function run(db: Db, query: RawBuilder<unknown>): Promise<number> {
  return Number((await query.execute(db)).numAffectedRows ?? 0)
}
