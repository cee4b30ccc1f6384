import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageAfter } from './user-walk.ts'

test('a page begins at or before the last user that was read, and brings further ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), (end) => {
      const { page, page_size } = pageAfter(end)
      expect(page_size).toBeLessThanOrEqual(100)
      expect((page - 1) * page_size).toBeLessThan(end)
      expect(page * page_size).toBeGreaterThan(end)
    }),
  )
})

test('100,000 users take at most a sixth more calls than pages that do not overlap', () => {
  let calls = 0
  for (let end = 0; end < 100_000; calls++) {
    const { page, page_size } = pageAfter(end)
    end = page * page_size
  }
  expect(calls).toBeLessThan(1167)
})
