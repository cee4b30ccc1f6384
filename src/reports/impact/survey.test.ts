import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { SECRET_KEY } from '../../../test/source.ts'
import { type GivenWave, givenWave } from '../../../test/surveys.ts'
import { ImpactSpec } from '../../model/index.ts'
import { impactReport } from '../impact.ts'
import { REPORTS } from '../registry.ts'
import { textOf } from '../text.ts'

const held = testDatabase()
const WEEKS = 60
/** The week of adoption, in August 2026. */
const ADOPTION = 32
const ADOPTERS = 20

type Choose = GivenWave['answers'][string]

/** Teams of two, of whom the first twenty people adopt the tool. */
const person = (i: number): GivenPerson => {
  const adopts = i < ADOPTERS
  return {
    team: `T${Math.floor(i / 2)}`,
    values: { Coder: adopts ? 'account' : 'no account' },
    week: (n) => ({ prs_merged: 1, tool_days: adopts && n >= ADOPTION ? 2 : 0 }),
  }
}

function ask(
  item: string,
  before: Choose | undefined,
  after: Choose | undefined,
  { count = 40, forgotten = false } = {},
) {
  const args = ImpactSpec.parse({ attribute: 'Coder', metric: item })
  const given = { people: people(count, person), tool: 'Coder', weeks: WEEKS }
  const asking = { privileged: false, secretKey: () => SECRET_KEY }
  return inOrganisation(held.database, given, async (tx) => {
    const waves = { '2026-06-01': before, '2026-11-02': after }
    for (const [opened, choose] of Object.entries(waves))
      if (choose)
        await givenWave(tx, { name: opened, opened, answers: { [item]: choose }, forgotten })
    return impactReport(tx, args, asking)
  })
}

const half: Choose = (n) => (n % 2 === 0 ? 4 : 0)
/** 15 of the adopters and 12 of the others are content. */
const later: Choose = (n) =>
  n < ADOPTERS ? (n % 4 !== 3 ? 3 : 1) : n % 2 === 0 || n % 10 === 1 ? 4 : 0

test('the change of those who adopted between two surveys is held against that of the others, as by hand', async () => {
  const report = await ask('deep_work', half, later)
  // (75 - 50) - (60 - 50) points
  expect(report.effect?.estimate).toBeCloseTo(15, 9)
  expect(report).toMatchObject({
    unit: 'points',
    people: { adopters: 20, controls: 20 },
    teams: { adopters: 10, controls: 10 },
    evidence: { word: 'not established' },
    widened: null,
    checks: [],
    metric: { id: 'deep_work', of: 'survey' },
  })
  const text = textOf(REPORTS.impact.page(report)).replace(/\s+/g, ' ')
  expect(text).toContain('not established')
  expect(text).toContain('People are asked too seldom for a curve around adoption, or for checks')
  expect(text).not.toMatch(/against what was expected|Checks|not known/)
})

test('hours are compared in per cent', async () => {
  const report = await ask(
    'env_toil',
    (n) => (n % 2 === 0 ? 3 : 4),
    (n) => (n < ADOPTERS ? (n % 2 === 0 ? 2 : 4) : n % 2 === 0 ? 3 : 4),
  )
  // mean of 1.5 and 8 over mean of 4 and 8
  expect(report.unit).toBe('%')
  expect(report.effect?.estimate).toBe(-20.8)
})

describe('unknown is not zero', () => {
  test('who answered one survey only is in no comparison', async () => {
    const some: Choose = (n) => (n % 5 === 4 ? undefined : n % 5 === 3 ? null : half(n))
    const report = await ask('deep_work', some, later)
    expect(report.people).toEqual({ adopters: 10, controls: 10 })
    expect(report.exclusions.map(({ code }) => code)).toEqual(['too_few_periods'])
  })

  test('who answered none is counted as such', async () => {
    const some: Choose = (n) => (n % 2 === 0 ? half(n) : undefined)
    const report = await ask('deep_work', some, some)
    expect(report.exclusions).toMatchObject([{ code: 'no_answer', people: 20 }])
  })
})

test('four people on one side are told as nobody', async () => {
  const few =
    (count: number): Choose =>
    (n) =>
      n >= ADOPTERS || n < count ? half(n) : undefined
  const { effect, people, reason } = await ask('deep_work', few(4), few(4))
  expect({ effect, people }).toEqual({ effect: null, people: { adopters: null, controls: null } })
  expect(reason).not.toBeNull()
})

describe('refused', () => {
  test('with one survey alone, or one whose key is destroyed', async () => {
    const words = expect.stringContaining('two surveys')
    const refusal = { code: 'invalid_arguments', message: words }
    await expect(ask('deep_work', half, undefined)).rejects.toMatchObject(refusal)
    await expect(ask('deep_work', half, later, { forgotten: true })).rejects.toMatchObject(refusal)
  })

  test('for what is perceived of the tool itself', async () => {
    await expect(ask('perceived_time_saved', half, later)).rejects.toMatchObject({
      code: 'invalid_arguments',
      message: expect.stringContaining('about the tool itself'),
    })
  })
})
