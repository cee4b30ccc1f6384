import { expect, test } from 'vitest'
import { effectOf, effectText, intervalText } from './effects.ts'

const about = (estimate: number, low: number, high: number) => ({
  estimate,
  interval: { low, high, level: 0.95 },
})

test('a ratio is told as a change in per cent', () => {
  const effect = effectOf(
    { difference: about(0.7, 0.5, 0.9), ratio: about(1.37, 1.26, 1.49) },
    { kind: 'rate' },
  )
  expect(effect?.unit).toBe('%')
  expect(effect && [effectText(effect.estimate, effect.unit), intervalText(effect)]).toEqual([
    '+37%',
    '+26% to +49%',
  ])
})

test('a share differs by points', () => {
  const effect = effectOf(
    { difference: about(-4.1, -6, -2.2), ratio: about(0.5, 0.4, 0.6) },
    { kind: 'share' },
  )
  expect(effect && [effectText(effect.estimate, effect.unit), intervalText(effect)]).toEqual([
    '-4.1 points',
    '-6.0 to -2.2 points',
  ])
})

test('without a ratio there is no change in per cent to be told', () => {
  expect(effectOf({ difference: about(1, 0, 2), ratio: null }, { kind: 'log' })).toBeNull()
})
