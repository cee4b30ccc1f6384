import { describe, expect, test } from 'vitest'
import { detectableOf, effectOf } from './effect.ts'

const estimate = (low: number, estimate: number, high: number) => ({
  estimate,
  interval: { low, high, level: 0.95 },
})

describe('an effect in words', () => {
  test('is a change in per cent of the ratio, whatever the difference is', () => {
    const both = { difference: estimate(0.1, 1, 2), ratio: estimate(1.02, 1.37, 1.8) }
    expect(effectOf(both, { kind: 'rate' })).toEqual({
      differs: true,
      words: '37% higher',
      estimate: '+37%',
      interval: '+2.0% to +80%',
      unit: '',
    })
  })

  test('of a share is a difference in points', () => {
    const both = { difference: estimate(-6, -4.12, 0.2), ratio: estimate(0.5, 0.6, 0.7) }
    expect(effectOf(both, { kind: 'share' })).toEqual({
      differs: false,
      words: '4.1 points lower',
      estimate: '-4.1 points',
      interval: '-6.0 to +0.2',
      unit: ' points',
    })
  })

  test('of a rate without ratio, because one mean is 0, is the difference', () => {
    const effect = effectOf({ difference: estimate(0.5, 1, 1.5), ratio: null }, { kind: 'rate' })
    expect(effect).toMatchObject({ words: '1.0 higher', unit: '' })
  })

  test('that is many times as large is said so', () => {
    const effect = effectOf({ difference: null, ratio: estimate(2, 4.2, 8) }, { kind: 'log' })
    expect(effect?.words).toBe('4.20 times as high')
  })

  test('is nothing where there is none', () => {
    expect(effectOf({ difference: null, ratio: null }, { kind: 'rate' })).toBeNull()
  })
})

test('the smallest difference that shows is said in the same unit', () => {
  expect(detectableOf({ difference: 0.4, ratio: 1.23 }, { kind: 'rate' })).toBe('23%')
  expect(detectableOf({ difference: 2.34, ratio: 1.23 }, { kind: 'share' })).toBe('2.3')
  expect(detectableOf({ difference: null, ratio: null }, { kind: 'rate' })).toBe('')
})
