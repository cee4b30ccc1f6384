import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { customRollup } from '../metrics/custom-rollup.ts'
import { rollup } from '../metrics/rollup.ts'
import { CohortSpec, type Fact } from '../model/index.ts'
import { cohortReport } from '../reports/cohort.ts'
import * as audit from '../store/audit.ts'
import type { CustomMetricRow } from '../store/custom-metrics.ts'
import * as customMetrics from '../store/custom-metrics.ts'
import { many, run, transaction } from '../store/db.ts'
import { undo } from './import/undo.ts'

const held = testDatabase()
const WHO = ['ada', 'bob', 'cy'] as const

beforeEach(async () => {
  await run(
    held.database.db,
    sql`
      truncate custom_metrics, custom_facts, user_week_custom, dirty_custom_weeks, dirty_weeks, user_weeks, events, coverage,
        pull_requests, accounts, user_keys, users, imports, import_rows, import_changes cascade
    `,
  )
  await given.people(
    held.database,
    WHO.map((name) => ({ email: `${name}@example.com`, name, coder_username: name })),
  )
})

function define(it: Partial<CustomMetricRow>): Promise<CustomMetricRow | undefined> {
  return transaction(held.database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'metrics.create' })
    const words = { name: 'Builds', definition: 'Builds.', unit: 'builds', purpose: 'To learn.' }
    const events = { event_source: null, event_name: null, event_value: null, since: null }
    return customMetrics.create(
      tx,
      { entry, import_id: null, source: 'api', today: '2026-03-02' },
      { key: 'builds', direction: 'context', code: 'C', ...words, ...events, ...it },
    )
  })
}

const facts = (some: Fact<'custom_facts'>[], options = {}) =>
  importFacts(held.database, { kind: 'custom_facts', facts: some, options })

const fact = (who: string, day: string, num: number, more = {}): Fact<'custom_facts'> => ({
  ...{ metric: 'builds', email: `${who}@example.com`, day, num },
  ...more,
})

async function counted(): Promise<string[]> {
  const { database } = held
  await rollup(database)
  await customRollup(database)
  const rows = await many(
    database.db,
    sql<{ row: string }>`
      select u.name || ' ' || w.week || ' ' || m.key || ' ' || w.num || '/' || w.den as row
      from user_week_custom w
      join users u on u.id = w.user_id
      join custom_metrics m on m.id = w.metric_id
      order by 1
    `,
  )
  return rows.map(({ row }) => row)
}

test('a day that a file covers is 0 for those who stand in it, and unknown for others', async () => {
  await define({})
  await facts(
    [
      fact('ada', '2026-01-06', 3),
      fact('ADA', '2026-01-06', 4),
      fact('ada', '2026-01-10', 0.5),
      fact('bob', '2026-01-13', 1),
      fact('nobody', '2026-01-13', 9),
    ],
    { from: '2026-01-05', to: '2026-01-17' },
  )
  // the last of two lines counts; a Saturday counts, though it is no working day; the second week is covered up to Friday
  expect(await counted()).toEqual([
    'ada 2026-01-05 builds 4.5/5',
    'ada 2026-01-12 builds 0/5',
    'bob 2026-01-05 builds 0/5',
    'bob 2026-01-12 builds 1/5',
  ])
})

test('a ratio is known where a file says it, and needs both numbers', async () => {
  await define({ key: 'cached', code: 'R' })
  const { counts } = await facts([
    fact('ada', '2026-01-06', 3, { metric: 'Cached', den: 10 }),
    fact('ada', '2026-01-07', 1, { metric: 'cached', den: 2 }),
    fact('bob', '2026-01-07', 1, { metric: 'cached' }),
    fact('bob', '2026-01-07', 1, { metric: 'other', den: 1 }),
  ])
  expect(counts).toMatchObject({ created: 2, refused: 2 })
  expect(await counted()).toEqual(['ada 2026-01-05 cached 4/12'])
})

test('each metric of a file covers its own people and days', async () => {
  await define({})
  await define({ key: 'tests' })
  await facts([
    fact('ada', '2026-01-06', 3),
    fact('bob', '2026-01-06', 2, { metric: 'tests' }),
    fact('bob', '2026-01-07', 2, { metric: 'tests' }),
  ])
  expect(await counted()).toEqual(['ada 2026-01-05 builds 3/1', 'bob 2026-01-05 tests 4/2'])
})

test('whoever is not employed has no day', async () => {
  await define({})
  await run(
    held.database.db,
    sql`update users set start_date = '2026-01-08' where email = 'ada@example.com'`,
  )
  await facts([fact('ada', '2026-01-08', 2)], { from: '2026-01-05', to: '2026-01-12' })
  expect(await counted()).toEqual(['ada 2026-01-05 builds 2/2'])
})

test('events count by available day since they are complete, or by their numbers', async () => {
  const { db } = held.database
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'coder',
    facts: ['ada', 'bob'].map((name, number) => ({
      ...{
        repo: 'a/b',
        number: number + 1,
        account: { username: name, email: `${name}@example.com` },
      },
      opened_at: '2026-01-06T10:00:00Z',
    })),
    options: { from: '2026-01-05', to: '2026-01-19' },
  })
  await run(
    db,
    sql`
      insert into events (source, external_id, name, account_id, at, details, created_in, changed_in)
      select 'coder', e.id, 'rebuilt', a.id, e.at::timestamptz, e.details::jsonb, 1, 1
      from (values
        ('1', 'ada', '2026-01-06T10:00:00Z', '{"seconds": "90"}'), ('2', 'ada', '2026-01-13T10:00:00Z', '{"seconds": "10.5"}'),
        ('3', 'ada', '2026-01-13T11:00:00Z', '{"seconds": "soon"}'), ('4', 'ada', '2026-01-25T23:59:59Z', '{}')
      ) e(id, who, at, details)
      join accounts a on a.username = e.who
    `,
  )
  const events = { event_source: 'coder', event_name: 'rebuilt' }
  await define({ ...events, since: '2026-01-12' })
  await define({ ...events, key: 'seconds', code: 'R', event_value: 'seconds' })
  expect(await counted()).toEqual([
    'ada 2026-01-05 seconds 90/1',
    'ada 2026-01-12 builds 2/5',
    'ada 2026-01-12 seconds 10.5/1',
    'bob 2026-01-12 builds 0/5',
  ])
  await run(db, sql`update events set details = '{"seconds": "20"}' where external_id = '3'`)
  expect(await counted()).toContain('ada 2026-01-12 seconds 30.5/2')
})

test('a cohort report takes it like any other', async () => {
  await define({ name: 'Local builds', unit: 'builds' })
  const who = Array.from({ length: 24 }, (_, n) => `p${n}`)
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      attributes: { Tool: [n < 12 ? 'yes' : 'no'] },
    })),
  )
  const span = { from: '2026-01-05', to: '2026-03-30' }
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: who.map((name, n) => ({
      ...{ repo: 'a/b', number: n + 1, account: { username: name, email: `${name}@example.com` } },
      opened_at: '2026-01-06T10:00:00Z',
    })),
    options: span,
  })
  // half of those with the tool build 24 times in twelve weeks, the other half and all others 12 times
  await facts(
    who.map((name, n) => fact(name, '2026-01-06', n < 6 ? 24 : 12)),
    span,
  )
  await counted()
  const spec = CohortSpec.parse({ attribute: 'Tool', cohorts: ['yes', 'no'], metrics: ['builds'] })
  const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
  const { metrics } = await cohortReport(held.database.db, spec, asking)
  expect(metrics[0]).toMatchObject({
    metric: { id: 'builds', name: 'Local builds', unit: 'builds per 5 days' },
    cohorts: [{ estimate: 1.5 }, { estimate: 1 }],
  })
})

const day = fc
  .integer({ min: 0, max: 20 })
  .map((n) => new Date(Date.UTC(2026, 0, 5 + n)).toISOString().slice(0, 10))
const line = fc
  .record({
    who: fc.constantFrom(...WHO, 'nobody'),
    day,
    num: fc.integer({ min: 0, max: 9 }),
    metric: fc.constantFrom('builds', 'cached'),
    den: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  })
  .map(({ who, day, num, ...more }) => fact(who, day, num, more))

test('an import that is undone leaves the weeks as they were, and a rebuild gives the same bytes', {
  timeout: 200_000,
}, async () => {
  const { db } = held.database
  await define({})
  await define({ key: 'cached', code: 'R' })
  const lines = fc.array(line, { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(lines, lines, async (before, after) => {
      await run(db, sql`truncate custom_facts, user_week_custom`)
      await run(db, sql`delete from coverage where subject = 'custom'`)
      await facts(before)
      const was = await counted()
      const { import_id } = await facts(after)
      const kept = await counted()
      await run(db, sql`delete from user_week_custom`)
      await run(
        db,
        sql`
          insert into dirty_custom_weeks (user_id, week)
          select u.id, w.week::date from users u
          cross join generate_series(date '2025-12-29', date '2026-02-02', interval '7 days') w(week)
        `,
      )
      expect(await counted()).toEqual(kept)
      await undo(held.database, import_id, { actor: 'test', now: given.NOW, dry_run: false })
      expect(await counted()).toEqual(was)
    }),
    { numRuns: 15, seed: 20_261_122 },
  )
})
