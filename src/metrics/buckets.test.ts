import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { one } from '../store/db.ts'
import { boundsOfBucket, bucketOf, lnOf, together } from './buckets.ts'

const held = testDatabase()

async function buckets(values: number[]): Promise<number[]> {
  const { bytes } = await one(
    held.database.db,
    sql<{ bytes: Uint8Array | null }>`
      select ${together(bucketOf(lnOf(sql`v.value`)), sql`v.value`)} as bytes from unnest(${values}::numeric[]) v(value)
    `,
  )
  return [...(bytes ?? [])]
}

/** From a hundredth of a second in hours to years, which are more than anything takes. */
const value = fc
  .double({ min: 6e-6, max: 1.7e5, noNaN: true })
  .map((it) => Number(it.toPrecision(6)))

test('no value lies off the middle of its bucket by more than 5%, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
      const found = await buckets(values)
      const sorted = values.toSorted((a, b) => a - b)
      expect(found).toEqual(found.toSorted((a, b) => a - b))
      found.forEach((bucket, i) => {
        const { from, middle, to } = boundsOfBucket(bucket)
        const value = sorted[i] as number
        expect(Math.max(value / middle, middle / value)).toBeLessThan(1.05)
        expect(value).toBeGreaterThanOrEqual(from * (1 - 1e-8))
        expect(value).toBeLessThan(to * (1 + 1e-8))
      })
      expect(await buckets(values.toReversed())).toEqual(found)
    }),
    { numRuns: 25 },
  )
})

test('a bucket begins at 1, what is beyond all buckets is in the outermost, and 0 is in none', async () => {
  expect(await buckets([1, 1.0999, 1.1, 0.9999])).toEqual([127, 128, 128, 129])
  expect(await buckets([1e-9, 1e9, 0])).toEqual([0, 255])
})
