import { sql } from 'kysely'
import { writePeriods } from '../src/metrics/write-periods.ts'
import { dayAfter, type Period } from '../src/model/index.ts'
import { random } from '../src/stats/random.ts'
import { type Database, run, transaction } from '../src/store/db.ts'
import * as given from './given.ts'

/** The Monday on which studies of a test begin, four days after `given.NOW`'s week began. */
export const FROM = '2026-03-09'
/** The day on which they end. */
export const TO = '2026-05-04'
/** A moment after the end. */
export const AFTER = new Date('2026-05-04T12:00:00Z')

interface World {
  teams?: number
  size?: number
  seed?: number
  /** Weeks that are known. */
  period?: Period
}

/** Teams in two divisions with developers of five levels, who merged pull requests in every week known. */
export async function studyWorld(
  database: Database,
  { teams = 24, size = 6, seed = 1, period = { from: '2025-06-02', to: TO } }: World = {},
): Promise<void> {
  const facts = Array.from({ length: teams * size }, (_, i) => {
    const team = i % teams
    return {
      email: `dev${i}@example.com`,
      name: `Dev ${i}`,
      writes_code: true,
      team: `${team % 2 ? 'North' : 'South'} / Team ${team}`,
      attributes: { Level: [`L${1 + ((i * 7) % 5)}`] },
    }
  })
  await given.people(database, facts)
  await fillWeeks(database, seed, period)
  await run(
    database.db,
    sql`
      insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
      values ('github', 'pull_requests', ${period.from}, ${period.to}, 1, 1)
    `,
  )
}

/** Weeks in which each person has a pace of their own, that of their team, and chance. */
async function fillWeeks({ db }: Database, seed: number, { from, to }: Period) {
  const r = random(seed)
  const own = Array.from({ length: 1_000 }, () => r.normal(6, 1.5))
  const teams = Array.from({ length: 1_000 }, () => r.normal(0, 0.6))
  const weeks: string[] = []
  for (let week = from; week < to; week = dayAfter(week, 7)) weeks.push(week)
  const { rows } = await sql<{ id: number; team: number }>`
    select tm.user_id as id, tm.team_id as team from team_members tm order by 1
  `.execute(db)
  const all = rows.flatMap(({ id, team }) =>
    weeks.map((week) => ({
      user_id: id,
      week,
      merged: Math.max(
        0,
        Math.round((own[id % 1_000] ?? 0) + (teams[team % 1_000] ?? 0) + r.normal(0, 2)),
      ),
    })),
  )
  await run(
    db,
    sql`
      insert into user_weeks (user_id, week, scheduled_days, code_days, prs_merged, prs_sized, prs_large, size_ln)
      select a.user_id, a.week, 5, 5, a.merged, 10, (a.user_id + a.merged) % 3,
        10 * round(ln(1.1) * (40.5 + a.user_id % 20) * 1e9)::bigint
      from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) a(user_id bigint, week date, merged int)
    `,
  )
  // the buckets of these sizes, of 47 to 290 lines
  await run(
    db,
    sql`
      insert into user_week_buckets (user_id, week, size)
      select w.user_id, w.week, decode(repeat(to_hex((168 + w.user_id % 20)::int), 10), 'hex') from user_weeks w
    `,
  )
  await transaction(db, (tx) => writePeriods(tx, sql`user_weeks`))
}

/** Takes everything of a test away. */
export async function emptyStudies({ db }: Database): Promise<void> {
  await run(
    db,
    sql`
      truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, user_documents, accounts, attributes, attribute_options, coverage, imports,
        teams, team_members, studies, releases, released_groups, released_answers, dirty_weeks, user_weeks, user_week_buckets, user_periods,
        user_period_buckets, user_buckets cascade
    `,
  )
}

/** Takes studies and their attributes away, and leaves the people. */
export async function forgetStudies({ db }: Database): Promise<void> {
  const theirs = sql`(select n.id from attributes n where n.name like 'Study%')`
  await run(db, sql`delete from studies`)
  await run(db, sql`delete from user_attributes a where a.attribute_id in ${theirs}`)
  await run(db, sql`delete from attribute_options a where a.attribute_id in ${theirs}`)
  await run(db, sql`delete from attributes n where n.name like 'Study%'`)
}
