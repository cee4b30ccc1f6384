import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { keepAnswers } from './answers.ts'

const held = testDatabase()
const at = (time: string) => new Date(`2026-11-22T${time}Z`)

/** Asks for numbers that count up each time they are worked out. */
function counting(most?: number) {
  const answers = keepAnswers(most)
  let worked = 0
  return (question: object, time = '10:00:00') =>
    answers.once(question, { db: held.database.db, now: at(time) }, async () => ++worked)
}

test('an answer is given again until the data change, or the day may', async () => {
  const ask = counting()
  expect([await ask({ a: 1 }), await ask({ a: 1 }), await ask({ a: 2 })]).toEqual([1, 1, 2])
  expect(await ask({ a: 1 }, '10:14:59')).toBe(1)
  expect(await ask({ a: 1 }, '10:15:00')).toBe(3)
  await importFacts(held.database, { kind: 'people', facts: [{ email: 'ada@example.com' }] })
  expect(await ask({ a: 1 })).toBe(4)
})

test('who asks while an answer is worked out waits for it', async () => {
  const ask = counting()
  expect(await Promise.all([ask({ a: 1 }), ask({ a: 1 })])).toEqual([1, 1])
})

test('what failed is worked out anew, and the oldest goes when there are too many', async () => {
  const answers = keepAnswers(1)
  const asked = { db: held.database.db, now: at('10:00:00') }
  const fail = () => Promise.reject(new Error('no'))
  await expect(answers.once({ a: 1 }, asked, fail)).rejects.toThrow('no')
  expect(await answers.once({ a: 1 }, asked, async () => 'now')).toBe('now')
  await answers.once({ a: 2 }, asked, async () => 'other')
  expect(await answers.once({ a: 1 }, asked, async () => 'anew')).toBe('anew')
})
