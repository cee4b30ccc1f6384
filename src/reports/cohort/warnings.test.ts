import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }

async function warnings(given: GivenPerson[], spec: Partial<CohortSpec> = {}) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  const answer = await inOrganisation(held.database, { people: given }, (tx) =>
    cohortReport(tx, args, asking),
  )
  return new Map(answer.warnings.map(({ code, message }) => [code, message]))
}

const since = (value: string): GivenPerson['values'] => ({ Coder: [value, '2025-06-02'] })

/** People of as many teams with dated values, who merge what their number says. */
function sound(value: string, count = 20): GivenPerson[] {
  return people(count, (i) => ({
    team: `${value} ${i}`,
    values: since(value),
    week: () => ({ prs_merged: i % 4 }),
  }))
}

describe('warnings of a cohort report', () => {
  test('are one where nothing is wrong: the people are different ones', async () => {
    const found = await warnings([...sound('account'), ...sound('no account')])
    expect([...found.keys()]).toEqual(['different_people'])
  })

  test('name the cohorts that are not shown, the small one and the one that would give it away', async () => {
    const found = await warnings(
      [...sound('account', 30), ...sound('no account', 9), ...sound('suspended', 3)],
      { cohorts: ['account', 'no account', 'suspended'] },
    )
    expect(found.get('cohort_hidden')).toMatch(/^Not shown: no account and suspended\./)
  })

  test('count the teams where they are few', async () => {
    const together = sound('account').map((it, i) => ({ ...it, team: `T${i % 3}` }))
    const alone = sound('no account').map((it) => ({ ...it, team: undefined }))
    const found = await warnings([...together, ...alone] as GivenPerson[])
    expect(found.get('too_few_teams')).toMatch(/^Few teams \(account: 3, no account: none\)/)
  })

  test('count the people whose value has no date, unless it ended on one', async () => {
    const undated = sound('account').map((it) => ({ ...it, values: { Coder: 'account' } }))
    const ended = sound('no account').map((it) => ({
      ...it,
      values: { Coder: ['no account', '-infinity', '2026-03-02'] as [string, string, string] },
    }))
    expect((await warnings([...undated, ...ended])).get('undated_values')).toMatch(/^For 20 people/)
    expect((await warnings([...sound('account'), ...ended])).has('undated_values')).toBe(false)
  })

  test('say nothing of the make-up where both differences are chance', async () => {
    const level = (all: GivenPerson[]) =>
      all.map((it, i) => ({ ...it, values: { ...it.values, Level: i % 2 ? 'L1' : 'L5' } }))
    const found = await warnings([
      ...level(sound('account', 40)),
      ...level(sound('no account', 40)),
    ])
    expect(found.has('composition')).toBe(false)
  })

  /** So many people of a level who merge so many, in turn one more. */
  const merging = (value: string, count: number, level: string, prs_merged: number) =>
    people(count, (i) => ({
      team: `${value} ${level} ${i}`,
      values: { ...since(value), Level: level },
      week: () => ({ prs_merged: prs_merged + (i % 2) }),
    }))

  test('tell of a difference that is the other way round between people who are alike', async () => {
    const seniors = [...merging('account', 20, 'L5', 9), ...merging('no account', 6, 'L5', 11)]
    const juniors = [...merging('account', 6, 'L1', 1), ...merging('no account', 20, 'L1', 3)]
    const found = await warnings([...seniors, ...juniors])
    expect(found.get('reversed')).toMatch(
      /of like level the first is .* lower, instead of .* higher: the other way round, and so it is in each group/,
    )
    expect(found.has('composition')).toBe(false)
  })

  test('say that chance may explain what is the other way round by little', async () => {
    const seniors = [...merging('account', 14, 'L5', 4), ...merging('no account', 13, 'L5', 4)]
    const juniors = [...merging('account', 13, 'L1', 3), ...merging('no account', 14, 'L1', 3)]
    const slow = people(1, () => ({ values: { ...since('account'), Level: 'L5' } }))
    const found = await warnings([
      ...seniors,
      ...juniors,
      ...slow.map((it) => ({ ...it, team: 'slow', week: () => ({ prs_merged: 3 }) })),
    ])
    expect(found.get('reversed')).toMatch(/: the other way round.*; chance may explain either\.$/)
  })
})
