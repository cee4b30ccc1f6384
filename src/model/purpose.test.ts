import { expect, test } from 'vitest'
import { purposeOr } from './purpose.ts'

test.each([
  [false, 'Bonuses of the year'],
  [false, 'Deciding pay'],
  [false, 'To pay developers by what they merge'],
  [false, 'ranking people'],
  [true, 'To decide whether we pay for Coder for everybody.'],
  [true, 'Review the performance of our build cache.'],
])('it is %s that a purpose is kept: %s', (kept, purpose) => {
  expect(purposeOr('never about people').safeParse(purpose).success).toBe(kept)
})
