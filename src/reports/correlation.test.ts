import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { askCorrelation, type Given, turning, using } from '../../test/correlations.ts'
import { testDatabase } from '../../test/database.ts'
import { people } from '../../test/organisation.ts'
import type { GivenWave } from '../../test/surveys.ts'
import { BreakdownSpec } from '../model/index.ts'
import { random } from '../stats/random.ts'
import { type Db, run } from '../store/db.ts'
import { breakdownReport } from './breakdown.ts'

const held = testDatabase()
const ask = (given: Given, spec?: object) => askCorrelation(held.database, given, spec)

describe('a correlation within persons', () => {
  test('is the slope for ten points more use, whatever the person and the time', async () => {
    const noise = random(2)
    const all = using(60, turning, (days, i, period) =>
      Math.max(0, 20 + (i % 9) + 3 * period + 2 * days + noise.binomial(2, 0.5)),
    )
    const { metrics, tool } = await ask({ people: all }, { metrics: ['pr_throughput'] })
    const [found] = metrics
    expect(tool).toBe('Coder')
    // two more for a day more, which is 20 points of a week
    expect(found?.estimate?.estimate).toBeCloseTo(1, 1)
    expect(found).toMatchObject({
      compared: 'periods_of_a_person',
      measure: 'slope',
      direction: 'higher',
      people: 60,
      teams: 10,
      reason: null,
    })
    expect(found?.sentence).toMatch(
      /^In periods in which a person did more of their coding in Coder, their figure for merged pull requests was higher by .*same person, same calendar\)\.$/,
    )
  })

  test('is nothing where people who use it more merge more, but not when they do', async () => {
    const noise = random(5)
    const all = using(
      60,
      (i, period) => 1 + (i % 4) + ((i + period) % 2),
      (_, i) => 3 + 4 * (i % 4) + noise.binomial(3, 0.5),
    )
    const spec = { metrics: ['pr_throughput'] }
    expect((await ask({ people: all }, spec)).metrics[0]?.direction).toBe('cannot_tell')
    const between = await ask({ people: all }, { ...spec, form: 'between_people' })
    expect(between.metrics[0]).toMatchObject({ measure: 'rho', direction: 'higher' })
    expect(between.metrics[0]?.sentence).toContain('This compares different people')
  })

  test('is lower where people merge less in periods of more use', async () => {
    const noise = random(3)
    const all = using(60, turning, (days) => 14 - 2 * days + noise.binomial(2, 0.5))
    const { metrics, warnings } = await ask({ people: all }, { metrics: ['pr_throughput'] })
    expect(metrics[0]).toMatchObject({ direction: 'lower' })
    expect(metrics[0]?.sentence).toMatch(/was lower by .* for 10 points more of the days on which/)
    expect(warnings.map(({ code }) => code)).toEqual(['different_people'])
  })

  test('begins with the first whole period after the first use', async () => {
    const late = using(
      20,
      (i, period) => (period < 4 ? 0 : turning(i, period)),
      (days) => days,
    )
    const { metrics, exclusions } = await ask({ people: late }, { metrics: ['pr_throughput'] })
    expect(metrics[0]).toMatchObject({ people: 20 })
    const once = using(
      20,
      (_, period) => (period < 5 ? 0 : 3),
      (days) => days,
    )
    const none = await ask({ people: once }, { metrics: ['pr_throughput'] })
    expect(none.metrics[0]).toMatchObject({ estimate: null, reason: { reason: 'no_data' } })
    expect(none.exclusions).toMatchObject([{ code: 'too_few_periods', people: 20 }])
    expect(exclusions).toEqual([])
  })
})

test('weeks in which nothing of the tool is known count for nothing', async () => {
  const all = using(20, turning, (days) => 1 + days)
  const until = all.map(({ week, ...person }) => ({
    ...person,
    week: (n: number) => (n < 20 ? week?.(n) : { prs_merged: 50 }),
  }))
  const spec = { metrics: ['pr_throughput'], from: '2026-01-05', to: '2026-06-22' }
  const shorter = { ...spec, to: '2026-05-25' }
  const [known, beyond] = [await ask({ people: all }, shorter), await ask({ people: until }, spec)]
  expect(beyond.metrics).toEqual(known.metrics)
  expect(known.metrics[0]?.people).toBe(20)
})

test('who has no account of the tool is told apart from those of whom it is not known', async () => {
  const having = (count: number, value: string) =>
    people(count, () => ({ values: { Coder: value }, week: () => ({ prs_merged: 1 }) }))
  const all = [
    ...using(20, turning, (days) => days),
    ...having(15, 'no account'),
    ...having(5, 'account'),
    ...people(5, () => ({ week: () => ({ prs_merged: 1 }) })),
  ]
  const { exclusions } = await ask({ people: all }, { metrics: ['pr_throughput'] })
  expect(exclusions).toMatchObject([
    { code: 'no_tool_account', people: 15 },
    { code: 'adoption_unknown', people: 10 },
  ])
})

describe('what is asked', () => {
  test.each([
    [{ usage: 'tool_active_days' }, /tool_active_days is not set beside.*usage tool_share/],
    [{ usage: 'minutes' }, /a day of use is a day of work.*usage tool_share/],
    [{ metrics: ['tool_active_days'] }, /usage tool_share/],
    [{ metrics: ['coding_days', 'pr_throughput'] }, /coding_days is not set beside/],
    [{ usage: 'usage_level' }, /Classes of use.*cohort report/],
    [{ attribute: 'Coder usage' }, /Classes of use.*cohort report/],
    [{ metrics: ['tool_share'] }, /not set beside itself/],
    [{ attribute: 'Cursor' }, /No days of use of Cursor are known.*Add a source/],
    [{ metrics: ['velocity'] }, /There is no metric "velocity"/],
  ])('%o is refused with what to ask instead', async (spec, message) => {
    const all = using(20, turning, (days) => days)
    const asked = ask({ people: all }, spec)
    await expect(asked).rejects.toMatchObject({ code: 'invalid_arguments' })
    await expect(asked).rejects.toThrow(message)
  })

  test('is four metrics unless said otherwise, each with its number or with why there is none', async () => {
    const all = using(40, turning, (days) => days)
    const { metrics, spec } = await ask({ people: all })
    expect(spec.metrics).toEqual(['pr_throughput', 'deployment_frequency', 'deep_work', 'env_toil'])
    expect(metrics.map(({ reason }) => reason?.reason ?? null)).toEqual([
      'constant',
      'no_data',
      'no_data',
      'no_data',
    ])
    for (const { sentence } of metrics) expect(sentence).toMatch(/cannot be told\. \w/)
  })
})

describe('metrics of teams', () => {
  test('have one value a team, beside the share of its people, within the division', async () => {
    const all = using(
      100,
      (i) => 1 + (Math.floor(i / 5) % 5),
      (days) => days,
    )
    const parents = Object.fromEntries(
      Array.from({ length: 20 }, (_, t) => [`T${t}`, t < 10 ? 'East' : 'West']),
    )
    const deploying = (tx: Db) =>
      run(
        tx,
        sql`
          insert into team_weeks
          select t.id, w::date, 7, 1 + (t.id - 1) % 5 + (t.id % 2), 0, 0, 0, 0, 0, 0
          from teams t
          cross join generate_series('2026-01-05'::date, '2026-06-15'::date, '7 days') w
          where t.parent_id is not null
        `,
      )
    const { metrics } = await ask(
      { people: all, parents, also: async (tx) => void (await deploying(tx)) },
      { metrics: ['deployment_frequency'] },
    )
    expect(metrics[0]).toMatchObject({
      compared: 'teams',
      measure: 'rho',
      within: ['division'],
      people: null,
      teams: 20,
      direction: 'higher',
    })
    expect(metrics[0]?.sentence).toMatch(/^Teams that do more of their coding in Coder tend/)
  })
})

describe('surveys', () => {
  const wave = (name: string, opened: string, chosen: (person: number) => number): GivenWave => ({
    name,
    opened,
    answers: { deep_work: chosen },
  })

  test('are set beside the use of the 28 days before, of people who answered twice', async () => {
    const all = using(60, turning, (days) => days)
    const good = (period: number) => (i: number) => (turning(i, period) > 2 === i % 7 > 0 ? 4 : 0)
    const waves = [wave('Spring', '2026-03-03', good(1)), wave('Summer', '2026-05-26', good(4))]
    const { metrics } = await ask({ people: all, waves }, { metrics: ['deep_work'] })
    expect(metrics[0]).toMatchObject({
      compared: 'surveys_of_a_person',
      unit: 'points',
      direction: 'higher',
      people: 60,
    })
    expect(metrics[0]?.sentence).toMatch(/^In surveys before which a person did more/)
  })

  test('of one run tell how to ask instead, and between people the association', async () => {
    const all = using(60, turning, (days) => days)
    const waves = [wave('Spring', '2026-03-03', (i) => (turning(i, 1) > 2 ? 4 : 0))]
    const spec = { metrics: ['deep_work'] }
    const once = await ask({ people: all, waves }, spec)
    expect(once.metrics[0]?.reason).toMatchObject({ reason: 'one_survey' })
    expect(once.metrics[0]?.sentence).toContain('between_people')
    const { metrics } = await ask({ people: all, waves }, { ...spec, form: 'between_people' })
    expect(metrics[0]).toMatchObject({ compared: 'people', direction: 'higher' })
  })
})

test.each(['within_person' as const, 'between_people' as const])(
  'beside the mean of all but a few nothing is told %s from which the mean follows',
  async (form) => {
    const days = { from: '2026-01-05', to: '2026-06-22' }
    const spec = { metrics: ['pr_throughput'], form, ...days }
    // nothing is known of the use of three
    const all = using(63, turning, (share, i) => 4 + (i % 3) + share).map((person, i) =>
      i < 60 ? person : { ...person, week: () => ({ prs_merged: 5 }) },
    )
    const means = (tx: Db) =>
      breakdownReport(
        tx,
        BreakdownSpec.parse({ attribute: 'Role', metrics: ['pr_throughput'], ...days }),
        { now: new Date('2026-11-22T12:00:00Z'), privileged: false },
      ).then(({ metrics }) => expect(metrics[0]?.total.estimate).not.toBeNull())
    const [alone] = (await ask({ people: all }, spec)).metrics
    const [beside] = (await ask({ people: all, also: means }, spec)).metrics
    const isWithin = form === 'within_person'
    expect([alone?.relative !== null, alone?.bins.length !== 0]).toEqual([isWithin, true])
    expect([beside?.relative !== null, beside?.bins.length !== 0]).toEqual([false, isWithin])
    expect(beside?.estimate).toEqual(alone?.estimate)
  },
)
