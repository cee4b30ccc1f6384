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
})
