import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { SECRET_KEY } from '../../test/source.ts'
import { givenWave } from '../../test/surveys.ts'
import { type BreakdownCell, type BreakdownMetric, BreakdownSpec } from '../model/index.ts'
import { type Db, run } from '../store/db.ts'
import { REPORTS } from './registry.ts'
import { textOf } from './text.ts'

const held = testDatabase()
const asking = {
  privileged: false,
  now: new Date('2026-04-01T12:00:00Z'),
  secretKey: () => SECRET_KEY,
}

function ask(
  all: GivenPerson[],
  spec: object,
  minimum_group = 5,
  parents = {},
  also?: (tx: Db) => Promise<unknown>,
) {
  const given = { people: all, minimum_group, tool: 'Coder', parents }
  return inOrganisation(held.database, given, async (tx) => {
    await also?.(tx)
    return REPORTS.breakdown.run(tx, BreakdownSpec.parse(spec), asking)
  })
}

const ROLES = ['backend', 'frontend']
const LEVELS = ['L3', 'L4', 'L5']

/** Twelve people of each role and level, who merge as many as the places of the two say. */
const crossed = people(72, (i) => ({
  team: `T${i % 12}`,
  values: { Role: ROLES[i % 2] as string, Level: LEVELS[Math.floor(i / 2) % 3] as string },
  week: () => ({ prs_merged: 1 + (i % 2) + 2 * (Math.floor(i / 2) % 3) }),
}))

const at = (cells: readonly BreakdownCell[] | undefined, row: string, column: string) =>
  cells?.find((cell) => cell.row === row && cell.column === column)

describe('a breakdown', () => {
  test('is a table of the people of each row and column with its margins, as by hand', async () => {
    const { metrics, spec } = await ask(crossed, { attribute: 'role', across: 'level' })
    const [table] = metrics
    expect(spec).toMatchObject({ attribute: 'Role', across: 'Level', metrics: ['pr_throughput'] })
    expect(table).toMatchObject({ rows: ROLES, columns: LEVELS })
    expect(table?.cells.map(({ estimate }) => estimate)).toEqual([1, 3, 5, 2, 4, 6])
    expect(table?.row_totals.map(({ estimate }) => estimate)).toEqual([3, 4])
    expect(table?.column_totals.map(({ estimate }) => estimate)).toEqual([1.5, 3.5, 5.5])
    expect(table?.total).toMatchObject({ estimate: 3.5, people: 70, teams: 10 })
    expect(table?.sentence).toMatch(/3\.5 per 5 days over all .*between 3\.0 \(backend\) and 4\.0/)
  })

  test('follows people from one value to another in the very week, and counts them in each', async () => {
    const all = people(24, (i) => ({
      values: { Level: i < 12 ? ['L3', '2026-01-05', '2026-02-16'] : 'L3' },
      week: (n) => ({ prs_merged: i < 12 && n >= 6 ? 4 : 2 }),
    }))
    const moved = await ask(all, { attribute: 'Level' })
    expect(moved.metrics[0]?.row_totals).toMatchObject([
      { row: 'L3', estimate: 2, people: 25 },
      // what they did once they were no longer L3
      { row: 'Unknown', estimate: 4, people: 10 },
    ])
  })

  test('puts values of too few people together as other, in the last place', async () => {
    const sizes = { backend: 12, data: 3, design: 4, frontend: 11 }
    const all = Object.entries(sizes).flatMap(([Role, count]) =>
      people(count, () => ({ values: { Role }, week: () => ({ prs_merged: 1 }) })),
    )
    const { metrics } = await ask(all, { attribute: 'Role' })
    expect(metrics[0]?.rows).toEqual(['backend', 'frontend', 'Other'])
    expect(metrics[0]?.row_totals.at(-1)).toMatchObject({ estimate: 1, people: 5 })
  })

  test('takes the top teams as divisions, of whatever teams people are in', async () => {
    const parents = Object.fromEntries(
      Array.from({ length: 12 }, (_, t) => [`T${t}`, t < 6 ? 'East' : 'West']),
    )
    const { metrics } = await ask(crossed, { attribute: 'division' }, 5, parents)
    expect(metrics[0]?.rows).toEqual(['East', 'West'])
    expect(metrics[0]?.total).toMatchObject({ people: 70 })
  })

  test('is about everybody who counts, those too of whom no value is known', async () => {
    const without = people(10, () => ({ week: () => ({ prs_merged: 9 }) }))
    const { metrics, exclusions } = await ask([...crossed, ...without], { attribute: 'Role' })
    expect(metrics[0]?.rows).toEqual([...ROLES, 'Unknown'])
    expect(metrics[0]?.row_totals.at(-1)).toMatchObject({ estimate: 9, people: 10 })
    // 72 of 3.5 and 10 of 9
    expect(metrics[0]?.total).toMatchObject({ estimate: 4.2, people: 80 })
    expect(exclusions).toEqual([])
  })

  test('tells of no whole from which the few would follow of whom no value is known', async () => {
    const without = people(3, () => ({ week: () => ({ prs_merged: 9 }) }))
    const [table] = (await ask([...crossed, ...without], { attribute: 'Role' })).metrics
    expect(table?.row_totals).toMatchObject([{ estimate: 3 }, { estimate: 4 }])
    expect(table?.total).toMatchObject({ estimate: null, people: null })
    expect(table?.sentence).toMatch(/cannot be told over all.* between 3\.0 \(backend\) and 4\.0/)
    const spec = { attribute: 'Role', across: 'Level' }
    const [both] = (await ask([...crossed, ...without], spec)).metrics
    expect(both?.rows).toEqual([...ROLES, 'Unknown'])
    expect(both?.row_totals.map(({ estimate }) => estimate)).toEqual([null, 4, null])
    expect(both?.total).toMatchObject({ estimate: 3.7, people: 75 })
  })

  test('says of fewer people than the minimum what it says of nobody', async () => {
    const absent = { values: { Role: 'backend', Level: 'L3' }, writes_code: false }
    const spec = { attribute: 'Role', across: 'Level' }
    const nobody = await ask([absent], spec)
    const few = await ask([absent, ...crossed.slice(0, 4)], spec)
    const told = ({ metrics, exclusions }: typeof few) => ({ metrics, exclusions })
    expect(told(few)).toEqual(told(nobody))
  })

  test('never counts the unknown as zero', async () => {
    const half = crossed.map((person, i) =>
      i % 3 === 0 ? { ...person, week: () => undefined } : person,
    )
    const { metrics, exclusions } = await ask(half, {
      attribute: 'Role',
      metrics: ['pr_throughput', 'focus_hours'],
    })
    expect(metrics[0]?.row_totals.every(({ estimate }) => (estimate ?? 0) >= 1)).toBe(true)
    expect(metrics[1]).toMatchObject({ rows: [], total: { estimate: null } })
    expect(exclusions).toMatchObject([{ code: 'no_account', people: 25 }])
  })

  test.each([
    [{ attribute: 'Role', across: 'Role' }, /cannot be crossed with itself/],
    [{ attribute: 'Shoe size' }, /no attribute "Shoe size"/],
    [{ attribute: 'Role', metrics: ['velocity'] }, /no metric "velocity"/],
    [
      { attribute: 'Role', metrics: ['deep_work'] },
      /No survey that was opened from .* Import some/,
    ],
  ])('%o is refused with what to ask instead', async (spec, message) => {
    await expect(ask(crossed, spec)).rejects.toThrow(message)
  })
})

describe('an item of a survey', () => {
  const winter = (deep_work: (i: number) => number | null | undefined) => (tx: Db) =>
    givenWave(tx, { name: 'Winter', opened: '2026-02-11', answers: { deep_work } })
  const spec = { attribute: 'Role', across: 'Level', metrics: ['deep_work'] }

  test('is the share of favourable answers of each cell with who answered, by the values of that day', async () => {
    const moving = crossed.map((person, i): GivenPerson => {
      const Level = person.values?.Level as string
      // these have their level on the day on which it was opened and the next, and on no other
      return i % 6 === 0
        ? { ...person, values: { ...person.values, Level: [Level, '2026-02-10', '2026-02-12'] } }
        : person
    })
    // of each cell nine of twelve answer, of the backend a third of them well
    const answer = (i: number) => {
      const n = Math.floor(i / 6)
      return n >= 9 ? undefined : i % 2 === 1 || n < 3 ? 4 : 0
    }
    const { metrics, exclusions } = await ask(moving, spec, 5, {}, winter(answer))
    const [table] = metrics
    expect(table?.survey).toEqual({ wave: 'Winter', opened: '2026-02-11', closed: '2026-02-11' })
    expect(table?.cells.map(({ estimate }) => estimate)).toEqual([33, 33, 33, 100, 100, 100])
    expect(table?.cells.map(({ people, response_rate }) => [people, response_rate])).toEqual(
      Array.from({ length: 6 }, () => [10, 0.75]),
    )
    // Wilson's interval of 9 of 27, narrower since 27 of 36 answered
    expect(table?.row_totals[0]).toMatchObject({ row: 'backend', estimate: 33, people: 25 })
    expect(table?.row_totals[0]?.interval?.low).toBeGreaterThan(20)
    expect(exclusions).toEqual([])
  })

  test('is told with the rates where these lie apart, and beside what is measured', async () => {
    const answer = (i: number) => (i % 2 === 0 || i < 36 ? 4 : undefined)
    const asked = { attribute: 'Role', metrics: ['deep_work', 'pr_throughput'] }
    const report = await ask(crossed, asked, 5, {}, winter(answer))
    expect(report.metrics.map(({ metric }) => metric.id)).toEqual(['pr_throughput', 'deep_work'])
    expect(report.warnings.map(({ message }) => message)).toContain(
      'Deep work: 100% of backend answered and 50% of frontend, and who did not answer may think otherwise.',
    )
    expect(textOf(REPORTS.breakdown.page(report))).toMatch(/Answered[\s\S]*50%/)
  })

  test('tells of no fewer than five, whatever the minimum, and the same of four as of nobody', async () => {
    const told = async (count: number) =>
      (
        await ask(
          crossed,
          spec,
          3,
          {},
          winter((i) => (i < count ? 4 : null)),
        )
      ).metrics
    expect(await told(4)).toEqual(await told(0))
  })
})

describe('a metric of teams', () => {
  const deploying = (tx: Db) =>
    run(
      tx,
      sql`
        insert into team_weeks
        select t.id, w::date, 7, 1 + t.id % 3, 0, 0, 0, 0, 0, 0
        from teams t
        cross join generate_series('2026-01-05'::date, '2026-03-23'::date, '7 days') w
      `,
    )

  test('has one value a team, weighed by its people in the row, and rests on teams', async () => {
    const spec = { attribute: 'Role', metrics: ['deployment_frequency'] }
    const { metrics } = await ask(crossed, spec, 5, {}, deploying)
    const [table] = metrics
    // the teams of the backend are the even ones, whose ids are odd
    expect(table?.row_totals).toMatchObject([
      { row: 'backend', people: null, teams: 5, estimate: 2 },
      { row: 'frontend', people: null, teams: 5, estimate: 2 },
    ])
    expect(table?.total.interval).not.toBeNull()
    expect(table?.sentence).toMatch(/over all \(95% interval .*; 10 teams\)/)
  })

  test('says nothing of a row of fewer than five teams', async () => {
    const spec = { attribute: 'team', metrics: ['deployment_frequency'] }
    const { metrics } = await ask(crossed, spec, 5, {}, deploying)
    const reasons = new Set(metrics[0]?.row_totals.map(({ reason }) => reason?.reason))
    expect([...reasons]).toEqual(['too_few_teams'])
    expect(metrics[0]?.total.estimate).toBe(2)
  })
})

describe('whatever the people', () => {
  const value = (names: string[]) => fc.constantFrom(...names)
  const person = fc.record({
    Role: value(['a', 'b', 'c']),
    Level: value(['1', '2', '3', '4']),
  })

  test('no cell tells of fewer than the minimum, nor what is hidden of a row', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 70 }),
        fc.constantFrom(3, 5),
        async (all, minimum) => {
          const given = all.map(({ Role, Level }, i) => ({
            values: { Role, Level },
            week: () => ({ prs_merged: i % 4 }),
          }))
          const absent = { values: { Role: 'a', Level: '1' }, writes_code: false }
          const spec = { attribute: 'Role', across: 'Level' }
          const [table] = (await ask([...given, absent], spec, minimum)).metrics
          if (table) expectNothingSmall(table, all, minimum)
        },
      ),
      { numRuns: 25 },
    )
  })
})

function expectNothingSmall(
  { rows, columns, cells, row_totals, column_totals }: BreakdownMetric,
  all: { Role: string; Level: string }[],
  minimum: number,
) {
  const there = (row: string | null, column: string | null) =>
    all.filter(({ Role, Level }) => placeOf(rows, Role, row) && placeOf(columns, Level, column))
      .length
  const shown = [...cells, ...row_totals, ...column_totals].filter(
    ({ estimate }) => estimate !== null,
  )
  for (const { row, column } of shown) expect(there(row, column)).toBeGreaterThanOrEqual(minimum)
  for (const row of rows) {
    const hidden = columns.filter((column) => at(cells, row, column)?.estimate === null)
    const left = hidden.reduce((sum, column) => sum + there(row, column), 0)
    expect(left === 0 || left >= minimum).toBe(true)
  }
}

/** Whether a value stands in a line of a table: in its own, or in that of all others. */
function placeOf(names: readonly string[] = [], value: string, line: string | null): boolean {
  if (line === null || line === value) return true
  return line === 'Other' && !names.includes(value)
}
