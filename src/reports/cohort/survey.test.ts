import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation } from '../../../test/organisation.ts'
import { SECRET_KEY } from '../../../test/source.ts'
import { type GivenWave, givenWave } from '../../../test/surveys.ts'
import { CohortSpec } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'
import { REPORTS } from '../registry.ts'
import { textOf } from '../text.ts'

const held = testDatabase()
const asking = {
  now: new Date('2026-04-01T12:00:00Z'),
  privileged: false,
  secretKey: () => SECRET_KEY,
}
const FIRST = 20

const person = (n: number, team = `T${n % 12}`): GivenPerson => ({
  values: { Coder: n < FIRST ? 'account' : 'no account' },
  team,
  week: () => ({ prs_merged: 1 }),
})

const people = (count: number) => Array.from({ length: count }, (_, n) => person(n))

interface Asked {
  people: GivenPerson[]
  wave: Omit<GivenWave, 'name' | 'opened'> & { opened?: string }
  metrics?: string[]
  minimum_group?: number
}

function ask({ people, wave, metrics = ['pr_throughput', 'deep_work'], minimum_group }: Asked) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics })
  const given = { people, ...(minimum_group && { minimum_group }) }
  return inOrganisation(held.database, given, async (tx) => {
    await givenWave(tx, { name: 'Winter', opened: '2026-01-19', ...wave })
    return cohortReport(tx, args, asking)
  })
}

const deepWork = async (asked: Asked) => {
  const report = await ask(asked)
  const found = report.metrics.find(({ metric }) => metric.id === 'deep_work')
  if (!found) throw new Error('There is no deep work.')
  return { ...found, report }
}

/** Fifteen of the first twenty are content and all answer; half of the others answer, and six are content. */
const WINTER = {
  answers: {
    deep_work: (n: number) =>
      n < FIRST ? (n < 15 ? 4 : 1) : n % 2 === 0 ? (n < 32 ? 3 : 0) : undefined,
  },
}

test('stands beside pull requests: favourable share, response rate, difference with Newcombe’s interval', async () => {
  const { cohorts, comparisons, survey, report } = await deepWork({
    people: people(60),
    wave: WINTER,
  })
  expect(report.metrics.map(({ metric }) => metric.id)).toEqual(['pr_throughput', 'deep_work'])
  expect(cohorts).toMatchObject([
    { cohort: 'account', people: 20, estimate: 75 },
    { cohort: 'no account', people: 20, estimate: 30 },
  ])
  // everybody of the first has answered, so what they think is known; half of the second: wilson(6, 20)
  expect(cohorts[0]?.interval).toMatchObject({ low: 75, high: 75 })
  expect(cohorts[1]?.interval).toMatchObject({ low: 15, high: 52 })
  expect(comparisons[0]).toMatchObject({
    of: 'account',
    to: 'no account',
    // newcombe(15, 20, 6, 20): what sets the two apart is no surer for that
    difference: { estimate: 45, interval: { low: 14, high: 66 } },
    ratio: null,
  })
  expect(survey).toMatchObject({
    wave: 'Winter',
    shares: [
      { cohort: 'account', response_rate: 1 },
      { cohort: 'no account', response_rate: 0.5 },
    ],
  })
  expect(survey?.shares[0]?.distribution?.map(({ percent }) => percent)).toEqual([0, 25, 0, 0, 75])
  expect(report.warnings).toContainEqual({
    code: 'response_rates_differ',
    message: expect.stringContaining('100% of account, 50% of no account'),
  })
})

test('is told in words and tables', async () => {
  const text = textOf(REPORTS.cohort.page(await ask({ people: people(60), wave: WINTER })))
  expect(text).toContain('Asked in Winter, 19 Jan 2026 to 19 Jan 2026.')
  expect(text).toMatch(/Deep work: account 75%, no account 30%, which is 45 points higher/)
})

test('who answered that it does not apply, and who did not answer, is in no share', async () => {
  const answers = { deep_work: (n: number) => (n % 4 === 0 ? null : n % 4 === 1 ? undefined : 4) }
  const { cohorts } = await deepWork({ people: people(60), wave: { answers } })
  expect(cohorts).toMatchObject([
    { people: 10, estimate: 100 },
    { people: 20, estimate: 100 },
  ])
})

test('hours are the mean of the middles of the options, with the people of a team as one', async () => {
  const answers = { env_toil: (n: number) => (n < FIRST ? n % 2 : 4) }
  const report = await ask({
    people: people(60),
    wave: { answers },
    metrics: ['pr_throughput', 'env_toil'],
  })
  expect(report.metrics[1]).toMatchObject({
    metric: { id: 'env_toil', unit: 'h/week', direction: 'lower', of: 'survey' },
    cohorts: [{ estimate: 0.25 }, { estimate: 8 }],
  })
})

describe('three cohorts', () => {
  const three = Array.from({ length: 60 }, (_, n) => ({
    ...person(n),
    values: { Coder: ['none', 'monthly', 'daily'][n % 3] ?? '', Level: n % 2 ? 'L1' : 'L5' },
  }))

  test('are set against one another by all options, and along their order by what is favourable', async () => {
    // of none one in five is content, of monthly half, of daily nearly all
    const content = (n: number) => [n % 5 ? 1 : 4, n % 2 ? 1 : 4, n % 7 ? 4 : 1][n % 3]
    const { overall } = await deepWork({ people: three, wave: { answers: { deep_work: content } } })
    expect(overall).toMatchObject({
      order: ['none', 'monthly', 'daily'],
      step: { estimate: 33 },
      adjusted_by: 'holm',
    })
    expect(overall?.tau).toBeGreaterThan(0.4)
    expect(overall?.sentence).toMatch(/the mean changes by \+33 points/)
  })

  test('that answered at rates far apart have weighted scores beside', async () => {
    // of daily all juniors answer, who are content, and half of the seniors, who are not
    const half = (n: number) => (n % 3 < 2 || n % 2 ? true : n % 4 === 0)
    const answers = { deep_work: (n: number) => (half(n) ? (n % 2 ? 4 : 0) : undefined) }
    const { survey, cohorts } = await deepWork({ people: three, wave: { answers } })
    expect(survey?.shares[0]).toMatchObject({ cohort: 'daily', response_rate: 0.75, weighted: 50 })
    // Wilson's for 1 / (.5² / 10 + .5² / 5) answers, and half as wide since a quarter is left
    expect(survey?.shares[0]?.weighted_interval).toMatchObject({ low: 38, high: 62 })
    expect(cohorts[0]?.estimate).toBe(67)
    const report = await ask({ people: three, wave: { answers } })
    expect(textOf(REPORTS.cohort.page(report))).toMatch(/Answered +Weighted +95% interval/)
    expect(report.warnings.map(({ message }) => message).join()).toContain(
      'daily 50% (95% interval 38% to 62%)',
    )
  })
})

describe('asked for in vain', () => {
  const winter = { answers: { deep_work: () => 4, perceived_time_saved: () => 3 } }

  test('no survey in the period says which there are', async () => {
    const asked = ask({ people: people(60), wave: { ...winter, opened: '2025-06-02' } })
    await expect(asked).rejects.toMatchObject({
      code: 'invalid_arguments',
      message: expect.stringContaining('Winter on 2 Jun 2025'),
    })
  })

  test('a survey whose key is destroyed says where its answers are', async () => {
    const asked = ask({ people: people(60), wave: { ...winter, forgotten: true } })
    await expect(asked).rejects.toMatchObject({
      code: 'invalid_arguments',
      message: expect.stringContaining('surveys.info'),
    })
  })

  test('what is perceived is never shown alone, and beside what is measured says what it is', async () => {
    const alone = ask({ people: people(60), wave: winter, metrics: ['perceived_time_saved'] })
    await expect(alone).rejects.toMatchObject({ code: 'invalid_arguments' })
    const metrics = ['pr_throughput', 'perceived_time_saved']
    const report = await ask({ people: people(60), wave: winter, metrics })
    expect(report.metrics[1]?.metric).toMatchObject({
      name: 'Time saved, as perceived (perception)',
      direction: 'context',
    })
    expect(report.warnings.map(({ code }) => code)).toContain('perception')
  })
})

describe('whoever answers what', () => {
  const answer = fc.constantFrom(0, 1, 2, 3, 4, null, undefined)

  test('nothing is shown of fewer than five answers, however small other groups may be', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: FIRST, maxLength: FIRST + 12 }),
        fc.constantFrom(3, 3, 5),
        async (given, minimum_group) => {
          const least = Math.max(5, minimum_group)
          const { cohorts, comparisons, survey } = await deepWork({
            people: people(given.length),
            wave: { answers: { deep_work: (n) => given[n], env_toil: () => 0 } },
            minimum_group,
          }).catch((error: { code?: string }) => {
            // nobody answered it
            if (error.code === 'invalid_arguments')
              return { cohorts: [], comparisons: [], survey: undefined }
            throw error
          })
          const answered = (from: number, to: number) =>
            given.slice(from, to).filter((place) => typeof place === 'number').length
          const sizes = [answered(0, FIRST), answered(FIRST, given.length)]
          cohorts.forEach(({ estimate, people, interval }, i) => {
            if ((sizes[i] ?? 0) >= least) return
            expect([estimate, people, interval]).toEqual([null, null, null])
            expect(survey?.shares[i]).toMatchObject({ response_rate: null, distribution: null })
            expect(comparisons[0]).toMatchObject({ difference: null, superiority: null })
          })
        },
      ),
      { numRuns: 40 },
    )
  })

  test('four answers give the same body as none, and hide the cohort beside them', async () => {
    const others = Array.from({ length: 6 }, () => ({
      ...person(0),
      values: { Coder: 'suspended' },
    }))
    const few = (first: number, second: number) => ({
      people: [...people(60), ...others],
      wave: {
        answers: {
          deep_work: (n: number) =>
            n >= 60 || n < first || (n >= FIRST && n < FIRST + second) ? 4 : undefined,
        },
      },
    })
    expect(await ask(few(0, 4))).toEqual(await ask(few(0, 0)))
    expect((await deepWork(few(FIRST, 4))).cohorts).toMatchObject([
      { estimate: null },
      { estimate: null },
    ])
  })

  test('an unknown answer moves no number', { timeout: 120_000 }, async () => {
    const none = fc.constantFrom(null, undefined)
    await fc.assert(
      fc.asyncProperty(fc.array(none, { minLength: 12, maxLength: 12 }), async (unknown) => {
        const { cohorts } = await deepWork({
          people: people(60),
          wave: { answers: { deep_work: (n) => (n % 5 === 0 ? unknown[n / 5] : n % 2 ? 4 : 0) } },
        })
        expect(cohorts.map(({ estimate }) => estimate)).toEqual([50, 50])
      }),
      { numRuns: 8 },
    )
  })
})
