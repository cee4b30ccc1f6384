import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import * as settings from './settings.ts'
import { FACTS } from './unstored.ts'

/** Rows that go, by table. */
interface Pruned {
  table: string
  rows: number
}

/** The last instant or day of which a fact `t` speaks. A pull request that is still open stays until it is closed. */
const LAST: Readonly<Record<(typeof FACTS)[number], RawBuilder<unknown>>> = {
  pull_requests: sql`greatest(t.merged_at, t.closed_at)`,
  reviews: sql`t.submitted_at`,
  tool_days: sql`t.day`,
  workspace_starts: sql`t.at`,
  events: sql`t.at`,
  absences: sql`t.to_day - 1`,
  calendar_busy: sql`t.ends_at`,
  custom_facts: sql`t.day`,
}

/** Kinds of imports whose lines are facts of days. */
const DATED = ['pull_requests', 'reviews', 'tool_days', 'absences', 'calendar_busy', 'custom_facts']

/**
 * Takes facts about people away that are older than the setting `retention_months`, in whole weeks, and the lines of imports
 * that brought them; weekly sums stay. Weeks before are closed from then on: nothing counts them anew. Gives what went. A
 * longer retention later brings nothing back by itself.
 */
export async function prune(tx: Db, today: string): Promise<Pruned[]> {
  const { retention_months } = await settings.read(tx)
  if (retention_months !== null) await close(tx, today, retention_months)
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
      where i.id = r.import_id and i.kind = any (${DATED}::text[]) and i.created_at < ${kept_from}::date
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

/** Closes the weeks before the months that are kept; never fewer than are closed already. */
async function close(tx: Db, today: string, months: number): Promise<void> {
  await many(
    tx,
    sql`
      update retention r
      set kept_from = greatest(r.kept_from, date_trunc('week', ${today}::date - make_interval(months => ${months}))::date)
      where (
          r.kept_from is null
          or r.kept_from < date_trunc('week', ${today}::date - make_interval(months => ${months}))::date
        )
        -- what is not counted yet is not closed: its sums are to stay
        and not exists (
          select from dirty_weeks d
          where d.week >= coalesce(r.kept_from, '-infinity')
            and d.week < date_trunc('week', ${today}::date - make_interval(months => ${months}))::date
        )
    `,
  )
}
