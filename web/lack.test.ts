import { expect, test } from 'vitest'
import { lackOf } from './lack.ts'

test('what is still to be said is told by name, and nothing of what is there', () => {
  expect(lackOf({ name: 'Builds', purpose: ' ', unit: '' })).toBe('It still needs: purpose, unit.')
  expect(lackOf({ name: 'Builds' })).toBeUndefined()
})
