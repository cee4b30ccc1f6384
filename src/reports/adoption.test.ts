import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import {
  AdoptionSpec,
  type AdoptionWeek,
  dayAfter,
  KNOWN_LEVELS,
  type PeopleShare,
  USAGE_LEVELS,
  type UsageLevel,
} from '../model/index.ts'
import { run } from '../store/db.ts'
import { adoptionReport } from './adoption.ts'

const held = testDatabase()
const asking = { privileged: false, now: new Date('2026-03-30T12:00:00Z') }
const MONDAY = '2026-01-05'
const WEEKS = 12

function ask(all: GivenPerson[], spec: object = {}, { minimum_group = 5, parents = {} } = {}) {
  const given = { people: all, tool: 'Coder', minimum_group, parents }
  return inOrganisation(held.database, given, (tx) =>
    adoptionReport(tx, AdoptionSpec.parse({ from: MONDAY, ...spec }), asking),
  )
}

const week = () => ({ prs_merged: 1 })

/** Somebody of a level, and of a role. */
const of = (level: string, Role = 'Backend'): GivenPerson => ({
  week,
  values: { 'Coder usage': level, Role },
})

/** Somebody who uses the tool in these weeks. */
const uses = (weeks: (n: number) => boolean | undefined, level = 'daily'): GivenPerson => ({
  ...of(level),
  week: (n) => (weeks(n) === undefined ? {} : { tool_days: weeks(n) ? 2 : 0 }),
})

test('no week tells of three who left, beside an answer about all but them', async () => {
  const all = [
    ...people(30, (i) => of(i % 2 ? 'daily' : 'none')),
    ...people(3, () => ({ ...of('daily', 'Data'), end_date: '2026-02-16' })),
  ]
  const { weeks, warnings } = await inOrganisation(
    held.database,
    { people: all, tool: 'Coder' },
    async (tx) => {
      const spec = AdoptionSpec.parse({ from: MONDAY })
      await adoptionReport(tx, spec, asking)
      return adoptionReport(tx, { ...spec, filter: ['Role=Backend'] }, asking)
    },
  )
  const shown = weeks.map(({ people }) => people !== null)
  expect(shown).toEqual([...new Array(6).fill(false), ...new Array(6).fill(true)])
  expect(warnings.map(({ code }) => code)).toContain('release_refused')
})

describe('an adoption report', () => {
  test('is about developers who are there, and says who is not in it', async () => {
    const all = [
      ...people(30, () => of('daily')),
      ...people(10, () => of('none')),
      ...people(10, () => ({ ...of('daily'), writes_code: false })),
      ...people(10, () => ({ ...of('daily'), end_date: '2026-02-01' })),
      ...people(10, () => ({ ...of('daily'), start_date: '2026-05-01' })),
    ]
    const { use, exclusions } = await ask(all)
    expect(use).toMatchObject({ people: 40, using: { people: 30, estimate: 0.75 } })
    expect(exclusions.map(({ code, people }) => [code, people])).toEqual([
      ['left', 10],
      ['not_eligible', 10],
    ])
  })

  test('holds the last day against that of the period before', async () => {
    const since = (day: string): GivenPerson => ({
      week,
      values: { 'Coder usage': ['weekly', day] },
    })
    const all = [
      ...people(60, () => of('none')),
      ...people(20, () => of('daily')),
      ...people(40, () => ({ ...since('2026-03-01'), start_date: '2026-03-01' })),
    ]
    const { previous, sentence } = await ask(all, { from: '2026-02-16' })
    expect(previous).toMatchObject({
      period: { from: MONDAY, to: '2026-02-16' },
      use: { people: 80, using: { estimate: 0.25 } },
      difference: { estimate: 25 },
    })
    expect(sentence).toMatch(/That is 25 points more than 6 weeks before \(95% interval \+/)
  })

  test('tells by team and division, where these are asked for', async () => {
    const all = people(60, (i) => ({
      ...of(i % 2 ? 'daily' : 'none'),
      team: i < 40 ? 'Payments' : 'Search',
    }))
    const parents = { Payments: 'Commerce', Search: 'Platform' }
    const { breakdowns, spec } = await ask(all, { by: ['Team', 'division'] }, { parents })
    expect(spec.by).toEqual(['team', 'division'])
    expect(breakdowns.map(({ segments }) => segments.map((it) => [it.value, it.people]))).toEqual([
      [
        ['Payments', 40],
        ['Search', 20],
      ],
      [
        ['Commerce', 40],
        ['Platform', 20],
      ],
    ])
  })

  test('tells teams of one name apart by what is above them', async () => {
    const all = people(40, (i) => ({ ...of(i % 2 ? 'daily' : 'none'), team: `T${i % 2}` }))
    const { breakdowns } = await inOrganisation(
      held.database,
      { people: all, tool: 'Coder', parents: { T0: 'Commerce', T1: 'Platform' } },
      async (tx) => {
        await run(tx, sql`update teams set name = 'Core' where name in ('T0', 'T1')`)
        return adoptionReport(tx, AdoptionSpec.parse({ from: MONDAY, by: ['team'] }), asking)
      },
    )
    expect(breakdowns[0]?.segments.map(({ value }) => value)).toEqual([
      'Commerce / Core',
      'Platform / Core',
    ])
  })

  test('follows people from first use to the last before four weeks without', async () => {
    const all = [
      ...people(10, () => uses((n) => n >= 5)),
      ...people(10, () => uses((n) => n === 5, 'none')),
      // what is not known is no stop
      ...people(10, () => uses((n) => (n > 6 ? undefined : n >= 5))),
      // used as soon as the records begin: since when is not known
      ...people(10, () => uses(() => true)),
    ]
    const { retention, adopted } = await ask(all)
    expect(retention.people).toBe(30)
    expect(retention.curve.slice(0, 3).map(({ share }) => share)).toEqual([1, 0.67, 0.67])
    expect(adopted).toEqual([{ from: '2026-02-09', to: '2026-02-16', people: 20 }])
    expect(retention.cohorts).toMatchObject([
      { from: '2026-02-01', to: '2026-03-01', people: 30, kept: [{ weeks: 4, estimate: 0.67 }] },
    ])
  })

  test('is about nobody where a filter leaves fewer than the minimum', async () => {
    const all = [...people(40, () => of('daily')), ...people(4, () => of('daily', 'Data'))]
    const few = await ask(all, { filter: ['Role=Data'] })
    expect(few.sentence).toMatch(/cannot be told/)
    expect(few.weeks.every((it) => it.people === null)).toBe(true)
    expect(few.breakdowns.flatMap(({ segments }) => segments)).toEqual([])
  })
})

interface Drawn {
  level: UsageLevel
  role: string
  from: number
  until: number
}

/** Whether a level held on the last day of a week. */
const heldIn = ({ from, until }: Drawn, n: number) => from <= n && n < until

const drawn: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({
    level: fc.constantFrom(...USAGE_LEVELS, 'daily' as const, 'weekly' as const),
    role: fc.constantFrom('Backend', 'Backend', 'Frontend', 'Data'),
    from: fc.integer({ min: 0, max: 2 }),
    until: fc.integer({ min: 8, max: WEEKS + 1 }),
  }),
  { maxLength: 70, size: 'max' },
)

const least = fc.constantFrom(3, 5, 8)

function organisation(all: Drawn[]): GivenPerson[] {
  const absent = { ...of('daily'), writes_code: false }
  return [
    absent,
    ...all.map(({ level, role, from, until }) => ({
      week,
      values: {
        'Coder usage': [level, dayAfter(MONDAY, 7 * from), dayAfter(MONDAY, 7 * until)] as [
          string,
          string,
          string,
        ],
        Role: role,
      },
    })),
  ]
}

/** That the numbers of a week are those of these people, and about no fewer than the minimum. */
function expectWeek(it: AdoptionWeek, counts: number[], least: number) {
  const known = counts.reduce((sum, count) => sum + count, 0)
  const shares = it.levels.map(({ share }) => share)
  if (it.people === null) return expect(shares.every((share) => share === null)).toBe(true)
  expect(known).toBeGreaterThanOrEqual(least)
  const told = shares.reduce<number>((sum, share) => sum + (share ?? 0), it.not_shown ?? 0)
  expect(told).toBeCloseTo(1, 9)
  const shown = counts.filter((_, place) => shares[place] !== null)
  for (const count of shown) expect(count).toBeGreaterThanOrEqual(least)
  const off = counts.map((count, place) =>
    Math.abs((shares[place] ?? count / known) - count / known),
  )
  expect(Math.max(...off)).toBeLessThan(0.01)
  expectEnough(known - shown.reduce((sum, count) => sum + count, 0), least)
}

/** That these are nobody, or as many as the minimum. */
function expectEnough(people: number, least: number) {
  expect(people === 0 || people >= least).toBe(true)
}

/** That a share is that of these people, and about no fewer than the minimum on either side. */
function expectShare({ estimate, within }: PeopleShare, [users, all]: Use, least: number) {
  expect(all).toBeGreaterThanOrEqual(least)
  if (within !== null) {
    expect(users / all).toBeGreaterThanOrEqual(within.low)
    expect(users / all).toBeLessThanOrEqual(within.high)
  }
  if (estimate === null) return
  expect(Math.min(users, all - users)).toBeGreaterThanOrEqual(least)
  expect(Math.abs(estimate - users / all)).toBeLessThan(0.0051)
}

/** How many use the tool, of how many. */
type Use = [users: number, all: number]

function usersAmong(some: readonly Drawn[]): Use {
  return [some.filter(({ level }) => ['daily', 'weekly'].includes(level)).length, some.length]
}

describe('whatever the organisation', () => {
  const runs = { numRuns: 25 }

  test('the shares of a week add to 100%, unknown is in none, and no level of too few is told', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, least, async (all, minimum_group) => {
        const { weeks } = await ask(organisation(all), {}, { minimum_group })
        for (const [n, week] of weeks.entries()) {
          const there = all.filter((it) => heldIn(it, n))
          const counts = KNOWN_LEVELS.map(
            (level) => there.filter((it) => it.level === level).length,
          )
          expectWeek(week, counts, minimum_group)
        }
      }),
      runs,
    )
  })

  test('a share is about no fewer than the minimum, on both its sides, nor is what is left over', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(drawn, least, async (all, minimum_group) => {
        const { use, breakdowns } = await ask(organisation(all), {}, { minimum_group })
        const known = all.filter((it) => it.level !== 'unknown' && heldIn(it, WEEKS - 1))
        if (use.people === null) return
        expectShare(use.using, usersAmong(known), minimum_group)
        if (use.using.estimate === null) return
        let [users, people] = usersAmong(known)
        for (const { value, using } of breakdowns[0]?.segments ?? []) {
          const some = usersAmong(known.filter(({ role }) => role === value))
          expectShare(using, some, minimum_group)
          if (using.estimate === null) continue
          users -= some[0]
          people -= some[1]
        }
        expectEnough(users, minimum_group)
        expectEnough(people - users, minimum_group)
      }),
      runs,
    )
  })
})
