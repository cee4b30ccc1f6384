import { expect, test } from 'vitest'
import { levelBand } from './level-band.ts'

test('levels fall into three bands by their number', () => {
  expect(['L1', 'IC 2', '3', 'L4', 'Level 5', 'E6'].map(levelBand)).toEqual([
    'L1–2',
    'L1–2',
    'L3',
    'L4–5',
    'L4–5',
    'L4–5',
  ])
})

test('a level without number is like itself, and an unknown one like the unknown', () => {
  expect([levelBand('Principal'), levelBand(' principal'), levelBand(null)]).toEqual([
    'principal',
    'principal',
    'unknown',
  ])
})
