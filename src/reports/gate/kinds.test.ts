import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inOrganisation, people } from '../../../test/organisation.ts'
import { BreakdownSpec, CohortSpec, TrendSpec } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import { breakdownReport } from '../breakdown.ts'
import { cohortReport } from '../cohort.ts'
import { trendReport } from '../trend.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const MARCH = { from: '2026-03-02', to: '2026-03-30' }

/** Two cohorts, of each of which all but three are of one level. */
const crowd = people(64, (i) => ({
  values: { Coder: i % 2 ? 'account' : 'no account', Level: i < 58 ? 'L1' : 'L2' },
  week: () => ({ prs_merged: i % 4 }),
}))

const cohorts = (tx: Db, spec: object) =>
  cohortReport(tx, ask(CohortSpec, spec), asking).then(({ metrics }) =>
    (metrics[0]?.cohorts ?? []).map(({ estimate }) => estimate !== null),
  )
const weeks = (tx: Db, spec: object) =>
  trendReport(tx, ask(TrendSpec, { grain: 'week', ...spec }), asking).then(({ metrics }) =>
    (metrics[0]?.cohorts ?? []).map(({ points }) => points.map((it) => it.estimate !== null)),
  )

function ask<T>(shape: { parse(value: unknown): T }, spec: object): T {
  return shape.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...MARCH, ...spec })
}

const inCrowd = <T>(work: (tx: Db) => Promise<T>) =>
  inOrganisation(held.database, { people: crowd }, work)
const ALL = new Array(4).fill(true)
const NONE = new Array(4).fill(false)
const few = { filter: ['Level=L1'] }

test('a breakdown is not shown beside a cohort report about all but a few of it, nor the other way round', async () => {
  const total = (tx: Db, spec: object) =>
    breakdownReport(tx, ask(BreakdownSpec, spec), asking).then(({ metrics }) =>
      metrics[0]?.row_totals.map(({ estimate }) => estimate !== null),
    )
  await inCrowd(async (tx) => {
    expect(await cohorts(tx, {})).toEqual([true, true])
    expect(await total(tx, {})).toEqual([true, true])
    expect(await total(tx, few)).toEqual([false, false])
  })
  await inCrowd(async (tx) => {
    expect(await total(tx, few)).toEqual([true, true])
    expect(await cohorts(tx, {})).toEqual([false, false])
  })
})

describe('steps that add up to a number about all but a few are not shown beside it', () => {
  test('to that of a cohort report, of the same days and of a part of them', async () => {
    await inCrowd(async (tx) => {
      expect(await cohorts(tx, {})).toEqual([true, true])
      expect(await weeks(tx, few)).toEqual([NONE, NONE])
      const whole = await weeks(tx, { ...few, from: '2026-02-02' })
      expect(whole).toEqual([
        [...ALL, ...NONE],
        [...ALL, ...NONE],
      ])
      expect(await weeks(tx, {})).toEqual([ALL, ALL])
    })
  })

  test('nor is a cohort report shown beside them', async () => {
    await inCrowd(async (tx) => {
      expect(await weeks(tx, few)).toEqual([ALL, ALL])
      expect(await cohorts(tx, {})).toEqual([false, false])
    })
  })

  test('to a longer step', async () => {
    await inCrowd(async (tx) => {
      expect(await weeks(tx, { grain: 'four_weeks' })).toEqual([[true], [true]])
      expect(await cohorts(tx, few)).toEqual([false, false])
      expect(await weeks(tx, few)).toEqual([NONE, NONE])
    })
  })

  test('nor is a cohort report shown of a part of their time', async () => {
    await inCrowd(async (tx) => {
      expect((await weeks(tx, { ...few, from: '2026-01-19' })).flat()).not.toContain(false)
      expect(await cohorts(tx, {})).toEqual([false, false])
    })
    await inCrowd(async (tx) => {
      await weeks(tx, { ...few, from: '2026-01-19' })
      expect(await cohorts(tx, few)).toEqual([true, true])
    })
  })

  test('to some of several longer steps, nor are those shown beside them', async () => {
    const longer = { grain: 'four_weeks', from: '2026-01-05' }
    const shorter = { ...few, from: '2026-02-02' }
    await inCrowd(async (tx) => {
      expect((await weeks(tx, longer)).flat()).not.toContain(false)
      expect((await weeks(tx, shorter)).flat()).not.toContain(true)
    })
    await inCrowd(async (tx) => {
      expect((await weeks(tx, shorter)).flat()).not.toContain(false)
      expect(await weeks(tx, longer)).toEqual([
        [true, false, false],
        [true, false, false],
      ])
    })
  })

  test('nor are steps of which another trend has shown the others', async () => {
    const february = { from: '2026-02-02', to: '2026-03-02' }
    const inMarch = (spec: object) =>
      inCrowd(async (tx) => {
        expect(await cohorts(tx, { from: february.from })).toEqual([true, true])
        expect(await weeks(tx, { ...few, ...february })).toEqual([ALL, ALL])
        return weeks(tx, spec)
      })
    expect(await inMarch(few)).toEqual([NONE, NONE])
    expect(await inMarch({})).toEqual([ALL, ALL])
  })

  describe('of several lengths', () => {
    const [JANUARY, FEBRUARY, END] = ['2026-01-05', '2026-02-02', '2026-02-16']
    const both = { from: JANUARY, to: MARCH.from }

    test('to a number of all their days', async () => {
      await inCrowd(async (tx) => {
        expect(await cohorts(tx, both)).toEqual([true, true])
        const longer = { ...few, grain: 'four_weeks', from: JANUARY, to: FEBRUARY }
        expect(await weeks(tx, longer)).toEqual([[true], [true]])
        expect(await weeks(tx, { ...few, from: FEBRUARY, to: MARCH.from })).toEqual([NONE, NONE])
      })
    })

    test('to a longer step', async () => {
      await inCrowd(async (tx) => {
        expect(await weeks(tx, { grain: 'four_weeks', ...MARCH })).toEqual([[true], [true]])
        expect(await cohorts(tx, { ...few, to: '2026-03-23' })).toEqual([true, true])
        expect(await weeks(tx, { ...few, from: '2026-03-23' })).toEqual([[false], [false]])
      })
    })

    test('to several longer steps', async () => {
      await inCrowd(async (tx) => {
        expect((await weeks(tx, { ...both, grain: 'four_weeks' })).flat()).not.toContain(false)
        expect(await cohorts(tx, { ...few, from: JANUARY, to: END })).toEqual([true, true])
        expect(await cohorts(tx, { ...few, from: END, to: MARCH.from })).toEqual([false, false])
      })
    })
  })

  test('but a week is beside a period in which a few more worked', async () => {
    const away = people(64, (i) => ({
      ...crowd[i],
      week: (n) => (n === 9 && i < 6 ? undefined : { prs_merged: i % 4 }),
    }))
    await inOrganisation(held.database, { people: away }, async (tx) => {
      expect(await cohorts(tx, {})).toEqual([true, true])
      expect(await weeks(tx, {})).toEqual([ALL, ALL])
    })
  })
})
