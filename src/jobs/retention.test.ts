import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { rollup } from '../metrics/rollup.ts'
import { many, one, run } from '../store/db.ts'
import { doDay } from './daily.ts'
import { recompute } from './usage-levels.ts'

const { held, call } = testApp()
const account = { username: 'ada', email: 'ada@example.com' }
/** A week that is older than 25 months on the day of the tests, and one that is not. */
const [OLD, NEW] = ['2024-01-08', '2026-02-16']

beforeAll(async () => {
  const { database } = held
  await given.people(database, [{ email: 'ada@example.com', github_username: 'ada' }])
  await call('settings.update', { retention_months: null })
  await importFacts(database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [OLD, NEW].map((day, n) => ({
      repo: 'a/b',
      number: n + 1,
      account,
      opened_at: `${day}T10:00:00Z`,
      merged_at: `${day}T12:00:00Z`,
    })),
    options: { from: OLD, to: '2026-02-23' },
  })
  await importFacts(database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [OLD, NEW].map((day) => ({ account, tool: 'Coder', day, minutes: 60 })),
    options: { from: OLD, to: '2026-02-23' },
  })
  await rollup(database)
  await recompute(database, given.NOW)
})

const sums = () =>
  many(
    held.database.db,
    sql<{ row: string }>`
      select w::text as row from user_weeks w union all select t::text from user_tool_weeks t
      union all select b::text from user_week_buckets b
      union all select (ua.user_id, ua.attribute_id, ua.value, ua.valid_from, ua.valid_to)::text from user_attributes ua
      order by 1
    `,
  )
const facts = () =>
  one<{ pulls: number; days: number }>(
    held.database.db,
    sql`select (select count(*) from pull_requests) as pulls, (select count(*) from tool_days) as days`,
  )

test('a dry run counts the facts that are too old, and takes none away', async () => {
  const told = await call('settings.update', { retention_months: 25, dry_run: true })
  expect(told.removed).toEqual([
    { table: 'pull_requests', rows: 1 },
    { table: 'tool_days', rows: 1 },
  ])
  expect(await facts()).toEqual({ pulls: 2, days: 2 })
})

test('facts without end stay for ever', async () => {
  await doDay(held.database, given.NOW)
  expect(await facts()).toEqual({ pulls: 2, days: 2 })
})

test('the day’s work takes old facts away, and leaves the sums of their weeks and the levels of use', async () => {
  const before = await sums()
  await run(held.database.db, sql`update settings set value = '25' where key = 'retention_months'`)
  await doDay(held.database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
  expect(await sums()).toEqual(before)
})

test('whatever marks a closed week afterwards, its sums stay', async () => {
  const before = await sums()
  await run(
    held.database.db,
    sql`insert into dirty_weeks (user_id, week) select w.user_id, w.week from user_weeks w`,
  )
  await rollup(held.database)
  await recompute(held.database, given.NOW)
  expect(await sums()).toEqual(before)
  expect(await one(held.database.db, sql`select count(*) as n from dirty_weeks`)).toEqual({ n: 0 })
})
