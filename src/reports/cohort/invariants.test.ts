import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, type GivenWeek, inOrganisation } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { cohortReport } from '../cohort.ts'
import { drawSamples, type Person } from './draw-samples.ts'
import { questionOf } from './question.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const VALUES = ['account', 'no account', 'suspended']
const METRICS = ['pr_throughput', 'pr_cycle_time']

/** What a person merges in a known week: 1 to 3 pull requests, each of 2 to 8 hours. */
const known: fc.Arbitrary<GivenWeek> = fc
  .record({ prs_merged: fc.integer({ min: 1, max: 3 }), hours: fc.integer({ min: 2, max: 8 }) })
  .map(({ prs_merged, hours }) => ({
    prs_merged,
    prs_cycled: prs_merged,
    cycle_ln: prs_merged * Math.round(Math.log(hours) * 1e9),
  }))

/** The same, a week in which nothing was merged, and one of which nothing is known. */
const anyWeek = fc.oneof(
  known,
  fc.constant<GivenWeek>({ prs_merged: 0, prs_cycled: 0, cycle_ln: 0 }),
  fc.constant(undefined),
)

function organisation(week: fc.Arbitrary<GivenWeek | undefined>): fc.Arbitrary<GivenPerson[]> {
  const person = fc.record({
    coder: fc.constantFrom(...VALUES),
    level: fc.option(fc.constantFrom('L1', 'L3', 'L5')),
    team: fc.option(fc.constantFrom('A', 'B', 'C')),
    busy: fc.boolean(),
    week,
  })
  return fc.array(person, { maxLength: 45 }).map((all) => [
    ...VALUES.map((Coder) => ({ values: { Coder }, writes_code: false })),
    ...all.map(({ coder, level, team, busy, week }) => ({
      values: { Coder: coder, ...(level && { Level: level }) },
      ...(team && { team }),
      week: (n: number) => (busy || n < 3 ? week : undefined),
    })),
  ])
}

function ask(people: GivenPerson[], minimum_group: number) {
  const args = CohortSpec.parse({ attribute: 'Coder', cohorts: VALUES, metrics: METRICS })
  return inOrganisation(held.database, { people, minimum_group }, async (tx) => ({
    answer: await cohortReport(tx, args, asking),
    drawn: await drawSamples(tx, await questionOf(tx, args, asking)),
  }))
}

describe('whatever the organisation', () => {
  test('no number is about fewer people than the minimum, and none follows by subtraction', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation(anyWeek), fc.constantFrom(3, 5, 8), async (people, least) => {
        const { answer, drawn } = await ask(people, least)
        const shown = shownParts(sizesOf(drawn), least)
        expect(answer.cohorts.map((cohort) => cohort.people !== null)).toEqual(shown)
        answer.metrics.forEach(({ cohorts, comparisons }, metric) => {
          const having = drawn.filter(({ values }) => values[metric] !== null)
          const visible = shownParts(sizesOf(having), least).map((it, i) => it && shown[i])
          expect(cohorts.map(({ estimate }) => estimate !== null)).toEqual(visible)
          const hidden = VALUES.filter((_, i) => !visible[i])
          const cells = cohorts.filter(({ cohort }) => hidden.includes(cohort))
          const pairs = comparisons.filter(
            ({ of, to }) => hidden.includes(of) || hidden.includes(to),
          )
          expect(numbersIn([cells, pairs])).toEqual([])
        })
        expect(smallCounts(answer, least)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('what is unknown is left out and never taken as 0', { timeout: 120_000 }, async () => {
    const some = organisation(fc.oneof(known, fc.constant(undefined)))
    await fc.assert(
      fc.asyncProperty(some, async (people) => {
        const { answer } = await ask(people, 3)
        const [throughput, cycle] = answer.metrics.map(({ cohorts }) =>
          cohorts.flatMap(({ estimate }) => estimate ?? []),
        )
        expect(throughput?.filter((rate) => rate < 1 - 1e-9 || rate > 3 + 1e-9)).toEqual([])
        expect(cycle?.filter((hours) => hours < 2 - 1e-6 || hours > 8 + 1e-6)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('everybody with a value is in the report or out of it, once', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation(anyWeek), async (people) => {
        const { drawn } = await ask(people, 5)
        expect(drawn).toHaveLength(people.length)
        for (const { cohort, reason, values } of drawn)
          if (reason === null) expect([cohort, values[0]]).not.toContain(null)
      }),
      { numRuns: 20 },
    )
  })

  test('no word of evidence or of cause stands in the answer', { timeout: 120_000 }, async () => {
    const words =
      /\b(clear|clearly|suggestive|established|proves?|drives?|no effect|thanks to|roi|causes?|because of|significant)\b/i
    await fc.assert(
      fc.asyncProperty(organisation(known), async (people) => {
        const { answer } = await ask(people, 5)
        expect(JSON.stringify(answer)).not.toMatch(words)
        for (const { comparisons } of answer.metrics)
          for (const { sentence } of comparisons)
            expect(sentence).toMatch(
              /These are different people: this does not say what Coder changes\.$/,
            )
      }),
      { numRuns: 20 },
    )
  })
})

/** How many of these people are in the report, by cohort. */
function sizesOf(people: Person[]): number[] {
  const within = people.filter(({ reason }) => reason === null)
  return VALUES.map((_, place) => within.filter(({ cohort }) => cohort === place).length)
}

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}

/** Counts of people or accounts below the minimum. A shown one is rounded, so 3 or 4 of a minimum of 3 are read as 5. */
function smallCounts(value: unknown, least: number): unknown[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, it]) =>
    (key === 'people' || key === 'accounts') && typeof it === 'number' && it < Math.min(least, 5)
      ? [it]
      : smallCounts(it, least),
  )
}
