import { type RawBuilder, sql } from 'kysely'
import { type Database, type Db, run, transaction } from '../src/store/db.ts'
import { FIRST_WEEK, fillPeople } from './people.ts'

/** People who have each so many pull requests, spread over so many weeks. */
export interface Extent {
  people: number
  weeks: number
  pulls: number
}

/** Fills an empty database with people and what they did; all weeks wait to be counted. */
export async function fillWork({ db }: Database, extent: Extent): Promise<void> {
  await transaction(db, async (tx) => {
    await fillPeople(tx, extent.people)
    await fillFacts(tx, extent)
  })
}

/** Adds to the people of `fillPeople` pull requests, a review of each by the next person, and two days of Coder a week; all weeks wait to be counted. */
async function fillFacts(tx: Db, { people, weeks, pulls }: Extent): Promise<void> {
  const days = sql`(7 * (k * ${weeks}::int / ${pulls}::int) + (n + k) % 5)`
  const pulled = sql`generate_series(1, ${people}::int) n cross join generate_series(0, ${pulls - 1}::int) k cross join lateral (select ${MORNING} + ${days} * interval '1 day' as at) o`
  const everyWeek = sql`generate_series(1, ${people}::int) n cross join generate_series(0, ${weeks - 1}::int) w`
  const statements = [
    sql`
      insert into accounts (id, source, key, username, user_id, link, created_in, changed_in) overriding system value
      select 2 * n + s.i, s.source, 'p' || n, 'p' || n, n, 'username', 1, 1
      from generate_series(1, ${people}::int) n
      cross join (values (0, 'github'), (1, 'coder')) s(i, source)
    `,
    sql`
      insert into repos (id, source, name, created_in, changed_in) overriding system value
      select n, 'github', 'org/repo' || n, 1, 1 from generate_series(1, 100) n
    `,
    ...pullRequests(people, pulled, sql`n * ${pulls}::int + k`),
    sql`
      insert into tool_days (account_id, tool, day, minutes, created_in, changed_in)
      select 2 * n + 1, 'Coder', ${FIRST_WEEK}::date + 7 * w + d, 90, 1, 1
      from ${everyWeek}
      cross join generate_series(0, 1) d
    `,
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
      select s.source, s.subject, s.tool, ${FIRST_WEEK}::date, ${FIRST_WEEK}::date + 7 * ${weeks}::int, 1, 1
      from (values ('github', 'pull_requests', null), ('github', 'reviews', null), ('coder', 'tool_days', 'Coder')) s(source, subject, tool)
    `,
    sql`insert into dirty_weeks (user_id, week) select n, ${FIRST_WEEK}::date + 7 * w from ${everyWeek}`,
  ]
  for (const statement of statements) await run(tx, statement)
}

/** Adds what a Friday brings: of everybody a pull request that was merged, the review of one, and a day of Coder. */
export async function fillDay(tx: Db, { people, weeks, pulls }: Extent): Promise<void> {
  const day = sql`${FIRST_WEEK}::date + 7 * ${weeks}::int - 3`
  const pulled = sql`generate_series(1, ${people}::int) n cross join lateral (select ${MORNING} + (7 * ${weeks}::int - 4) * interval '1 day' as at) o`
  const statements = [
    ...pullRequests(people, pulled, sql`(${people}::int + 2) * ${pulls}::int + n`),
    sql`
      insert into tool_days (account_id, tool, day, minutes, created_in, changed_in)
      select 2 * n + 1, 'Coder', ${day}, 90, 1, 1 from generate_series(1, ${people}::int) n
    `,
    sql`insert into dirty_weeks (user_id, week) select n, ${FIRST_WEEK}::date + 7 * ${weeks - 1}::int from generate_series(1, ${people}::int) n`,
  ]
  for (const statement of statements) await run(tx, statement)
}

const MORNING = sql`${`${FIRST_WEEK}T09:00:00Z`}::timestamptz`

/** Pull requests of person `n` opened at `o.at`, and their reviews. */
function pullRequests(people: number, pulled: RawBuilder<unknown>, number: RawBuilder<unknown>) {
  return [
    sql`
      insert into pull_requests (
        account_id, repo_id, number, title, opened_at, first_review_at, approved_at, merged_at, additions, deletions,
        created_in, changed_in
      )
      select 2 * n, 1 + n % 100, ${number}, 'Change ' || ${number}, o.at, o.at + interval '3 hours', o.at + interval '20 hours',
        o.at + interval '1 day', n % 300, ${number} % 100, 1, 1
      from ${pulled}
    `,
    sql`
      insert into reviews (account_id, repo_id, number, submitted_at, state, created_in, changed_in)
      select 2 * (1 + n % ${people}::int), 1 + n % 100, ${number}, o.at + interval '3 hours', 'approved', 1, 1
      from ${pulled}
    `,
  ]
}
