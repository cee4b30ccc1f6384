import { describe, expect, test } from 'vitest'
import type { ObservedExpected } from '../../stats/observed-expected.ts'
import { reason } from '../../stats/reason.ts'
import { hidden } from '../reasons.ts'
import { checksOf } from './checks.ts'

const estimate = {
  estimate: 0.02,
  interval: { low: -0.01, high: 0.05, level: 0.95 },
  se: 0.01,
  df: 9,
}
const answer = (checks: Partial<ObservedExpected['checks']>) =>
  ({
    checks: {
      placebo: { ...estimate, p: 0.5 },
      baselines: { ...estimate, p: 0.1 },
      short_baseline: estimate,
      without_top: estimate,
      ...checks,
    },
  }) as ObservedExpected

describe('the checks of an impact', () => {
  test('pass above a chance of one in ten; those that compare neither pass nor fail', () => {
    expect(checksOf(answer({}), null).map(({ name, passed }) => [name, passed])).toEqual([
      ['placebo', true],
      ['baselines', false],
      ['short_baseline', null],
      ['without_top', null],
    ])
  })

  test('are in per cent', () => {
    expect(checksOf(answer({}), null)[0]?.estimate).toEqual({
      estimate: 2,
      interval: { low: -1, high: 5, level: 0.95 },
    })
  })

  test('that could not be made have a reason', () => {
    const [placebo] = checksOf(answer({ placebo: reason('constant') }), null)
    expect(placebo).toMatchObject({
      estimate: null,
      passed: null,
      reason: { reason: 'constant' },
    })
  })

  test('do not show the estimate without the few at the top where it would tell of them', () => {
    expect(checksOf(answer({}), hidden(5))[3]).toMatchObject({
      estimate: null,
      reason: { reason: 'hidden' },
    })
  })
})
