import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearOnes } from './clear-ones.ts'
import type { Suggestion } from './suggest.ts'

const it = (account_id: number, user_id: number, score: number): Suggestion => ({
  account_id,
  user_id,
  score,
  reasons: ['name'],
})

test('takes what reaches the score, and nothing below it', () => {
  expect(clearOnes([it(1, 1, 0.9), it(2, 2, 0.89)], 0.9)).toEqual([it(1, 1, 0.9)])
})

test('takes nobody for an account that two fit as well, nor two accounts for one person', () => {
  expect(clearOnes([it(1, 1, 0.9), it(1, 2, 0.9)], 0.5)).toEqual([])
  expect(clearOnes([it(1, 1, 0.9), it(2, 1, 0.9)], 0.5)).toEqual([])
  expect(clearOnes([it(1, 1, 0.9), it(2, 1, 0.8)], 0.5)).toEqual([it(1, 1, 0.9)])
})

test('gives each account and each person at most once, always the best, whatever the order', () => {
  const suggestion = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([account_id, user_id, tenths]) => it(account_id, user_id, tenths / 10))
  const all = fc.uniqueArray(suggestion, { selector: (s) => `${s.account_id} ${s.user_id}` })
  fc.assert(
    fc.property(all, (some) => {
      const clear = clearOnes(some, 0.3)
      expect(new Set(clear.map((s) => s.account_id)).size).toBe(clear.length)
      expect(new Set(clear.map((s) => s.user_id)).size).toBe(clear.length)
      for (const one of clear)
        for (const other of some)
          if (
            other !== one &&
            (other.account_id === one.account_id || other.user_id === one.user_id)
          )
            expect(other.score).toBeLessThan(one.score)
      expect(clearOnes(some.toReversed(), 0.3).toReversed()).toEqual(clear)
    }),
  )
})
