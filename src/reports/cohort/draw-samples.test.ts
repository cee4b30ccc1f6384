import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { run } from '../../store/db.ts'
import { drawSamples } from './draw-samples.ts'
import { questionOf } from './question.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const week = () => ({ prs_merged: 1 })
const member = { week, values: { Coder: 'account' } }
const basis = [
  ...people(3, () => member),
  ...people(3, () => ({ week, values: { Coder: 'no account' } })),
]

/** Who is drawn of an organisation of `basis` and these, in order of the people. */
function drawn(more: GivenPerson[], spec: Partial<CohortSpec> = {}) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, { people: [...basis, ...more] }, async (tx) =>
    (await drawSamples(tx, await questionOf(tx, args, asking))).slice(basis.length),
  )
}

describe('whoever is asked for is in the report or out of it for one reason', () => {
  test.each<[string, string | null, GivenPerson]>([
    ['is in', null, member],
    ['left before the first day', 'left', { ...member, end_date: '2026-01-05' }],
    ['left later', null, { ...member, end_date: '2026-01-06' }],
    ['writes no code', 'not_eligible', { ...member, writes_code: false }],
    ['has no value', 'value_unknown', { week }],
    [
      'has a value from the second day on',
      'value_unknown',
      { week, values: { Coder: ['account', '2026-01-06'] } },
    ],
    [
      'had a value until the first day',
      'value_unknown',
      { week, values: { Coder: ['account', '-infinity', '2026-01-05'] } },
    ],
    ['has a value of no cohort', 'other_value', { week, values: { Coder: 'suspended' } }],
    ['joined after the first day', 'onboarding', { ...member, start_date: '2026-01-06' }],
    ['joined just before', 'onboarding', { ...member, start_date: '2025-12-29' }],
    ['has no week that is known', 'no_account', { ...member, week: undefined }],
    [
      'has weeks of other sources alone',
      'no_account',
      { ...member, week: () => ({ code_days: null, prs_merged: null }) },
    ],
    [
      'has 19 days',
      'too_few_days',
      { ...member, week: (n) => (n < 4 ? { prs_merged: 1, code_days: n < 3 ? 5 : 4 } : undefined) },
    ],
    ['has 20 days', null, { ...member, week: (n) => (n < 4 ? { prs_merged: 1 } : undefined) }],
  ])('somebody who %s: %s', async (_, reason, person) => {
    expect((await drawn([person]))[0]?.reason).toBe(reason)
  })

  test('somebody with values of two cohorts is in neither', async () => {
    const { database } = held
    const args = CohortSpec.parse({ attribute: 'Skill', cohorts: ['Go', 'Rust'] })
    const given = {
      people: [
        { week, values: { Skill: 'Go' } },
        { week, values: { Skill: 'Rust' } },
      ],
    }
    const answer = await inOrganisation(database, given, async (tx) => {
      await run(
        tx,
        sql`
          insert into user_attributes (id, user_id, attribute_id, value, source, created_in, changed_in)
          overriding system value values (100, 1, 1, 'Rust', 'test', 1, 1)
        `,
      )
      return drawSamples(tx, await questionOf(tx, args, asking))
    })
    expect(answer.map(({ reason }) => reason)).toEqual(['several_values', null])
  })

  test('a period of 24 weeks asks for 40 days', async () => {
    const days = (n: number) => ({
      ...member,
      week: (i: number) => (i < n ? { prs_merged: 1 } : undefined),
    })
    const args = CohortSpec.parse({ attribute: 'Coder', from: '2026-01-05', to: '2026-06-22' })
    const given = { people: [...basis, days(7), days(8)], weeks: 24 }
    const answer = await inOrganisation(held.database, given, async (tx) =>
      drawSamples(tx, await questionOf(tx, args, asking)),
    )
    expect(answer.slice(-2).map(({ reason }) => reason)).toEqual(['too_few_days', null])
  })
})

describe('what is drawn of a person', () => {
  test('is the sum over the weeks that count, none of the first twelve after joining', async () => {
    const [person] = await drawn([
      { ...member, start_date: '2025-11-10', week: (n) => ({ prs_merged: n < 4 ? 100 : 2 }) },
    ])
    expect(person).toMatchObject({ reason: null, values: [2] })
  })

  test('leaves out the weeks before the period and after it', async () => {
    const spec = { from: '2026-01-12', to: '2026-03-23' }
    const [person] = await drawn(
      [{ ...member, week: (n) => ({ prs_merged: n === 0 || n === 11 ? 100 : 3 }) }],
      spec,
    )
    expect(person?.values).toEqual([3])
  })

  test('is unknown where nothing is known, and 0 where nothing was done', async () => {
    const spec = { metrics: ['pr_throughput', 'reviews_given', 'tool_active_days'] }
    const [person] = await drawn([{ ...member, week: () => ({ prs_merged: 0 }) }], spec)
    expect(person).toMatchObject({ reason: null, values: [0, null, null] })
  })

  test('are the days of use of the tool that the attribute is about', async () => {
    const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['tool_active_days'] })
    const given = {
      people: basis.map((it) => ({ ...it, week: () => ({ prs_merged: 1, tool_days: 2 }) })),
      tool: 'coder',
    }
    const [person] = await inOrganisation(held.database, given, async (tx) =>
      drawSamples(tx, await questionOf(tx, args, asking)),
    )
    expect(person?.values).toEqual([40])
  })

  test('comes with the team and the traits of the first day', async () => {
    const [person] = await drawn([
      {
        ...member,
        team: 'Core',
        values: { Coder: 'account', Level: ['L3', '2026-01-05'], Role: ['Data', '2026-01-06'] },
      },
    ])
    expect(person).toMatchObject({ team: 1, strata: ['L3 | unknown', 'L3'] })
  })
})
