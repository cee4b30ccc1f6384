import { sql } from 'kysely'
import { type Db, one } from './db.ts'
import { boundOf, DATED, LAST, type Retention, read } from './retention.ts'
import { FACTS } from './unstored.ts'

/** What is kept, and when facts are taken away next because they are too old. */
export interface Upcoming extends Omit<Retention, 'closes_on'> {
  /** The day from which on something is taken away; null: nothing ever is. */
  next_on: string | null
  /** The first day of which facts are kept then. */
  next_from: string | null
}

/** Facts of a table that are too old to be kept. */
export interface TooOld {
  table: string
  rows: number
  /** Those of them that came when their weeks were closed already, so that no week counts them. */
  uncounted: number
}

/** With what that takes away, as the tables are now. */
export interface Outlook extends Upcoming {
  removes: TooOld[]
  /** Weeks of people that are to be counted before any can be closed. */
  weeks_waiting: number
}

/** Tells what the next day's work takes away because it is too old; reads the tables of facts whole. */
export async function outlook(db: Db, today: string): Promise<Outlook> {
  const next = await upcoming(db, today)
  const { weeks_waiting } = await one(
    db,
    sql<{ weeks_waiting: number }>`
      select count(*) as weeks_waiting from dirty_weeks d
      where d.week < ${next.next_from}::date and d.week >= coalesce(${next.kept_from}::date, '-infinity')
    `,
  )
  return { ...next, removes: await countOld(db, FACTS, next), weeks_waiting }
}

/** Facts of some kinds, written under an entry of the audit log, that are too old to be kept, with what becomes of them. */
export async function broughtTooOld(
  tx: Db,
  { kinds, entry, today }: { kinds: readonly string[]; entry: number; today: string },
): Promise<Upcoming & { facts: TooOld[] }> {
  const next = await upcoming(tx, today)
  const tables = new Set(kinds.flatMap((kind) => DATED[kind] ?? []))
  return { ...next, facts: await countOld(tx, [...tables], next, entry) }
}

async function upcoming(db: Db, today: string): Promise<Upcoming> {
  const { closes_on, ...set } = await read(db, today)
  const { months, kept_from } = set
  // what is before a closed week goes, even if all is to be kept from now on
  if (months === null || closes_on === null)
    return { ...set, next_on: kept_from && today, next_from: kept_from }
  const { next_from } = await one(
    db,
    sql<{ next_from: string }>`
      select greatest(${kept_from}::date, ${boundOf(closes_on, months)}) as next_from
    `,
  )
  return { ...set, next_on: closes_on, next_from }
}

async function countOld(
  db: Db,
  tables: readonly (typeof FACTS)[number][],
  { kept_from, next_from }: Upcoming,
  entry?: number,
): Promise<TooOld[]> {
  const found: TooOld[] = []
  for (const table of next_from === null ? [] : tables) {
    const counted = await one(
      db,
      sql<Omit<TooOld, 'table'>>`
        select count(*) as rows, count(*) filter (where ${LAST[table]} < ${kept_from}::date) as uncounted
        from ${sql.table(table)} t
        where ${LAST[table]} < ${next_from}::date
          and ${entry === undefined ? sql`true` : sql`t.changed_in = ${entry}`}
      `,
    )
    if (counted.rows > 0) found.push({ table, ...counted })
  }
  return found
}
