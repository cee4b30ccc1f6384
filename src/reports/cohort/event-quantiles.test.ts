import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, MONDAY, people } from '../../../test/organisation.ts'
import { prCycleTime } from '../../metrics/pr-cycle-time.ts'
import { CohortSpec, REPORT_KINDS } from '../../model/index.ts'
import { run } from '../../store/db.ts'
import { cohortReport } from '../cohort.ts'
import { renderReport } from '../render.ts'
import { type Report, report } from '../report.ts'
import type { Arm } from './arm.ts'
import { eventQuantilesOf, quantileRatios } from './event-quantiles.ts'
import { cohortPage } from './page.ts'
import { cohortRows } from './rows.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const cohort = report({
  kind: REPORT_KINDS.cohort,
  run: cohortReport,
  page: cohortPage,
  rows: cohortRows,
})

/** People each in a team of their own, who merge pull requests of these hours in each week. */
function merging(count: number, Coder: string, hours: (i: number) => number[]): GivenPerson[] {
  return people(count, (i) => ({
    team: `${Coder} ${i}`,
    values: { Coder },
    week: () => ({
      prs_merged: hours(i).length,
      prs_cycled: hours(i).length,
      cycle_ln: hours(i).reduce((sum, it) => sum + Math.round(Math.log(it) * 1e9), 0),
      buckets: { cycle: hours(i) },
    }),
  }))
}

function ask(all: GivenPerson[], metrics = ['pr_cycle_time']) {
  const spec = CohortSpec.parse({ attribute: 'Coder', metrics })
  return inOrganisation(held.database, { people: all }, (tx) => cohort.run(tx, spec, asking))
}

const HOURS = [3, 7, 20, 55]
const typical = (i: number) => [HOURS[i % 4] as number]

describe('quantiles of pull requests', () => {
  test('are read off the buckets of all people together, whoever has more counting more', async () => {
    const eager = merging(24, 'account', (i) => (i < 12 ? [3, 3, 3] : [30]))
    const { metrics } = await ask([...eager, ...merging(24, 'no account', typical)])
    const [account, none] = metrics[0]?.cohorts ?? []
    // 12 people with 36 of 3 hours a week, 12 with one of 30: of people half have 3, of pull requests three quarters
    expect(account?.quantiles).toMatchObject({
      events: 580,
      p50: { estimate: 3, interval: { low: 2.9 } },
      p90: { estimate: 29 },
      reason: null,
    })
    expect(none?.quantiles).toMatchObject({ events: 290, p50: { estimate: 7.1 } })
    expect(account?.quantiles?.sentence).toMatch(
      /^Cycle time, account: of 580 pull requests half lie below 3\.0 hours \(95% interval .*\), nine in ten lie below 29 hours/,
    )
  })

  test('of two cohorts have a ratio with its interval, in every format', async () => {
    const answer = await ask([
      ...merging(40, 'account', (i) => [2 * (1 + (i % 10))]),
      ...merging(40, 'no account', (i) => [8 * (1 + (i % 10))]),
    ])
    const ratio = answer.metrics[0]?.comparisons[0]?.quantiles?.p50
    expect(ratio?.estimate).toBeGreaterThan(0.22)
    expect(ratio?.estimate).toBeLessThan(0.28)
    expect(ratio?.interval.high).toBeLessThan(1)
    const files = await Promise.all(
      (['text', 'md', 'html'] as const).map((format) =>
        renderReport(cohort as unknown as Report, answer, format),
      ),
    )
    for (const file of files) expect(file).toContain('Of pull requests')
    const csv = await renderReport(cohort as unknown as Report, answer, 'csv')
    expect(csv).toContain('p90 of pull requests')
    expect(csv).toContain('ratio of p50 of pull requests')
  })

  test('are not told where some weeks have none, instead of being told of the others', async () => {
    const all = merging(24, 'account', typical)
    const some = all.map((person, i) => ({
      ...person,
      week: (n: number) => ({ ...person.week?.(n), ...(i === 3 && n === 4 && { buckets: {} }) }),
    }))
    const { metrics } = await ask([...some, ...merging(24, 'no account', typical)])
    expect(metrics[0]?.cohorts.map(({ quantiles }) => quantiles?.reason?.reason ?? null)).toEqual([
      'no_buckets',
      null,
    ])
    const spec = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_cycle_time'] })
    const given = { people: [...some, ...merging(24, 'no account', typical)] }
    const counting = await inOrganisation(held.database, given, async (tx) => {
      await run(tx, sql`insert into dirty_weeks (user_id, week) values (4, ${MONDAY}::date + 28)`)
      return cohort.run(tx, spec, asking)
    })
    expect(counting.metrics[0]?.cohorts[0]?.quantiles?.reason).toEqual({
      reason: 'being_counted',
      message: expect.stringContaining('Ask again in a minute'),
    })
  })

  test('are of durations and sizes, of 20 people at least', async () => {
    const all = [...merging(24, 'account', typical), ...merging(19, 'no account', typical)]
    const { metrics } = await ask(all, ['pr_throughput', 'pr_cycle_time'])
    const [rate, duration] = metrics.map(({ cohorts }) => cohorts.map((it) => it.quantiles))
    expect(rate).toEqual([undefined, undefined])
    expect(duration?.[1]).toMatchObject({
      events: null,
      p50: null,
      p90: null,
      reason: { reason: 'too_few_people' },
    })
  })
})

const arm = (events: number[][]): Arm => ({
  cohort: 'account',
  sample: {
    values: events.map(() => 1),
    teams: events.map((_, i) => i),
    strata: events.map(() => []),
    events: events.map((it) => Uint8Array.from(it)),
  },
  members: events.map((_, i) => i),
  people: events.length,
  teams: events.length,
  of_people: events.length,
  shown: true,
})

test('whatever people have, no quantile is of fewer than 20, nor of one who has most of them', () => {
  const buckets = fc.oneof(
    fc.array(fc.integer({ min: 120, max: 190 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.integer({ min: 120, max: 190 }), { minLength: 60, maxLength: 90 }),
  )
  const cohorts = fc.array(buckets, { minLength: 1, maxLength: 45 })
  fc.assert(
    fc.property(cohorts, fc.constantFrom(3, 5, 8), (all, minimum) => {
      const told = eventQuantilesOf(arm(all), prCycleTime, minimum)
      const sizes = all.map(({ length }) => length)
      const values = sizes.reduce((sum, size) => sum + size, 0)
      const lopsided = Math.max(...sizes) * minimum > values
      if (all.length >= 20 && !lopsided) return expect(told?.p50).not.toBeNull()
      expect([told?.events, told?.p50, told?.p90]).toEqual([null, null, null])
      expect(told?.sentence).toContain('nothing is told')
      expect(quantileRatios(arm(all), arm(all), { metric: prCycleTime, minimum })).toBeUndefined()
    }),
    { numRuns: 25 },
  )
})
