import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneMean } from './one-mean.ts'
import { pairedMeans } from './paired-means.ts'
import { isReason } from './reason.ts'

/** Hours of sleep that two drugs added, of the same ten people: the data set `sleep` of R. */
const SLEEP = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
}
const people = SLEEP.first.map((_, i) => i + 1)

test('is the paired test of R where nobody has a team', () => {
  const answer = pairedMeans({ values: SLEEP.first, people }, { values: SLEEP.second, people })
  if (isReason(answer)) throw new Error(answer.message)
  // R 4.2.2: with(sleep, t.test(extra[group == 1], extra[group == 2], paired = TRUE))
  expect(answer.difference.estimate).toBeCloseTo(-1.58, 12)
  expect(answer.difference.se).toBeCloseTo(0.388958723888395, 12)
  expect(answer.difference.df).toBe(9)
  expect(answer.difference.interval.low).toBeCloseTo(-2.45988576327698, 12)
  expect(answer.difference.interval.high).toBeCloseTo(-0.700114236723018, 12)
  expect(answer.n_teams).toBe(0)
})

test('is the mean of the changes, with the people of a team as one, in whatever order they stand', () => {
  const person = fc.record({
    now: fc.integer({ min: 0, max: 9 }),
    before: fc.integer({ min: 0, max: 9 }),
    team: fc.constantFrom(1, 2, 3, 4),
    moved: fc.constantFrom(1, 2, 3, 4),
  })
  fc.assert(
    fc.property(fc.array(person, { minLength: 4, maxLength: 30 }), (all) => {
      const teams = all.map(({ team }) => team)
      const changes = oneMean({ values: all.map(({ now, before }) => now - before), teams })
      const turned = [...all.keys()].reverse()
      const paired = pairedMeans(
        { values: all.map(({ now }) => now), teams, people: [...all.keys()] },
        {
          values: turned.map((i) => all[i]?.before ?? 0),
          teams: turned.map((i) => all[i]?.moved ?? 0),
          people: turned,
        },
      )
      if (isReason(changes) || isReason(paired)) return
      expect(paired.difference.estimate).toBeCloseTo(changes.estimate, 9)
      expect(paired.difference.se).toBeCloseTo(changes.se, 9)
      expect(paired.difference.df).toBe(changes.df)
    }),
    { numRuns: 25 },
  )
})
