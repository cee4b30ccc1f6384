import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { type Noisy, shrink } from './shrink.ts'

type Fields = {
  estimate: number[]
  se: number[]
  overall: [number, number]
  expected: Record<'weight' | 'estimate' | 'se' | 'low' | 'high', number[]> & {
    tau_squared: number
  }
}

test.each(fixture<Fields>('shrink'))('segments are drawn as R draws them: $name', (c) => {
  const given = c.estimate.map((estimate, i) => ({ estimate, se: c.se[i] as number }))
  const { segments, tau_squared } = shrink(given, { estimate: c.overall[0], se: c.overall[1] })
  expectClose(tau_squared, c.expected.tau_squared)
  segments.forEach(({ weight, estimate, se, interval }, i) => {
    const wanted = (key: keyof Omit<Fields['expected'], 'tau_squared'>) =>
      c.expected[key][i] as number
    expectClose(weight, wanted('weight'))
    expectClose(estimate, wanted('estimate'))
    expectClose(se, wanted('se'))
    expectClose(interval.low, wanted('low'))
    expectClose(interval.high, wanted('high'))
  })
})

test('each lies between its own estimate and the overall one, and knows more than alone', () => {
  fc.assert(
    fc.property(fc.array(noisy(), { minLength: 2, maxLength: 6 }), noisy(), (given, all) => {
      const overall = { ...all, se: Math.min(all.se, ...given.map(({ se }) => se)) }
      const { segments, tau_squared } = shrink(given, overall)
      expect(tau_squared).toBeGreaterThanOrEqual(0)
      segments.forEach(({ estimate, se, weight }, i) => {
        const own = given[i] as Noisy
        const ends = [own.estimate, overall.estimate].toSorted((a, b) => a - b) as [number, number]
        expect(estimate).toBeGreaterThanOrEqual(ends[0] - 1e-9)
        expect(estimate).toBeLessThanOrEqual(ends[1] + 1e-9)
        expect(se).toBeLessThanOrEqual(own.se * (1 + 1e-9))
        expect(weight).toBeGreaterThanOrEqual(0)
        expect(weight).toBeLessThan(1)
      })
    }),
  )
})

test('the noisier of two that are alike is drawn further', () => {
  const given = [
    { estimate: 0, se: 1 },
    { estimate: 9, se: 1 },
    { estimate: 9, se: 3 },
  ]
  const { segments } = shrink(given, { estimate: 4, se: 0.5 })
  expect(segments[2]?.estimate).toBeLessThan(segments[1]?.estimate as number)
})

test('one segment, or one without error, is refused', () => {
  const one = { estimate: 1, se: 1 }
  expect(() => shrink([one], one)).toThrow(RangeError)
  expect(() => shrink([one, { estimate: 2, se: 0 }], one)).toThrow(RangeError)
  expect(() => shrink([one, one], { estimate: 2, se: Number.NaN })).toThrow(RangeError)
})

function noisy(): fc.Arbitrary<Noisy> {
  return fc.record({
    estimate: fc.double({ min: -10, max: 10, noNaN: true }),
    se: fc.double({ min: 0.1, max: 10, noNaN: true }),
  })
}
