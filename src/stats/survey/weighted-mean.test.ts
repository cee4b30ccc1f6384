import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weightedMean } from './weighted-mean.ts'
import { weightedShare } from './weighted-share.ts'

const stratum = fc.constantFrom(['senior'], ['junior'])

test('of shares is the weighted share', () => {
  const given = fc.array(fc.record({ value: fc.constantFrom(0, 1), of: stratum }), { minLength: 1 })
  fc.assert(
    fc.property(given, fc.array(stratum), (all, silent) => {
      const asked = [...all.map(({ of }) => of), ...silent]
      const answers = { values: all.map(({ value }) => value), strata: all.map(({ of }) => of) }
      const share = weightedShare(answers, asked)
      const mean = weightedMean(answers, asked)
      if (typeof mean === 'number')
        expect(share).toMatchObject({ estimate: expect.closeTo(mean, 9) })
      else expect(share).toEqual(mean)
    }),
    { numRuns: 25 },
  )
})

test('gives those who did not answer the mean of those alike', () => {
  const answers = {
    values: [8, 8, 8, 8, 8, 2, 2, 2, 2, 2],
    strata: Array.from({ length: 10 }, (_, i) => [i < 5 ? 'senior' : 'junior']),
  }
  const asked = Array.from({ length: 40 }, (_, i) => [i < 10 ? 'senior' : 'junior'])
  expect(weightedMean(answers, asked)).toBeCloseTo(3.5, 12)
})
