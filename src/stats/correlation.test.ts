import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, fixture, large } from '../../test/oracle/fixture.ts'
import { correlation } from './correlation.ts'

type Fields = { x?: number[]; y?: number[]; expected: number }

describe('the correlation', () => {
  test.each(fixture<Fields>('correlation'))('is R’s $call: $name', ({ x, y, expected }) => {
    const r = correlation(x ?? large(50_000, 104729), y ?? large(50_000, 1299709))
    expectClose(r as number, expected, 1e-9, 1)
  })

  test('is that of the definition, by hand', () => {
    // deviations -1.5 -0.5 0.5 1.5 and -1.5 0.5 -0.5 1.5: 4 over 5
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12)
    expect(correlation([1, 2, 3], [-2, -4, -6])).toBeCloseTo(-1, 12)
  })

  test('keeps its digits at a large offset', () => {
    const far = [1, 2, 3, 4].map((it) => it + 1e9)
    expect(correlation(far, [1, 3, 2, 4])).toBeCloseTo(0.8, 9)
  })

  test('has a reason where one side does not vary, or there are no pairs', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toMatchObject({ reason: 'constant' })
    expect(correlation([1], [1])).toMatchObject({ reason: 'too_few_people' })
    expect(() => correlation([1, 2], [1])).toThrow(RangeError)
  })

  test('lies within -1 and 1, and does not hang on order or scale', () => {
    const pair = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 20 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
        const r = correlation(x, y)
        if (typeof r !== 'number') return
        expect(Math.abs(r)).toBeLessThanOrEqual(1)
        expect(correlation(y, x)).toBeCloseTo(r, 9)
        expect(
          correlation(
            x.map((it) => 3 * it + 7),
            y,
          ),
        ).toBeCloseTo(r, 9)
      }),
      { numRuns: 25 },
    )
  })
})
