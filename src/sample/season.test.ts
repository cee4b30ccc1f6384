import { expect, test } from 'vitest'
import { season, weekOfYear } from './season.ts'

test.each([
  ['2024-01-01', 0],
  ['2025-12-22', 51],
  ['2025-12-29', 0],
  ['2026-12-28', 52],
])('the week of %s has number %i from the start of its year', (monday, week) => {
  expect(weekOfYear(monday)).toBe(week)
})

test('the turn of the year is quiet everywhere, other holidays where they are', () => {
  const drop = (geo: string, week: number) =>
    Math.exp(season(geo, week, 0) - season('none', week, 0))
  expect(Math.exp(season('US', 51, 0))).toBeLessThan(0.55)
  expect(drop('US', 47)).toBeCloseTo(0.7, 12)
  expect(drop('EU', 31)).toBeCloseTo(0.85, 12)
  expect(drop('IN', 43)).toBeCloseTo(0.7, 12)
  expect(drop('LATAM', 31)).toBe(1)
})

test('a sprint is eight in a hundred apart from one week to the next', () => {
  expect(season('US', 10, 0) - season('US', 10, 1)).toBeCloseTo(0.08, 12)
})
