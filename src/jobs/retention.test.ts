import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { givenSource, SOURCE_JOBS } from '../../test/source.ts'
import { customRollup } from '../metrics/custom-rollup.ts'
import { rollup } from '../metrics/rollup.ts'
import { many, one, run } from '../store/db.ts'
import { read } from '../store/migrate.ts'
import { toolUse } from '../store/person-tools.ts'
import * as sources from '../store/sources.ts'
import { doDay } from './daily.ts'
import { undo } from './import/undo.ts'
import { recompute } from './usage-levels.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })
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
  await importDays()
  await rollup(database)
  await recompute(database, given.NOW)
})

const importDays = () =>
  importFacts(held.database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [OLD, NEW].map((day) => ({ account, tool: 'Coder', day, minutes: 60 })),
    options: { from: OLD, to: '2026-02-23' },
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

test('for 30 days nothing goes that nobody has decided on, and what will go is told', async () => {
  await run(held.database.db, sql`delete from settings where key = 'retention_months'`)
  await run(held.database.db, sql`update retention set begun_on = null`)
  await doDay(held.database, given.NOW)
  expect(await facts()).toEqual({ pulls: 2, days: 2 })
  expect(await call('retention.info', {})).toMatchObject({
    months: 25,
    decided: false,
    kept_from: null,
    next_on: '2026-04-01',
    next_from: '2024-02-26',
    removes: [
      { table: 'pull_requests', rows: 1, uncounted: 0 },
      { table: 'tool_days', rows: 1, uncounted: 0 },
    ],
    weeks_waiting: 0,
  })
  expect(await refusal('retention.info', {}, { scopes: ['reports:read'] })).toMatchObject({
    status: 403,
  })
})

test('the day’s work takes old facts away, and leaves the sums of their weeks and the levels of use', async () => {
  const before = await sums()
  await run(held.database.db, sql`update retention set begun_on = '2026-01-31'`)
  expect(await doDay(held.database, given.NOW)).toMatchObject({ pruned: 2 })
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

test('a file says of how much of it no week counts, since the weeks are closed, and that goes again', async () => {
  const before = await sums()
  const { notes } = await importDays()
  expect(notes).toEqual([
    "1 fact from before 2024-01-29, where weeks are closed: no week counts them, and the next day's work takes them away.",
  ])
  await rollup(held.database)
  expect(await sums()).toEqual(before)
  await doDay(held.database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
})

test('of days that come when their weeks are closed no source has spoken', async () => {
  const { database } = held
  await importFacts(database, {
    ...{ kind: 'tool_days', source: 'zed', options: { from: OLD, to: '2024-02-05' } },
    facts: [{ account, tool: 'Zed', day: OLD, minutes: 60 }],
  })
  const spoken = await many(
    database.db,
    sql`select c.from_day from coverage c where c.tool = 'Zed'`,
  )
  expect(spoken).toEqual([{ from_day: '2024-01-29' }])
  await doDay(database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
})

test('whether somebody used a tool is unknown on days whose facts went', async () => {
  const { db } = held.database
  const { user_id } = await one(db, sql<{ user_id: number }>`select u.id as user_id from users u`)
  const [coder] = await toolUse(db, { user_id, from: OLD, to: '2024-02-05', time_zone: 'UTC' })
  expect(coder).toMatchObject({ tool: 'Coder', days: 0, known_days: 7 })
})

test('a source that tells of a closed week has that among what was left out', async () => {
  const { database } = held
  const source_id = await givenSource(database, {
    ...{ kind: 'coder', name: 'Coder', settings: {}, secret: {} },
  })
  const source = (await sources.info(database.db, source_id)) as sources.SourceRow
  const tool_days = [OLD, NEW].map((day) => ({ account, tool: 'Coder', day, minutes: 60 }))
  await SOURCE_JOBS.keep(database, source, { facts: { tool_days }, now: given.NOW })
  expect(await sources.left(database.db, source_id, { page: 1, page_size: 5 })).toMatchObject([
    { about: 'tool days before 2024-01-29', code: 'too_old' },
  ])
  await doDay(database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
})

test('no week is closed before there is something to take away, so old facts that come first are counted', async () => {
  await run(held.database.db, sql`update retention set kept_from = null`)
  await run(held.database.db, sql`delete from user_tool_weeks t where t.week = ${OLD}`)
  await doDay(held.database, given.NOW)
  expect((await call('retention.info', {})).kept_from).toBeNull()
  const { notes } = await importDays()
  expect(notes.at(-1)).toBe(
    '1 fact from before 2024-01-29, and facts are kept for 25 months: their weeks are counted and stay, they themselves go from 2026-03-02 on. To keep them: facet settings.update --retention_months ""',
  )
  await doDay(held.database, given.NOW) // what waits is not closed
  await rollup(held.database)
  const waiting = sql`insert into dirty_custom_weeks (user_id, week) select u.id, ${OLD}::date from users u`
  await run(held.database.db, waiting)
  await doDay(held.database, given.NOW) // nor what waits for metrics of the organisation's own
  expect(await facts()).toEqual({ pulls: 1, days: 2 })
  await customRollup(held.database)
  await doDay(held.database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
  const minutes = sql`select t.minutes from user_tool_weeks t where t.week = ${OLD}`
  expect(await one(held.database.db, minutes)).toEqual({ minutes: 60 })
})

test('a fact that an undo makes old again goes, though the day’s work has looked at it before', async () => {
  const { database } = held
  const mergedOn = (day: string) =>
    importFacts(database, {
      kind: 'pull_requests',
      source: 'github',
      facts: [
        {
          ...{ repo: 'a/b', number: 9, account },
          opened_at: `${OLD}T10:00:00Z`,
          merged_at: `${day}T12:00:00Z`,
        },
      ],
      options: { from: day, to: day },
    })
  await mergedOn(OLD)
  const { import_id } = await mergedOn(NEW)
  await doDay(database, given.NOW)
  expect(await facts()).toEqual({ pulls: 2, days: 1 })
  expect(await call('retention.info', {})).toMatchObject({ removes: [] })
  await undo(database, import_id, { actor: 'cli', now: given.NOW, dry_run: false })
  const removes = [{ table: 'pull_requests', rows: 1, uncounted: 1 }]
  expect(await call('retention.info', {})).toMatchObject({ removes })
  await doDay(database, given.NOW)
  expect(await facts()).toEqual({ pulls: 1, days: 1 })
})

test('an installation from before there was a default keeps its facts for ever, until somebody decides', async () => {
  const { database } = held
  await run(database.db, sql`delete from settings where key = 'retention_months'`)
  await run(database.db, sql`alter table retention drop column begun_on`)
  await database.exec(read('0030_retention_decided.sql'))
  expect(await call('retention.info', {})).toMatchObject({ months: null, decided: false })
  await call('settings.update', { retention_months: null })
  expect(await call('retention.info', {})).toMatchObject({ months: null, decided: true })
})
