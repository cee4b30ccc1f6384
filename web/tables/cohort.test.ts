import { expect, test } from 'vitest'
import type { CohortReport } from '../api.ts'
import { cohortTable, differenceTable } from './cohort.ts'

const interval = { low: 1.95, high: 2.4, level: 0.95 }
const ratio = { estimate: 1.44, interval: { low: 1.22, high: 1.7, level: 0.95 } }
const hidden = { reason: 'hidden', message: 'Not shown: fewer than 5 people.' }

const report = {
  metrics: [
    {
      metric: {
        id: 'pr_throughput',
        name: 'Merged pull requests',
        unit: 'per 5 days',
        kind: 'rate',
      },
      cohorts: [
        { cohort: 'account', people: 140, teams: 47, estimate: 2.18, interval, reason: null },
        {
          cohort: 'suspended',
          people: null,
          teams: null,
          estimate: null,
          interval: null,
          reason: hidden,
        },
      ],
      comparisons: [
        {
          of: 'account',
          to: 'suspended',
          difference: null,
          ratio,
          superiority: { estimate: 0.618, interval },
          standardised: {
            difference: null,
            ratio: null,
            within: [],
            share_comparable: null,
            reason: hidden,
          },
          smallest_detectable: { difference: null, ratio: 1.23 },
          reason: null,
        },
      ],
    },
  ],
} as unknown as CohortReport

test('what is hidden has its reason and no number', () => {
  expect(cohortTable(report).rows[1]).toEqual([
    'Merged pull requests',
    'per 5 days',
    'suspended',
    ...[null, null, null, null, null],
    hidden.message,
  ])
})

test('a difference is in per cent, with how often one is ahead', () => {
  const [row] = differenceTable(report).rows
  expect(row?.slice(1, 4)).toEqual(['account', 'suspended', '%'])
  expect(row?.slice(4, 7).map(Number)).toEqual([44, 22, 70].map((n) => expect.closeTo(n, 6)))
  expect(row?.[12]).toBe(62)
})
