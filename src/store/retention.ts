import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import * as settings from './settings.ts'
import { FACTS } from './unstored.ts'

/** Rows that go, by table. */
interface Pruned {
  table: string
  rows: number
}

/** How long facts are kept, as it is set, and how far that has come. */
export interface Retention {
  /** null: for ever. */
  months: number | null
  /** Whether somebody has set it. */
  decided: boolean
  /** The first day of which facts are kept: weeks before are closed; null: none is. */
  kept_from: string | null
  /** The day from which on weeks are closed; null: none will be. */
  closes_on: string | null
}

/** Days after the first day's work in which a retention that nobody has set closes nothing. */
const NOTICE = 30

/** What is set, as it is on a day. */
export async function read(db: Db, today: string): Promise<Retention> {
  const { retention_months: months } = await settings.read(db)
  const { notice_until, ...row } = await one(
    db,
    sql<{ kept_from: string | null; decided: boolean; notice_until: string }>`
      select r.kept_from, coalesce(s.changed_in > 0, false) as decided,
        greatest(coalesce(r.begun_on, ${today}::date) + ${sql.lit(NOTICE)}, ${today}::date) as notice_until
      from retention r
      left join settings s on s.key = 'retention_months'
    `,
  )
  const closes_on = months === null ? null : row.decided ? today : notice_until
  return { months, ...row, closes_on }
}

/** The Monday before which facts are too old on a day, as SQL. */
export const boundOf = (day: string, months: number): RawBuilder<string> =>
  sql`date_trunc('week', ${day}::date - make_interval(months => ${months}))::date`

/** The last instant or day of which a fact `t` speaks. A pull request that is still open stays until it is closed. */
export const LAST: Readonly<Record<(typeof FACTS)[number], RawBuilder<unknown>>> = {
  pull_requests: sql`greatest(t.merged_at, t.closed_at)`,
  reviews: sql`t.submitted_at`,
  tool_days: sql`t.day`,
  workspace_starts: sql`t.at`,
  events: sql`t.at`,
  absences: sql`t.to_day - 1`,
  calendar_busy: sql`t.ends_at`,
  custom_facts: sql`t.day`,
}

/** Kinds of facts of days, as imports and sources bring them, with their tables. */
export const DATED: Readonly<Record<string, readonly (typeof FACTS)[number][]>> = {
  pull_requests: ['pull_requests', 'reviews'],
  reviews: ['reviews'],
  tool_days: ['tool_days'],
  workspace_starts: ['workspace_starts'],
  absences: ['absences'],
  calendar_busy: ['calendar_busy'],
  custom_facts: ['custom_facts'],
}

/**
 * Takes facts about people away that are older than the setting `retention_months`, in whole weeks, and the lines of imports
 * that brought them; weekly sums stay. Weeks before are closed from then on: nothing counts them anew. Gives what went. A
 * longer retention later brings nothing back by itself. One that nobody has set closes nothing
 * in the 30 days after the first call.
 */
export async function prune(tx: Db, today: string): Promise<Pruned[]> {
  await run(tx, sql`update retention r set begun_on = ${today}::date where r.begun_on is null`)
  const { months, closes_on } = await read(tx, today)
  if (months !== null && closes_on === today) await close(tx, today, months)
  const { kept_from } = await one(
    tx,
    sql<{ kept_from: string | null }>`select r.kept_from from retention r`,
  )
  if (kept_from === null) return []
  const pruned: Pruned[] = []
  const note = async (table: string, statement: RawBuilder<unknown>) => {
    const rows = await run(tx, statement)
    if (rows > 0) pruned.push({ table, rows })
  }
  for (const table of FACTS)
    await note(
      table,
      sql`delete from ${sql.table(table)} t where ${LAST[table]} < ${kept_from}::date`,
    )
  await note(
    'import_rows',
    sql`
      update import_rows r set fact = case when r.fact is not null then '{}'::jsonb end, raw = null
      from imports i
      where i.id = r.import_id and i.kind = any (${Object.keys(DATED)}::text[]) and i.created_at < ${kept_from}::date
        and (r.raw is not null or r.fact <> '{}')
    `,
  )
  await note(
    'import_changes',
    sql`
      delete from import_changes c
      using imports i
      where i.id = c.import_id and i.created_at < ${kept_from}::date and c.table_name = any (${[...FACTS]}::text[])
    `,
  )
  await skipClosed(tx)
  return pruned
}

/** Takes weeks off the queues that are closed: their facts are gone, and their sums stay. */
export async function skipClosed(tx: Db): Promise<void> {
  for (const table of ['dirty_weeks', 'dirty_custom_weeks'])
    await run(
      tx,
      sql`delete from ${sql.table(table)} d using retention r where d.week < r.kept_from`,
    )
}

/**
 * Closes the weeks before the months that are kept; never fewer than are closed already, and none before there is a fact to
 * take away: until then facts of years ago may come and be counted.
 */
async function close(tx: Db, today: string, months: number): Promise<void> {
  const bound = boundOf(today, months)
  const old = FACTS.map(
    (table) => sql`exists (select from ${sql.table(table)} t where ${LAST[table]} < ${bound})`,
  )
  await many(
    tx,
    sql`
      update retention r
      set kept_from = ${bound}
      where (r.kept_from is null or r.kept_from < ${bound})
        -- what is not counted yet is not closed: its sums are to stay
        and not exists (
          select from dirty_weeks d
          where d.week >= coalesce(r.kept_from, '-infinity') and d.week < ${bound}
        )
        and (${sql.join(old, sql` or `)})
    `,
  )
}
