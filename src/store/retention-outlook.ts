import { sql } from 'kysely'
import { type Db, one } from './db.ts'
import { DATED, endedBefore, LAST, type Retention, read } from './retention.ts'
import { FACTS } from './unstored.ts'

/** What is kept, and when facts are taken away next because they are too old. */
export interface Upcoming
  extends Pick<Retention, 'months' | 'decided' | 'kept_from' | 'next_from'> {
  /** The day from which on something is taken away; null: nothing ever is. */
  next_on: string | null
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

/** Tells what the next day's work takes away because it is too old. */
export async function outlook(db: Db, today: string): Promise<Outlook> {
  const set = await read(db, today)
  const { weeks_waiting } = await one(
    db,
    sql<{ weeks_waiting: number }>`
      select count(*) as weeks_waiting from dirty_weeks d
      where d.week < ${set.next_from}::date and d.week >= coalesce(${set.kept_from}::date, '-infinity')
    `,
  )
  return { ...upcoming(set, today), removes: await countOld(db, FACTS, set), weeks_waiting }
}

/** Facts of some kinds, written under an entry of the audit log, that are too old to be kept, with what becomes of them. */
export async function broughtTooOld(
  tx: Db,
  { kinds, entry, today }: { kinds: readonly string[]; entry: number; today: string },
): Promise<Upcoming & { facts: TooOld[] }> {
  const set = await read(tx, today)
  const tables = new Set(kinds.flatMap((kind) => DATED[kind] ?? []))
  const its = { ...set, oldest: 'infinity', looked_in: entry - 1 }
  return { ...upcoming(set, today), facts: await countOld(tx, [...tables], its) }
}

function upcoming(
  { months, decided, kept_from, closes_on, next_from }: Retention,
  today: string,
): Upcoming {
  // what is before a closed week goes, even if all is to be kept from now on
  return { months, decided, kept_from, next_on: closes_on ?? (kept_from && today), next_from }
}

async function countOld(
  db: Db,
  tables: readonly (typeof FACTS)[number][],
  { kept_from, next_from, ...looked }: Retention,
): Promise<TooOld[]> {
  const found: TooOld[] = []
  if (next_from === null) return found
  for (const table of tables) {
    const counted = await one(
      db,
      sql<Omit<TooOld, 'table'>>`
        select count(*) as rows, count(*) filter (where ${LAST[table]} < ${kept_from}::date) as uncounted
        from ${sql.table(table)} t
        where ${endedBefore(table, next_from, looked)}
      `,
    )
    if (counted.rows > 0) found.push({ table, ...counted })
  }
  return found
}
