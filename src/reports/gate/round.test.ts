import { expect, test } from 'vitest'
import { judged } from '../as-code/guardrails.ts'
import { rounded } from './round.ts'

const estimate = (low: number, high: number) => ({
  estimate: (low + high) / 2,
  interval: { low, high, level: 0.95 },
})
const trendOf = (difference: object, ratio: object) => ({
  metrics: [
    {
      metric: { id: 'a', name: 'A', direction: 'lower', kind: 'log' },
      cohorts: [
        {
          cohort: 'Everybody',
          points: [{ estimate: 12.34, people: 340 }],
          changes: [{ against: 'previous', from: '2026-02-02', difference, ratio, reason: null }],
        },
      ],
    },
  ],
})

test('a trend leaves with changes to a tenth of a per cent, and is judged by them', () => {
  const left = rounded(trendOf(estimate(-12.34, 10.76), estimate(0.9231, 1.0402)))
  expect(left.metrics[0]?.cohorts[0]).toMatchObject({
    points: [{ estimate: 12, people: 340 }],
    changes: [
      {
        difference: { interval: { low: -12.3, high: 10.8 } },
        ratio: { estimate: 0.982, interval: { low: 0.923, high: 1.04 } },
      },
    ],
  })
  const margins = [3, 5].map((margin) => ({ metric: 'a', margin, when_unknown: 'fail' as const }))
  expect(judged('trend', margins, left).map(({ verdict }) => verdict)).toEqual([
    'could be worse',
    'holds',
  ])
})

test('ratios are told as finely above 1 as below, and no finer than differences farther off', () => {
  const ratios = [0.9673, 1.0332, 1.0994, 1.3691, 12.345]
  expect(rounded({ ratio: ratios }).ratio).toEqual([0.967, 1.033, 1.099, 1.37, 12.3])
})
