import { expect, test } from 'vitest'
import { openTestDatabase } from '../database.ts'
import { outcomeOf } from './seeds-one.ts'

test('of three sample organisations with all faults every number ties out, and the report holds the truth of at least two', {
  timeout: 180_000,
}, async () => {
  let holding = 0
  for (const seed of [1, 2, 3]) {
    const { database, dispose } = await openTestDatabase()
    const options = { seed, people: 100, weeks: 48 }
    const { differences, holds, truth } = await outcomeOf(database, options).finally(dispose)
    expect(differences).toEqual([])
    expect(truth).toBeGreaterThan(3)
    if (holds) holding++
  }
  expect(holding).toBeGreaterThanOrEqual(2)
})
