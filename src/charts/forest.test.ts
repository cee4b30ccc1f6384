import { expect, test } from 'vitest'
import type { CohortReport } from '../model/index.ts'
import { forest } from './forest.ts'
import { type Forest, forestsOf } from './forests-of.ts'
import { colourOf } from './palette.ts'

const interval = (low: number, high: number) => ({ low, high, level: 0.95 })

/** One metric between `account` and `no account`. */
function metric(id: string, kind: 'rate' | 'share', direction: 'higher' | 'lower' | 'context') {
  const difference = kind === 'share' ? { estimate: -2, interval: interval(-3, -1) } : null
  const ratio = kind === 'rate' ? { estimate: 1.1, interval: interval(0.9, 1.3) } : null
  return {
    metric: { id, name: id, kind, direction },
    comparisons: [
      {
        of: 'account',
        to: 'no account',
        difference,
        ratio,
        standardised: { difference, ratio: null },
      },
    ],
  }
}

const report = {
  cohorts: [{ name: 'account' }, { name: 'no account' }],
  metrics: [
    metric('throughput', 'rate', 'higher'),
    metric('reverts', 'share', 'lower'),
    metric('reviews', 'rate', 'context'),
  ],
} as unknown as CohortReport

test('what has another unit, or no better side, stands on an axis of its own', () => {
  expect(
    forestsOf(report).map(({ unit, directed, rows }) => [unit, directed, rows[0]?.metric.id]),
  ).toEqual([
    ['%', true, 'throughput'],
    ['points', true, 'reverts'],
    ['%', false, 'reviews'],
  ])
})

test('what cannot be compared is not drawn', () => {
  const [first] = report.metrics
  const none = {
    ...first?.comparisons[0],
    ratio: null,
    standardised: { difference: null, ratio: null },
  }
  const hidden = {
    ...report,
    metrics: [{ ...first, comparisons: [none] }],
  } as unknown as CohortReport
  expect(forestsOf(hidden)).toEqual([])
})

test('the chart is as high as it has rows, at any width', () => {
  const [one] = forestsOf(report)
  const two = { ...one, rows: [...(one?.rows ?? []), ...(one?.rows ?? [])] } as Forest
  expect((forest(two).height ?? 0) - (forest(one as Forest).height ?? 0)).toBeGreaterThan(40)
})

test('a cohort keeps the colour of its place', () => {
  expect(colourOf('no account', report.cohorts)).toBe('var(--cohort-1)')
  expect(forestsOf(report)[0]?.rows[0]?.colour).toBe(colourOf('account', report.cohorts))
})
