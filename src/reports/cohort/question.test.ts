import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenOrganisation, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { run } from '../../store/db.ts'
import { cohortReport } from '../cohort.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const week = () => ({ prs_merged: 1 })

function report(given: GivenOrganisation, spec: Partial<CohortSpec>) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, given, (tx) => cohortReport(tx, args, asking))
}

const USAGE = {
  people: ['daily', 'weekly', 'monthly', 'none'].flatMap((usage) =>
    people(10, (i) => ({
      week,
      values: { Usage: usage, Level: `L${1 + (i % 5)}`, Geo: i < 5 ? 'EU' : 'US' },
      team: i < 5 ? 'Core' : 'Web',
    })),
  ),
  parents: { Core: 'Platform', Web: 'Product' },
}
const ask = (spec: Partial<CohortSpec>) => report(USAGE, { attribute: 'usage', ...spec })

describe('the question of a cohort report', () => {
  test('may group values and name the groups', async () => {
    const { cohorts, metrics } = await ask({ cohorts: ['daily', 'Rarely=Weekly|monthly', 'none'] })
    expect(cohorts.map(({ name, values, people }) => [name, values, people])).toEqual([
      ['daily', ['daily'], 10],
      ['Rarely', ['weekly', 'monthly'], 20],
      ['none', ['none'], 10],
    ])
    expect(metrics[0]?.comparisons.map(({ of, to }) => [of, to])).toEqual([
      ['daily', 'none'],
      ['Rarely', 'none'],
    ])
  })

  test('comes back with every default filled in, and then asks the same', async () => {
    const { spec } = await ask({ cohorts: ['a=daily|weekly', 'none'], filter: ['geo=eu|us'] })
    expect(spec).toEqual({
      attribute: 'Usage',
      cohorts: ['a=daily|weekly', 'none'],
      metrics: ['pr_throughput'],
      from: '2026-01-05',
      to: '2026-03-30',
      team: [],
      filter: ['Geo=EU|US'],
      as_of: 'start',
      across: [],
      compare: 'cohorts',
    })
    expect((await ask(spec)).spec).toEqual(spec)
  })

  test('compares the values of an attribute where it names none', async () => {
    const { cohorts } = await ask({})
    expect(cohorts.map(({ name }) => name)).toEqual(['daily', 'weekly', 'monthly', 'none'])
  })

  test.each([
    ['one value in two cohorts', { cohorts: ['daily|weekly', 'weekly'] }, /"weekly" stands in two/],
    ['one cohort', { cohorts: ['daily'] }, /needs two cohorts/],
    ['two cohorts of one name', { cohorts: ['a=daily', 'a=none'] }, /same name/],
    ['an unknown value', { cohorts: ['daily', 'hourly'] }, /no value "hourly".*monthly/],
    ['an unknown attribute', { attribute: 'Copilot' }, /no attribute "Copilot".*Usage/],
    ['an unknown metric', { metrics: ['velocity'] }, /no metric "velocity"/],
    ['an unknown team', { team: ['Sales'] }, /no team "Sales"/],
    ['a filter without value', { filter: ['Level'] }, /as "Level=L4\|L5"/],
    ['a period that ends before it begins', { from: '2026-02-02', to: '2026-02-02' }, /is empty/],
  ])('is refused with %s', async (_, spec, message) => {
    await expect(ask(spec)).rejects.toThrow(message)
  })

  test('finds values that fit any of one filter and all of several', async () => {
    const counted = async (filter: string[]) =>
      (
        await report(USAGE, {
          attribute: 'Usage',
          filter,
          cohorts: ['a=daily|weekly', 'b=monthly|none'],
        })
      ).cohorts[0]?.people
    expect(await counted([])).toBe(20)
    expect(await counted(['Geo=EU'])).toBe(10)
    expect(await counted(['Level=L1|L2|L3|L4'])).toBe(15)
    expect(await counted(['Geo=EU', 'Level=L1|L2|L3'])).toBe(5)
  })

  test('takes a team with the teams below it', async () => {
    const { cohorts } = await ask({ team: ['Platform'], cohorts: ['daily', 'none'] })
    expect(cohorts.map(({ people }) => people)).toEqual([5, 5])
  })

  test('widens the period to whole weeks, and says so', async () => {
    const { period, warnings } = await ask({ from: '2026-01-07', to: '2026-02-03' })
    expect(period).toEqual({ from: '2026-01-05', to: '2026-02-09' })
    expect(warnings.map(({ code }) => code)).toContain('period_snapped')
  })

  test('fixes membership on the first day, or today when asked, which it warns of', async () => {
    const moved = people(10, () => ({
      week,
      values: { Coder: ['account', '2026-02-02'] as [string, string] },
    }))
    const given = {
      people: [
        ...people(10, () => ({ week, values: { Coder: 'account' } })),
        ...people(10, () => ({ week, values: { Coder: 'no account' } })),
        ...moved,
      ],
    }
    const start = await report(given, {})
    const today = await report(given, { as_of: 'today' })
    expect(start.cohorts.map(({ people }) => people)).toEqual([10, 10])
    expect(start.exclusions).toMatchObject([{ code: 'value_unknown', people: 10 }])
    expect(today.cohorts.map(({ people }) => people)).toEqual([20, 10])
    expect(today.members_on).toBe('2026-04-01')
    expect(today.warnings.map(({ code }) => code)).toContain('as_of_today')
    expect(start.warnings.map(({ code }) => code)).not.toContain('as_of_today')
  })
})

test('levels of use make cohorts as of the first day, and not of a day within or after the period', async () => {
  const given: GivenOrganisation = {
    people: people(40, (i) => ({
      week: () => ({ prs_merged: 1, tool_days: 2 }),
      values: { 'Coder usage': i % 2 ? 'daily' : 'none' },
    })),
    tool: 'Coder',
  }
  const asked = { attribute: 'coder usage' }
  await expect(report(given, { ...asked, as_of: 'today' })).rejects.toThrow(/Ask for as_of=start/)
  expect((await report(given, asked)).cohorts.map(({ people }) => people)).toEqual([20, 20])
})

describe('an attribute that is not for everybody', () => {
  const hide = (column: 'hidden' | 'privileged', viewer: { privileged: boolean }) =>
    inOrganisation(held.database, USAGE, async (tx) => {
      await run(tx, sql`update attributes set ${sql.ref(column)} = true where name = 'Geo'`)
      const args = CohortSpec.parse({ attribute: 'Usage', filter: ['Geo=EU'] })
      return cohortReport(tx, args, { ...asking, ...viewer })
    })

  test('is as if it were not there, privileged ones only for those who may not see them', async () => {
    await expect(hide('hidden', { privileged: true })).rejects.toThrow(/no attribute "Geo"/)
    await expect(hide('privileged', { privileged: false })).rejects.toThrow(/no attribute "Geo"/)
    expect((await hide('privileged', { privileged: true })).spec.filter).toEqual(['Geo=EU'])
  })
})
