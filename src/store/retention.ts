import { type RawBuilder, sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import * as settings from './settings.ts'
import { FACTS } from './unstored.ts'

/** Rows that go, by table. */
interface Pruned {
  table: string
  rows: number
}

/** How long facts are kept, as it is set, and how far that has come. */
export interface Retention extends Looked {
  /** null: for ever. */
  months: number | null
  /** Whether somebody has set it. */
  decided: boolean
  /** The first day of which facts are kept: weeks before are closed; null: none is. */
  kept_from: string | null
  /** The day from which on weeks are closed; null: none will be. */
  closes_on: string | null
  /** The first day of which facts are kept then; as now, where none will be. */
  next_from: string | null
}

/** How old the facts are that were written up to an entry of the audit log. */
interface Looked {
  /** The day on which the first of them ended; `infinity`: none has. */
  oldest: string
  looked_in: number
}

/** Days after the first day's work in which a retention that nobody has set closes nothing. */
const NOTICE = 30

/** What is set, as it is on a day. */
export async function read(db: Db, today: string): Promise<Retention> {
  const { retention_months: months } = await settings.read(db)
  const set = await one(
    db,
    sql<Omit<Retention, 'months'>>`
      select r.kept_from, r.oldest, r.looked_in, d.decided, c.closes_on,
        greatest(r.kept_from, date_trunc('week', c.closes_on - make_interval(months => ${months}::int))::date) as next_from
      from retention r
      left join settings s on s.key = 'retention_months'
      cross join lateral (select coalesce(s.changed_in > 0, false) as decided) d
      cross join lateral (
        select case
          when ${months}::int is null then null
          when d.decided then ${today}::date
          else greatest(coalesce(r.begun_on, ${today}::date) + ${sql.lit(NOTICE)}, ${today}::date)
        end as closes_on
      ) c
    `,
  )
  return { months, ...set }
}

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

/** Whether a fact `t` of a table ended before a day, as SQL that reads none which is known to be younger. */
export const endedBefore = (
  table: (typeof FACTS)[number],
  day: string,
  { oldest, looked_in }: Looked,
) =>
  sql<boolean>`${LAST[table]} < ${day}::date and ${oldest < day ? sql`true` : sql`t.changed_in > ${looked_in}`}`

/**
 * Takes facts about people away that are older than the setting `retention_months`, in whole weeks, and the lines of imports
 * that brought them; weekly sums stay. Weeks before are closed from then on: nothing counts them anew. Gives what went. A
 * longer retention later brings nothing back by itself. One that nobody has set closes nothing
 * in the 30 days after the first call. To be called beside nothing that writes facts.
 */
export async function prune(tx: Db, today: string): Promise<Pruned[]> {
  await run(tx, sql`update retention r set begun_on = ${today}::date where r.begun_on is null`)
  const before = await read(tx, today)
  const oldest = await look(tx, before)
  if (before.closes_on === today) await close(tx, before.next_from)
  const { kept_from } = await read(tx, today)
  if (kept_from === null) return []
  if (oldest >= kept_from) return []
  const pruned = await takeOld(tx, kept_from, before)
  await skipClosed(tx)
  await look(tx, before.oldest < kept_from ? { oldest: 'infinity', looked_in: 0 } : before)
  return pruned
}

/** Notes how old the oldest fact is, where that is known of those written up to an entry; gives its day. */
async function look(tx: Db, { oldest, looked_in }: Looked): Promise<string> {
  const since = FACTS.map(
    (table) =>
      sql`(select min(${LAST[table]})::date from ${sql.table(table)} t where t.changed_in > ${looked_in})`,
  )
  const noted = await one(
    tx,
    sql<{ oldest: string }>`
      update retention r
      set oldest = least(${oldest}::date, ${sql.join(since)}), looked_in = coalesce((select max(l.id) from audit_log l), 0)
      returning r.oldest
    `,
  )
  return noted.oldest
}

/** Has all facts looked at anew. To be called when some were written under an entry of before, as an undo does. */
export async function lookAnew(tx: Db): Promise<void> {
  await run(tx, sql`update retention set oldest = default, looked_in = default`)
}

async function takeOld(tx: Db, kept_from: string, looked: Looked): Promise<Pruned[]> {
  const pruned: Pruned[] = []
  const note = async (table: string, statement: RawBuilder<unknown>) => {
    const rows = await run(tx, statement)
    if (rows > 0) pruned.push({ table, rows })
  }
  for (const table of FACTS)
    await note(
      table,
      sql`delete from ${sql.table(table)} t where ${endedBefore(table, kept_from, looked)}`,
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
  return pruned
}

/** The first day of which facts are kept, as SQL; null: all are. */
export const KEPT_FROM: RawBuilder<string | null> = sql`(select r.kept_from from retention r)`

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
async function close(tx: Db, next_from: string | null): Promise<void> {
  await run(
    tx,
    sql`
      update retention r
      set kept_from = ${next_from}::date
      where coalesce(r.kept_from, '-infinity') < ${next_from}::date and r.oldest < ${next_from}::date
        -- what is not counted yet is not closed: its sums are to stay
        and not exists (
          select from (select d.week from dirty_weeks d union all select d.week from dirty_custom_weeks d) d
          where d.week >= coalesce(r.kept_from, '-infinity') and d.week < ${next_from}::date
        )
    `,
  )
}
