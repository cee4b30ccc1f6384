import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import {
  type GivenOrganisation,
  type GivenPerson,
  inOrganisation,
} from '../../../test/organisation.ts'
import { ImpactSpec } from '../../model/index.ts'
import { drawPanel } from './draw-panel.ts'
import { drawPeople } from './draw-people.ts'
import { questionOf } from './question.ts'

const held = testDatabase()
const viewer = { privileged: false }
const known = { values: { Coder: 'no account' }, week: () => ({ tool_days: 0 }) }

function draw(
  person: GivenPerson,
  more: Partial<GivenOrganisation> = {},
  spec: Partial<ImpactSpec> = {},
) {
  const args = ImpactSpec.parse({ attribute: 'Coder', ...spec })
  const given = {
    people: [person, known, { values: { Coder: 'account' } }],
    tool: 'Coder',
    weeks: 48,
    ...more,
  }
  return inOrganisation(held.database, given, async (tx) => {
    const question = await questionOf(tx, args, viewer)
    const people = await drawPeople(tx, question)
    return { person: people[0], panel: await drawPanel(tx, question, people), question }
  })
}

/** Somebody with an account who used the tool in these weeks, and whose others are known. */
function using(...weeks: number[]): GivenPerson {
  return {
    values: { Coder: ['account', '2026-01-05'] },
    week: (n) => ({ prs_merged: n, tool_days: weeks.includes(n) ? 1 : 0 }),
  }
}

describe('adoption by days of use', () => {
  test.each<[string, GivenPerson, string | null, string | null]>([
    ['two weeks of use in four: the first of them', using(8, 11), '2026-03-02', null],
    ['use once and again later: not before it is sustained', using(8, 12, 13), '2026-03-30', null],
    ['one week of use: none', using(8), null, null],
    ['no use: none', using(), null, null],
    ['given up: still adopted', using(8, 9), '2026-03-02', null],
    [
      'an account of which no use is known: unknown',
      { values: { Coder: 'account' } },
      null,
      'adoption_unknown',
    ],
    ['nothing known at all: unknown', {}, null, 'adoption_unknown'],
    ['no account at the end: none', { values: { Coder: 'no account' } }, null, null],
    [
      'no account once, nothing known at the end: unknown',
      { values: { Coder: ['no account', '-infinity', '2026-03-02'] } },
      null,
      'adoption_unknown',
    ],
    ['writes no code', { ...using(8, 9), writes_code: false }, '2026-03-02', 'not_eligible'],
    ['left before the first day', { ...using(), end_date: '2026-01-05' }, null, 'left'],
  ])('%s', async (_, given, adopted, reason) => {
    expect((await draw(given)).person).toMatchObject({ adopted, reason })
  })

  test('use as soon as the records begin is older than they, unless the account is not', async () => {
    const records = { tool_from: '2026-03-02' }
    const old = { ...using(8, 9), values: { Coder: ['account', '2026-01-05'] as [string, string] } }
    const young = {
      ...using(8, 9),
      values: { Coder: ['account', '2026-02-20'] as [string, string] },
    }
    expect((await draw(old, records)).person?.reason).toBe('adopted_before')
    expect((await draw(young, records)).person?.reason).toBeNull()
    expect((await draw({ ...old, week: using(12, 13).week }, records)).person?.reason).toBeNull()
  })

  test('level and team are those of the day of adoption', async () => {
    const { person } = await draw({
      ...using(8, 9),
      team: 'Core',
      values: { Coder: 'account', Level: ['L4', '2026-03-02'] },
    })
    expect(person).toMatchObject({ level: 'L4', team: 1 })
  })
})

describe('adoption by account, where no days of use are known', () => {
  test.each<[string, GivenPerson, string | null, string | null]>([
    ['since its day', { values: { Coder: ['account', '2026-03-04'] } }, '2026-03-04', null],
    ['undated: unknown', { values: { Coder: 'account' } }, null, 'adoption_unknown'],
    ['no account: none', { values: { Coder: 'no account' } }, null, null],
  ])('%s', async (_, given, adopted, reason) => {
    expect((await draw(given, { tool: undefined })).person).toMatchObject({ adopted, reason })
  })
})

describe('the panel', () => {
  test('holds sums by period of four weeks, and the period of adoption', async () => {
    const { panel, question } = await draw(using(8, 9))
    expect(question.periods).toBe(12)
    expect([...panel.num.slice(0, 3)]).toEqual([0 + 1 + 2 + 3, 4 + 5 + 6 + 7, 8 + 9 + 10 + 11])
    // in hundredths of days, so that part time is a whole number too
    expect([...panel.den.slice(0, 3)]).toEqual([2000, 2000, 2000])
    expect([...panel.adoption]).toEqual([2, -1, -1])
  })

  test('knows nothing of a period with fewer than 8 available days', async () => {
    const days = (code_days: number) => ({
      ...using(),
      week: (n: number) =>
        n === 0
          ? { code_days, prs_merged: 1 }
          : n === 1
            ? { code_days: 3, prs_merged: 1 }
            : undefined,
    })
    expect((await draw(days(4))).panel.den[0]).toBe(0)
    expect((await draw(days(5))).panel.den[0]).toBe(800)
  })

  test('leaves out the first twelve weeks after joining', async () => {
    const { panel } = await draw({ ...using(), start_date: '2026-01-12' })
    expect([...panel.den.slice(0, 5)]).toEqual([0, 0, 0, 1500, 2000])
  })

  test('holds sums of logarithms for durations', async () => {
    const cycle = () => ({
      prs_merged: 2,
      prs_cycled: 2,
      cycle_ln: Math.round(2 * Math.log(6) * 1e9),
    })
    const { panel } = await draw({ ...using(), week: cycle }, {}, { metric: 'pr_cycle_time' })
    expect((panel.num[0] ?? 0) / (panel.den[0] ?? 1)).toBeCloseTo(Math.log(6), 8)
    expect(panel.den[0]).toBe(8)
  })
})

describe('the question', () => {
  test('is refused for what use of the tool moves by definition', async () => {
    await expect(draw(known, {}, { metric: 'coding_days' })).rejects.toThrow(
      /moves coding_days by definition.*pr_throughput/,
    )
    await expect(draw(known, {}, { metric: 'tool_active_days' })).rejects.toThrow(/by definition/)
  })

  test('is refused where nobody can tell since when a tool is used', async () => {
    const given = { people: [{ values: { Level: 'L3' } }] }
    const ask = inOrganisation(held.database, given, (tx) =>
      questionOf(tx, ImpactSpec.parse({ attribute: 'Level' }), viewer),
    )
    await expect(ask).rejects.toThrow(/Since when somebody uses Level is not known/)
  })
})
