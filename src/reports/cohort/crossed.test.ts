import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'
import { cohortPage } from './page.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }

/** So many people of a level with and without an account, who merge the more the higher their level, and one more with it. */
function level(name: string, withAccount: number, without: number): GivenPerson[] {
  const merging = (coder: string, more: number) => (i: number) => ({
    values: { Coder: coder, Level: name, Geo: i % 2 ? 'EU' : 'US' },
    week: () => ({ prs_merged: Number(name.slice(1)) + more + (i % 4 < 2 ? 0 : 1) }),
  })
  return [
    ...people(withAccount, merging('account', 1)),
    ...people(without, merging('no account', 0)),
  ]
}

function ask(given: GivenPerson[], spec: Partial<CohortSpec>) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, { people: given }, (tx) => cohortReport(tx, args, asking))
}

const TWO_LEVELS = [...level('L1', 20, 12), ...level('L4', 12, 20)]

describe('attributes that are crossed', () => {
  test('make a cohort of each combination, compared with the last one of the same further value', async () => {
    const { cohorts, metrics, spec } = await ask(TWO_LEVELS, { across: ['level'] })
    expect(
      cohorts.map(({ name, values, across, people }) => [name, values, across, people]),
    ).toEqual([
      ['account, L1', ['account'], ['L1'], 20],
      ['no account, L1', ['no account'], ['L1'], 10],
      ['account, L4', ['account'], ['L4'], 10],
      ['no account, L4', ['no account'], ['L4'], 20],
    ])
    const [first, second] = metrics[0]?.comparisons ?? []
    expect(first).toMatchObject({
      of: 'account, L1',
      to: 'no account, L1',
      difference: { estimate: 1 },
    })
    expect(second).toMatchObject({
      of: 'account, L4',
      to: 'no account, L4',
      difference: { estimate: 1 },
      standardised: { within: ['place'] },
    })
    expect(second?.sentence).toMatch(/does not say what Coder and Level change\.$/)
    expect(spec).toMatchObject({ cohorts: ['account', 'no account'], across: ['Level'] })
  })

  test('are three at most, each person in one combination, and told in short', async () => {
    const answer = await ask(TWO_LEVELS, { across: ['Level', 'Geo'] })
    expect(answer.cohorts.map(({ name }) => name).slice(0, 3)).toEqual([
      'account, L1, EU',
      'no account, L1, EU',
      'account, L1, US',
    ])
    expect(answer.cohorts).toHaveLength(8)
    expect(cohortPage(answer).title).toBe('Coder across Level and Geo: 8 cohorts')
  })

  test('take the values that a filter leaves, and group those of the first', async () => {
    const { cohorts } = await ask(TWO_LEVELS, {
      cohorts: ['Any=account|no account'],
      compare: 'organization',
      across: ['Level', 'Geo'],
      filter: ['Level=L4'],
    })
    expect(cohorts.map(({ name }) => name)).toEqual(['Any, L4, EU', 'Any, L4, US'])
  })

  test('hide small combinations, and whatever they would follow from in a report of one attribute', async () => {
    const given = [...level('L1', 20, 20), ...level('L4', 3, 20), ...level('L5', 20, 20)]
    const { cohorts, warnings } = await ask(given, { across: ['Level'] })
    const hidden = cohorts.filter(({ people }) => people === null).map(({ name }) => name)
    // of all with an account, and of all of L4, the other parts are shown elsewhere: one alone must not be missing in either
    expect(hidden).toContain('account, L4')
    expect(hidden).toContain('no account, L4')
    expect(hidden.filter((name) => name.startsWith('account'))).toHaveLength(2)
    expect(hidden.filter((name) => name.startsWith('no account'))).toHaveLength(2)
    expect(warnings.map(({ code }) => code)).toContain('cohort_hidden')
  })

  test.each([
    ['itself', { across: ['Coder'] }, /Coder cannot be crossed with itself/],
    ['the same one twice', { across: ['Geo', 'geo'] }, /Geo cannot be crossed with itself/],
    ['an unknown one', { across: ['Badge'] }, /no attribute "Badge"/],
  ])('are refused with %s', async (_, spec, message) => {
    await expect(ask(TWO_LEVELS, spec)).rejects.toThrow(message)
  })

  test('are refused where they make more cohorts than a page holds, with what to do', async () => {
    const many = people(40, (i) => ({
      values: { Coder: i % 2 ? 'account' : 'no account', Title: `T${i}` },
    }))
    await expect(ask(many, { across: ['Title'] })).rejects.toThrow(
      /makes 80 cohorts, more than 36\..*filter such as "Title=T0\|T1"/,
    )
  })
})
