import { sql } from 'kysely'
import { rollup as count } from '../src/metrics/rollup.ts'
import { type Database, type Db, openEmbedded, run, transaction } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import type { Bench, Circumstances } from './bench.ts'
import { onServer } from './databases.ts'
import { duration, timed, whole } from './measure.ts'
import { FIRST_WEEK, WEEKS } from './weeks.ts'

export const rollup: Bench = {
  name: 'rollup',
  summary: 'a year of facts made into weekly numbers, from nothing',
  async run(circumstances) {
    await onServer(circumstances, ({ database }) => measure(circumstances, database, 10_000))
    const embedded = await openEmbedded({})
    await migrate(embedded)
    circumstances.say('Embedded database, in memory')
    await measure(circumstances, embedded, 1_000).finally(() => embedded.close())
    return []
  },
}

async function measure(
  { small, say }: Circumstances,
  database: Database,
  size: number,
): Promise<void> {
  const people = small ? size / 10 : size
  await transaction(database.db, (tx) => fillFacts(tx, people))
  await run(database.db, sql`vacuum analyze`)
  let weeks = 0
  const ms = await timed(async () => {
    weeks = await count(database)
  })
  say('people, weeks of people', `${whole(people)}, ${whole(weeks)}`)
  say('counted in', `${duration(ms)}, ${whole((1000 * weeks) / ms)} weeks of people/s`)
}

/** A pull request and a review a week and person, and two days of use. */
async function fillFacts(tx: Db, people: number): Promise<void> {
  const start = sql`${`${FIRST_WEEK}T09:00:00Z`}::timestamptz`
  const everyWeek = sql`generate_series(1, ${people}::int) n cross join generate_series(0, ${WEEKS - 1}::int) w`
  const statements = [
    sql`
      insert into users (id, email, name, created_in, changed_in) overriding system value
      select n, 'person' || n || '@example.com', 'Person ' || n, 1, 1 from generate_series(1, ${people}::int) n
    `,
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
    sql`
      insert into pull_requests (
        account_id, repo_id, number, title, opened_at, first_review_at, approved_at, merged_at, additions, deletions,
        created_in, changed_in
      )
      select 2 * n, 1 + n % 100, n * ${WEEKS}::int + w, 'Change ' || n || ' ' || w, o.at, o.at + interval '3 hours',
        o.at + interval '20 hours', o.at + interval '1 day', n % 300, w, 1, 1
      from ${everyWeek}
      cross join lateral (select ${start} + w * interval '7 days' + n % 3 * interval '1 day' as at) o
    `,
    sql`
      insert into reviews (account_id, repo_id, number, submitted_at, state, created_in, changed_in)
      select 2 * (1 + n % ${people}::int), 1 + n % 100, n * ${WEEKS}::int + w, ${start} + w * interval '7 days' + interval '3 hours',
        'approved', 1, 1
      from ${everyWeek}
    `,
    sql`
      insert into tool_days (account_id, tool, day, minutes, created_in, changed_in)
      select 2 * n + 1, 'Coder', ${FIRST_WEEK}::date + 7 * w + d, 90, 1, 1
      from ${everyWeek}
      cross join generate_series(0, 1) d
    `,
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
      select s.source, s.subject, s.tool, ${FIRST_WEEK}::date, ${FIRST_WEEK}::date + 7 * ${WEEKS}::int, 1, 1
      from (values ('github', 'pull_requests', null), ('github', 'reviews', null), ('coder', 'tool_days', 'Coder')) s(source, subject, tool)
    `,
    sql`insert into dirty_weeks (user_id, week) select n, ${FIRST_WEEK}::date + 7 * w from ${everyWeek}`,
  ]
  for (const statement of statements) await run(tx, statement)
}
