import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { rollup } from '../metrics/rollup.ts'
import { CohortSpec, dayAfter, type PullRequestFact } from '../model/index.ts'
import { type Database, run } from '../store/db.ts'
import { cohortReport } from './cohort.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const FROM = '2026-01-05'
const WEEKS = 12
const TO = dayAfter(FROM, 7 * WEEKS)

/** Twenty people of whom ten have an account of Coder; those merge two a week, the others one; and seven unknown accounts. */
async function importAll(database: Database) {
  const names = Array.from({ length: 20 }, (_, i) => `p${i}`)
  await importFacts(database, {
    kind: 'people',
    facts: names.map((name, i) => ({
      email: `${name}@example.com`,
      github_username: name,
      writes_code: true,
      team: `Team ${i % 10}`,
    })),
  })
  await importFacts(database, {
    kind: 'tool_users',
    source: 'coder',
    options: { attribute: 'Coder' },
    facts: names.slice(0, 10).map((name) => ({
      account: { username: name, email: `${name}@example.com` },
      created_at: '2025-11-03T09:00:00Z',
    })),
  })
  const pulls = [
    ...names.flatMap((name, i) => pullsOf(name, i, i < 10 ? 2 : 1)),
    ...names.slice(0, 7).flatMap((name, i) => pullsOf(`unknown-${name}`, 100 + i, 1)),
  ]
  const options = { from: FROM, to: TO }
  await importFacts(database, { kind: 'pull_requests', source: 'github', options, facts: pulls })
}

function pullsOf(username: string, person: number, weekly: number): PullRequestFact[] {
  return Array.from({ length: weekly * WEEKS }, (_, n) => {
    const day = dayAfter(FROM, 7 * Math.floor(n / weekly) + 1 + (n % weekly))
    return {
      repo: 'example/app',
      number: person * 100 + n,
      account: { username },
      title: `Change ${n} of ${username}`,
      opened_at: `${day}T09:00:00.000Z`,
      merged_at: `${day}T13:00:00.000Z`,
    }
  })
}

function report(database: Database) {
  const args = CohortSpec.parse({
    attribute: 'Coder',
    from: FROM,
    to: TO,
    metrics: ['pr_throughput', 'pr_cycle_time', 'reviews_given'],
  })
  return cohortReport(database.db, args, asking)
}

async function recount(database: Database) {
  await run(
    database.db,
    sql`
    insert into dirty_weeks (user_id, week)
    select u.id, w.week::date from users u
    cross join generate_series(${FROM}::timestamp, ${TO}::timestamp, interval '7 days') w(week)
    on conflict do nothing
  `,
  )
  await rollup(database)
}

describe('from files of people, accounts and pull requests to a report', () => {
  test('what was not yet counted is said to wait; then every number is there', async () => {
    await importAll(held.database)
    const before = await report(held.database)
    expect(before.weeks_waiting).toBeGreaterThan(0)
    expect(before.warnings.map(({ code }) => code)).toContain('waiting_weeks')
    await rollup(held.database)
    const answer = await report(held.database)
    expect(answer.weeks_waiting).toBe(0)
    expect(answer.metrics[0]?.cohorts).toMatchObject([
      { cohort: 'account', people: 10, teams: 10, estimate: 2 },
      { cohort: 'no account', people: 10, teams: 10, estimate: 1 },
    ])
    expect(answer.metrics[1]?.cohorts[0]?.estimate).toBeCloseTo(4, 8)
    expect(answer.coverage).toEqual([
      { source: 'github', subject: 'pull_requests', days: 84, of_days: 84 },
    ])
  })

  test('accounts of nobody are told, with their share of the work', async () => {
    const { unmatched, warnings } = await report(held.database)
    // Seven of 37 pull requests a week are theirs; seven accounts are shown as five.
    expect(unmatched).toEqual({ accounts: 5, share: 0.19 })
    expect(warnings.find(({ code }) => code === 'unmatched_accounts')?.message).toMatch(/19%/)
  })

  test('what no source tells of is unknown, not 0', async () => {
    const [, , reviews] = (await report(held.database)).metrics
    expect(reviews?.cohorts.map(({ estimate }) => estimate)).toEqual([null, null])
  })

  test('days that are no longer covered are left out, and change nothing else', async () => {
    const { database } = held
    await run(
      database.db,
      sql`update coverage set to_day = from_day + 42 where subject = 'pull_requests'`,
    )
    await recount(database)
    const answer = await report(database)
    expect(answer.metrics[0]?.cohorts.map(({ estimate }) => estimate)).toEqual([2, 1])
    expect(answer.coverage[0]).toMatchObject({ days: 42, of_days: 84 })
    expect(answer.warnings.map(({ code }) => code)).toContain('partly_covered')
  })

  test('without any coverage nobody is in the report, and no number is 0', async () => {
    const { database } = held
    await run(database.db, sql`delete from coverage where subject = 'pull_requests'`)
    await recount(database)
    const answer = await report(database)
    expect(
      answer.metrics.flatMap(({ cohorts }) => cohorts.map(({ estimate }) => estimate)),
    ).toEqual(Array(6).fill(null))
    expect(answer.exclusions).toMatchObject([{ code: 'no_account', people: 20 }])
  })
})
