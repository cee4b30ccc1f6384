import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { type BucketQuantile, bucketQuantile } from './bucket-quantile.ts'
import { ratioOfPositive } from './ratio-of-positive.ts'

type Fields = {
  people: number[]
  buckets: number[]
  teams: (number | null)[]
  p: number
  expected: BucketQuantile
}

/** The values of each person, by the number of the person. */
function byPerson({ people, buckets }: Pick<Fields, 'people' | 'buckets'>): Uint8Array[] {
  const persons = [...new Set(people)]
  return persons.map((who) => Uint8Array.from(buckets.filter((_, i) => people[i] === who)))
}

test.each(fixture<Fields>('bucket-quantile'))('bucket and bounds are R’s: $name', (c) => {
  expect(bucketQuantile({ values: byPerson(c), teams: c.teams }, c.p)).toEqual(c.expected)
})

const values = fc.array(
  fc.array(fc.nat(255), { maxLength: 8 }).map((it) => Uint8Array.from(it)),
  { minLength: 1, maxLength: 40 },
)
const some = values.filter((all) => all.some(({ length }) => length > 0))
const share = fc.constantFrom(0.1, 0.5, 0.9)

describe('a quantile of buckets', () => {
  test('has at least its share of values up to it, and less below, within its bounds', () => {
    fc.assert(
      fc.property(some, share, (all, p) => {
        const { bucket, low, high } = bucketQuantile({ values: all }, p)
        const every = all.flatMap((it) => [...it])
        const upTo = every.filter((it) => it <= bucket).length / every.length
        const below = every.filter((it) => it < bucket).length / every.length
        expect(upTo).toBeGreaterThanOrEqual(p - 1e-12)
        expect(below).toBeLessThan(p + 1e-12)
        expect(low ?? 0).toBeLessThanOrEqual(bucket)
        expect(high ?? 255).toBeGreaterThanOrEqual(bucket)
      }),
      { numRuns: 25 },
    )
  })

  test('is that of all values, however they are merged, and no surer than if each were on its own', () => {
    fc.assert(
      fc.property(some, share, (all, p) => {
        const answer = bucketQuantile({ values: all }, p)
        const shuffled = all.map((it) => it.toReversed()).toReversed()
        expect(bucketQuantile({ values: shuffled }, p)).toEqual(answer)
        const every = all.flatMap((it) => [...it]).sort((a, b) => a - b)
        const half = 1.959963984540054 * Math.sqrt(every.length * p * (1 - p))
        const [low, high] = [
          Math.floor(every.length * p - half),
          Math.ceil(every.length * p + half),
        ]
        if (answer.low !== null) expect(answer.low).toBeLessThanOrEqual(every[low - 1] as number)
        if (answer.high !== null)
          expect(answer.high).toBeGreaterThanOrEqual(every[high - 1] as number)
      }),
      { numRuns: 25 },
    )
  })

  test('has no interval where all are of one team, nor where the bounds lie beyond the values', () => {
    const values = Array.from({ length: 30 }, (_, i) => Uint8Array.of(i))
    expect(bucketQuantile({ values, teams: values.map(() => 1) }, 0.5)).toEqual({
      bucket: 14,
      low: null,
      high: null,
    })
    expect(bucketQuantile({ values }, 0.9)).toMatchObject({ bucket: 26, high: null })
    expect(() => bucketQuantile({ values: [] }, 0.5)).toThrow(RangeError)
  })
})

test('a ratio has the bounds of its logarithm, whose half widths add up by their squares', () => {
  const x = { estimate: 20, interval: { low: 10, high: 40 } }
  const same = ratioOfPositive(x, x)
  expect(same.estimate).toBe(1)
  expectClose(same.interval.low, 2 ** -Math.SQRT2)
  expectClose(same.interval.high, 2 ** Math.SQRT2)
  const sure = { estimate: 5, interval: { low: 5, high: 5 } }
  expect(ratioOfPositive(x, sure)).toMatchObject({ estimate: 4, interval: { low: 2, high: 8 } })
})
