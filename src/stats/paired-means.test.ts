import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { oneMean } from './one-mean.ts'
import { pairedMeans } from './paired-means.ts'
import { isReason } from './reason.ts'

type Fields = { x: number[]; y: number[]; teams?: number[]; expected: Expected }

test.each(fixture<Fields>('paired-means'))(
  'the difference between two times is R’s $call: $name',
  ({ x, y, teams, expected }) => {
    const people = x.map((_, i) => i)
    const answer = pairedMeans({ values: x, teams, people }, { values: y, teams, people })
    if (isReason(answer)) throw new Error(answer.message)
    expectEstimate(answer.difference, expected)
    expect(answer.n_teams).toBe(new Set(teams).size)
  },
)

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
