import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inOrganisation } from '../../../test/organisation.ts'
import { SECRET_KEY } from '../../../test/source.ts'
import { givenWave } from '../../../test/surveys.ts'
import { CohortSpec, type Estimate } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'

const held = testDatabase()
const asking = {
  now: new Date('2026-07-01T12:00:00Z'),
  privileged: false,
  secretKey: () => SECRET_KEY,
}

/** Twenty people with the tool in twelve teams, and forty without. */
const PEOPLE = Array.from({ length: 60 }, (_, n) => ({
  values: { Coder: n < 20 ? 'account' : 'no account' },
  team: `T${n % 12}`,
  week: () => ({ prs_merged: 1 }),
}))

describe('two runs', () => {
  async function compared(
    answers: (wave: 'Winter' | 'Spring', n: number) => number | undefined,
    item = 'deep_work',
  ) {
    const args = CohortSpec.parse({
      attribute: 'Coder',
      metrics: ['pr_throughput', item],
      cohorts: ['account'],
      compare: 'previous',
      from: '2026-03-30',
      to: '2026-06-22',
    })
    const given = { people: PEOPLE, weeks: 24 }
    const { metrics } = await inOrganisation(held.database, given, async (tx) => {
      for (const [name, opened] of [
        ['Winter', '2026-01-19'],
        ['Spring', '2026-04-13'],
      ] as const)
        await givenWave(tx, { name, opened, answers: { [item]: (n) => answers(name, n) } })
      return cohortReport(tx, args, asking)
    })
    const survey = metrics.find(({ metric }) => metric.id === item)
    expect(survey?.survey?.wave).toBe('Spring')
    return survey?.comparisons[0]
  }

  test('are compared person by person, the people of a team as one', async () => {
    // of twenty in twelve teams eighteen answer both: five were content, of whom one no more, and eleven others came to be
    const pair = await compared((wave, n) =>
      n >= 18 ? undefined : (wave === 'Winter' ? n < 5 : n > 0 && n < 16) ? 4 : 1,
    )
    expect(pair).toMatchObject({ against: { estimate: 28 }, same_people: 20, ratio: null })
    const { difference } = pair as { difference: Estimate }
    expect(difference.estimate).toBe(56)
    // R: x <- c(-1, rep(0, 4), rep(1, 11), 0, 0); psi <- tapply((x - mean(x)) / 18, (1:18 - 1) %% 12, sum)
    // qt(.975, 11) * sqrt(12 / 11 * sum(psi^2)) * 100
    expect(difference.interval).toMatchObject({ low: 31, high: 80 })
    expect(pair?.sentence).toMatch(/^Deep work of account: 83%, in the other period 28%\./)
    expect(pair?.sentence).toMatch(
      /Of the 20 people who answered both times it is 56 points higher/,
    )
    expect(pair?.sentence).not.toContain('wider than it need be')
  })

  test('of hours are too', async () => {
    const pair = await compared((wave, n) => (wave === 'Winter' ? n % 4 : (n % 4) + 1), 'env_toil')
    // 0, .5, 1.5 and 4 hours became .5, 1.5, 4 and 8
    expect(pair).toMatchObject({ same_people: 20, difference: { estimate: 2 } })
  })

  test('that too few answered both of are compared as two groups, which the sentence says', async () => {
    const pair = await compared((wave, n) =>
      (wave === 'Winter' ? n < 12 : n >= 8) ? (n % 2 ? 4 : 1) : undefined,
    )
    expect(pair).toMatchObject({ same_people: null, difference: { estimate: 0 } })
    expect(pair?.sentence).toContain('takes the two as different people')
  })
})
