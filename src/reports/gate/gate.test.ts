import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec } from '../../model/index.ts'
import { inRowSpace } from '../../privacy/row-space.ts'
import { random } from '../../stats/random.ts'
import { type Db, run } from '../../store/db.ts'
import { drawSamples } from '../cohort/draw-samples.ts'
import { questionOf } from '../cohort/question.ts'
import { cohortReport } from '../cohort.ts'

const held = testDatabase()
const NOW = new Date('2026-04-01T12:00:00Z')
const asking = { now: NOW, privileged: false }

const VALUES = {
  Coder: ['account', 'no account', 'suspended'],
  Level: ['L1', 'L2', 'L3'],
  Geo: ['US', 'EU'],
  Role: ['web', 'data'],
  Badge: ['red', 'green', 'blue', 'grey'],
}

/** Sixty people whose attributes have nothing to do with one another, so that filters cut out groups of any size. */
const SIXTY: GivenPerson[] = (() => {
  const { pick, chance, int } = random(60)
  return people(60, () => ({
    values: Object.fromEntries(
      Object.entries(VALUES).flatMap(([name, values]) =>
        chance(0.95) ? [[name, pick(values)]] : [],
      ),
    ),
    week: ((merged: number) => () => ({ prs_merged: merged }))(int(6)),
  }))
})()

const filter = fc
  .constantFrom(...Object.entries(VALUES).slice(1))
  .chain(([name, values]) =>
    fc.subarray([...values], { minLength: 1 }).map((some) => `${name}=${some.join('|')}`),
  )
const question = fc.record({
  attribute: fc.constantFrom('Coder', 'Level', 'Badge'),
  filter: fc.array(filter, { maxLength: 3 }),
  from: fc.constantFrom('2026-01-05', '2026-01-12'),
  to: fc.constant('2026-03-30'),
})

/** One number that was shown: the metric's, of these people and days. */
interface Shown {
  ids: number[]
  from: string
  to: string
}

/** Asks, and gives whatever numbers are about: of each shown cohort those who have a value. */
async function ask(tx: Db, args: Partial<CohortSpec>, actor: string): Promise<Shown[]> {
  const spec = CohortSpec.parse({ metrics: ['pr_throughput'], ...args })
  const { metrics, period, warnings } = await cohortReport(tx, spec, { ...asking, actor })
  if (warnings.some(({ code }) => code === 'earlier_answer')) return []
  const drawn = await drawSamples(tx, await questionOf(tx, spec, asking))
  return (metrics[0]?.cohorts ?? []).flatMap(({ estimate }, place) => {
    const ids = drawn
      .filter(
        ({ reason, cohort, values }) => reason === null && cohort === place && values[0] !== null,
      )
      .map(({ id }) => id)
    return estimate === null ? [] : [{ ids, ...period }]
  })
}

/** How many people follow from two numbers, one of them about some of the people of the other; 0: none. */
function apart(a: Shown, b: Shown): number {
  if (a.from >= b.to || b.from >= a.to) return 0
  const [within, around] = a.ids.length < b.ids.length ? [a, b] : [b, a]
  const nested = within.ids.every((id) => around.ids.includes(id))
  return nested ? around.ids.length - within.ids.length : 0
}

/** Who follows from all numbers together by adding and subtracting. */
function exactOf(shown: readonly Shown[]): number[] {
  const ids = SIXTY.map((_, i) => i + 1)
  const groups = shown.map((it) => ids.map((id) => (it.ids.includes(id) ? 1 : 0)))
  return ids.filter((id) =>
    inRowSpace(
      groups,
      ids.map((other) => (other === id ? 1 : 0)),
    ),
  )
}

describe('whatever several viewers ask one after another', () => {
  test('no two answers tell of fewer people than the minimum by subtraction, nor all of them of one', {
    timeout: 240_000,
  }, async () => {
    let [given, refused] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 6, maxLength: 10 }), async (questions) => {
        const shown = await inOrganisation(held.database, { people: SIXTY }, async (tx) => {
          const all: Shown[] = []
          for (const [n, args] of questions.entries()) {
            const some = await ask(tx, args, `user:${n % 3}`)
            if (some.length > 0) given++
            else refused++
            all.push(...some)
          }
          return all
        })
        for (const [i, a] of shown.entries())
          for (const b of shown.slice(0, i)) {
            const people = apart(a, b)
            expect(people === 0 || people >= 5).toBe(true)
          }
        expect(exactOf(shown)).toEqual([])
      }),
      { numRuns: 25 },
    )
    expect(given).toBeGreaterThan(refused / 3)
  })
})

describe('the same question on two days', () => {
  const spec = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], as_of: 'today' })
  const crowd = people(40, (i) => ({
    values: { Coder: i < 20 ? 'account' : 'no account' },
    week: () => ({ prs_merged: i % 4 }),
  }))
  const later = { ...asking, now: new Date('2026-04-20T12:00:00Z') }
  const leave = (tx: Db, count: number) =>
    run(tx, sql`delete from user_attributes a where a.user_id <= ${count}`)

  test('has the older answer while one person has left, who would follow', async () => {
    await inOrganisation(held.database, { people: crowd }, async (tx) => {
      const before = await cohortReport(tx, spec, asking)
      await leave(tx, 1)
      const { warnings, ...after } = await cohortReport(tx, spec, later)
      expect({ ...after, warnings: warnings.slice(1) }).toEqual(before)
      expect(warnings[0]).toMatchObject({
        code: 'earlier_answer',
        message: expect.stringContaining('the answer of 1 Apr 2026'),
      })
    })
  })

  test('has a new one once five have', async () => {
    await inOrganisation(held.database, { people: crowd }, async (tx) => {
      await cohortReport(tx, spec, asking)
      await leave(tx, 5)
      const after = await cohortReport(tx, spec, later)
      expect(after.cohorts.map(({ people }) => people)).toEqual([15, 20])
      expect(after.warnings.map(({ code }) => code)).not.toContain('earlier_answer')
    })
  })
})

test('a refusal says why, and what to do', async () => {
  const crowd = people(43, (i) => ({
    values: { Coder: i % 2 ? 'account' : 'no account', Level: i < 40 ? 'L1' : 'L2' },
    week: () => ({ prs_merged: i % 4 }),
  }))
  await inOrganisation(held.database, { people: crowd }, async (tx) => {
    const all = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'] })
    await cohortReport(tx, all, asking)
    const { cohorts, metrics, warnings } = await cohortReport(
      tx,
      { ...all, filter: ['Level=L1'] },
      asking,
    )
    expect(warnings[0]?.code).toBe('release_refused')
    expect(cohorts.map(({ people, reason }) => [people, reason?.reason])).toEqual([
      [null, 'overlaps'],
      [null, 'overlaps'],
    ])
    expect(metrics[0]?.cohorts[0]?.reason?.message).toBe(
      'Not shown: together with what was shown before it would tell of fewer than 5 people. Leave out a filter, or ask for the whole team or period.',
    )
    expect(metrics[0]?.comparisons[0]).toMatchObject({ difference: null, ratio: null })
  })
})
