import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type Database, many, maybeOne } from './db.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database to the newest schema: each numbered file of migrations/ that it has not had yet, in order, each
 * in a transaction of its own. Several servers may start at once: the first takes the ledger, the others wait for it.
 * Gives the names of the files that it ran. Of a backup that is older, only those that are `wanted`.
 */
export async function migrate(
  { db, exec }: Pick<Database, 'db' | 'exec'>,
  wanted: readonly string[] = files(),
): Promise<string[]> {
  const ran: string[] = []
  for (const name of await pending(db)) {
    if (!wanted.includes(name)) continue
    if (await ranHere(exec, inLedger(name, read(name)))) ran.push(name)
  }
  return ran
}

/** False when another server ran the file while this one waited. */
async function ranHere(exec: Database['exec'], text: string): Promise<boolean> {
  try {
    await exec(text)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'FA001') return false
    throw error
  }
}

/** The files that the database has not had yet, in order. */
export async function pending(db: Database['db']): Promise<string[]> {
  const ledger = await maybeOne(
    db,
    sql<{ there: boolean }>`select to_regclass('migrations') is not null as there`,
  )
  if (!ledger?.there) return files()
  const done = await many(db, sql<{ name: string }>`select m.name from migrations m`)
  const names = new Set(done.map(({ name }) => name))
  return files().filter((name) => !names.has(name))
}

/** All migrations, in order. */
export function files(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
}

/** The statements of one migration. */
export function read(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8')
}

/** One text, since it goes through the simple protocol; the entry comes first, so that a second server waits on it. */
function inLedger(name: string, text: string): string {
  return `begin;
    select pg_advisory_xact_lock(7023001);
    create table if not exists migrations (name text primary key, at timestamptz not null default now());
    do $facet$ begin
      if exists (select from migrations where name = '${name}') then
        raise exception 'facet: % was run meanwhile', '${name}' using errcode = 'FA001';
      end if;
    end $facet$;
    insert into migrations (name) values ('${name}');
    ${text}
    commit;`
}
