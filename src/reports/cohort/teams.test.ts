import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, MONDAY, people } from '../../../test/organisation.ts'
import { CohortSpec, dayAfter, ImpactSpec } from '../../model/index.ts'
import { tQuantile } from '../../stats/distributions/t.ts'
import { run } from '../../store/db.ts'
import { cohortReport } from '../cohort.ts'
import { impactReport } from '../impact.ts'
import { textOf } from '../text.ts'
import { cohortPage } from './page.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }

/** A team: how many of its people have the tool, how many have not, and its deployments a week; undefined: no service. */
interface GivenTeam {
  with: number
  without: number
  deployments?: number
  /** The buckets of its recoveries in each week. */
  recovered?: number[]
}

function report(teams: GivenTeam[], metrics = ['deployment_frequency']) {
  const args = CohortSpec.parse({
    attribute: 'Coder',
    cohorts: ['account', 'no account'],
    metrics,
  })
  // the order of people is that of teams, and so are the ids of teams
  const given = teams.flatMap((team, i): GivenPerson[] => [
    ...people(team.with, () => member(`T${i + 1}`, 'account')),
    ...people(team.without, () => member(`T${i + 1}`, 'no account')),
  ])
  const all = [
    ...given,
    ...['account', 'no account'].map((Coder) => ({ values: { Coder }, writes_code: false })),
  ]
  return inOrganisation(held.database, { people: all }, async (tx) => {
    const rows = teams.flatMap(({ deployments, recovered = [] }, i) =>
      deployments === undefined
        ? []
        : Array.from({ length: 12 }, (_, n) => ({
            team_id: i + 1,
            week: dayAfter(MONDAY, 7 * n),
            service_days: 7,
            deployments,
            deployments_judged: deployments,
            deployments_failed: Math.min(1, deployments),
            recoveries: recovered.length,
            recovery_ln: recovered.reduce(
              (sum, it) => sum + Math.round((it - 127.5) * 95_310_180),
              0,
            ),
            recovery: recovered.length > 0 ? `\\x${Buffer.from(recovered).toString('hex')}` : null,
            deployments_traced: 0,
            deployments_fixing: 0,
          })),
    )
    await run(
      tx,
      sql`insert into team_weeks select * from jsonb_populate_recordset(null::team_weeks, ${JSON.stringify(rows)}::jsonb)`,
    )
    return cohortReport(tx, args, asking)
  })
}

const member = (team: string, coder: string): GivenPerson => ({
  team,
  values: { Coder: coder },
  week: () => ({ prs_merged: 2, prs_reverted: coder === 'account' ? 1 : 0 }),
})

/** Six teams that have the tool and five that have not, of one person or more. */
const ELEVEN: GivenTeam[] = [
  { with: 1, without: 0, deployments: 2 },
  { with: 2, without: 0, deployments: 4 },
  { with: 3, without: 0, deployments: 6 },
  { with: 1, without: 0, deployments: 8 },
  { with: 2, without: 0, deployments: 3 },
  { with: 3, without: 0, deployments: 5 },
  { with: 0, without: 1, deployments: 1 },
  { with: 0, without: 2, deployments: 2 },
  { with: 0, without: 3, deployments: 1 },
  { with: 0, without: 2, deployments: 4 },
  { with: 0, without: 4, deployments: 2 },
]

test('teams count once, weighed by their people in the cohort, as by hand', async () => {
  const { metrics, cohorts } = await report(ELEVEN)
  expect(cohorts.map(({ people }) => people)).toEqual([10, 10])
  const [frequency] = metrics
  // (2 + 2·4 + 3·6 + 8 + 2·3 + 3·5) / 12 and (1 + 2·2 + 3·1 + 2·4 + 4·2) / 12
  const [x, y] = [57 / 12, 24 / 12]
  expect(frequency?.cohorts).toMatchObject([
    { people: null, teams: 5, dots: null, reason: null },
    { people: null, teams: 5, dots: null, reason: null },
  ])
  expect(frequency?.cohorts.map(({ estimate }) => estimate)).toEqual([
    expect.closeTo(x, 1),
    expect.closeTo(y, 1),
  ])
  const psi = ELEVEN.map(({ with: n1, without: n0, deployments: v = 0 }) =>
    n1 > 0 ? (n1 * (v - x)) / 12 : -(n0 * (v - y)) / 12,
  )
  const se = Math.sqrt((11 / 10) * psi.reduce((sum, it) => sum + it ** 2, 0))
  const [pair] = frequency?.comparisons ?? []
  expect(pair?.difference?.estimate).toBeCloseTo(x - y, 1)
  expect(pair?.difference?.interval.low).toBeCloseTo(x - y + tQuantile(0.025, 10) * se, 1)
  expect(pair?.difference?.interval.high).toBeCloseTo(x - y - tQuantile(0.025, 10) * se, 1)
  expect(pair).toMatchObject({ superiority: null, reason: null })
  expect(pair?.sentence).toMatch(
    /^Deployment frequency of their teams: account .*; 5 and 5 teams, each weighed by its people there\).*What is a number of teams is not compared between people who are alike\./,
  )
  expect(pair?.sentence).not.toMatch(/\d people/)
})

test('reads well in the terminal, and stands beside metrics of people', async () => {
  const answer = await report(ELEVEN, ['pr_throughput', 'change_failure_rate', 'recovery_time'])
  expect(textOf(cohortPage(answer))).toContain('Change failures')
  expect(answer.metrics.map(({ cohorts }) => cohorts.map(({ reason }) => reason?.reason))).toEqual([
    // everybody merges as much
    ['constant', 'constant'],
    [undefined, undefined],
    // nothing failed for long enough to be mended
    ['hidden', 'hidden'],
  ])
})

test('recoveries have quantiles, each once however many people a team has there', async () => {
  // of the first half take about an hour and half 2.7, of the second 7.1
  const teams = ELEVEN.map((team, i) => ({
    ...team,
    recovered: [128 - (i % 2), i < 6 ? 138 : 148],
  }))
  const answer = await report(teams, ['recovery_time'])
  const [x, y] = answer.metrics[0]?.cohorts ?? []
  expect(x?.quantiles).toMatchObject({
    events: 140,
    p50: { estimate: expect.closeTo(1.05, 2) },
    p90: { estimate: expect.closeTo(2.72, 2) },
  })
  expect(y?.quantiles).toMatchObject({
    events: 120,
    p50: { estimate: expect.closeTo(1.05, 2) },
    p90: { estimate: expect.closeTo(7.06, 2) },
  })
  expect(x?.quantiles?.sentence).toMatch(
    /^Recovery time, account: of 140 recoveries half lie below/,
  )
  expect(answer.metrics[0]?.comparisons[0]?.quantiles?.p90?.estimate).toBeCloseTo(2.7 / 7.1, 1)
  expect(textOf(cohortPage(answer))).toContain('Of recoveries')
  const most = teams.map((team, i) =>
    i === 0 ? { ...team, recovered: Array(90).fill(128) } : team,
  )
  const [lopsided] = (await report(most, ['recovery_time'])).metrics[0]?.cohorts ?? []
  expect(lopsided?.quantiles).toMatchObject({ p50: null, reason: { reason: 'too_few_events' } })
})

test('more people in the same teams tell no more', async () => {
  const double = ELEVEN.map((team) => ({ ...team, with: 2 * team.with, without: 2 * team.without }))
  const [one, two] = [await report(ELEVEN), await report(double)]
  expect(two.metrics[0]?.comparisons).toEqual(one.metrics[0]?.comparisons)
})

test('fewer than five teams are too few, however many people they are', async () => {
  const { metrics } = await report([
    ...[2, 3, 4, 5].map((deployments) => ({ with: 10, without: 0, deployments })),
    { with: 10, without: 0 },
    ...[1, 2, 3, 4, 5].map((deployments) => ({ with: 0, without: 3, deployments })),
  ])
  expect(metrics[0]?.cohorts).toMatchObject([
    { estimate: null, teams: null, reason: { reason: 'too_few_teams' } },
    { teams: 5, reason: null },
  ])
  expect(metrics[0]?.comparisons[0]).toMatchObject({
    difference: null,
    ratio: null,
    reason: { reason: 'too_few_teams' },
  })
})

test('reverts of a team are those of all its people, whoever has the tool', async () => {
  const teams = Array.from({ length: 10 }, () => ({ with: 1, without: 1 }))
  const { metrics } = await report(teams, ['team_revert_rate', 'revert_rate'])
  const of = (id: string) =>
    metrics.find(({ metric }) => metric.id === id)?.cohorts.map(({ estimate }) => estimate)
  expect(of('team_revert_rate')).toEqual([25, 25])
  expect(of('revert_rate')).toEqual([50, 0])
})

const anyTeam = fc.record({
  with: fc.integer({ min: 0, max: 4 }),
  without: fc.integer({ min: 0, max: 4 }),
  deployments: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
}) as fc.Arbitrary<GivenTeam>

test('whatever the teams: nothing of fewer than five people or teams, and the unknown is no 0', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTeam, { minLength: 3, maxLength: 12 }), async (all) => {
      const teams = all.filter((team) => team.with + team.without > 0)
      const { metrics } = await report(teams)
      metrics[0]?.cohorts.forEach(({ estimate, people }, place) => {
        const size = (team: GivenTeam) => (place === 0 ? team.with : team.without)
        const known = teams.filter((team) => team.deployments !== undefined && size(team) > 0)
        expect(people).toBeNull()
        if (known.length < 5 || known.reduce((sum, team) => sum + size(team), 0) < 5)
          expect(estimate).toBeNull()
        if (estimate !== null) expect(estimate).toBeGreaterThanOrEqual(1)
      })
    }),
    { numRuns: 25 },
  )
})

test('the impact of a tool on numbers of teams is refused with the reason', async () => {
  const args = ImpactSpec.parse({ attribute: 'Coder', metric: 'deployment_frequency' })
  const given = { people: [member('A', 'account')], tool: 'Coder', weeks: 60 }
  await expect(
    inOrganisation(held.database, given, (tx) => impactReport(tx, args, { ...asking })),
  ).rejects.toMatchObject({
    code: 'invalid_arguments',
    message: expect.stringContaining('a number of teams'),
  })
})
