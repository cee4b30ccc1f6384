import { expect, test } from 'vitest'
import type { CohortMetric } from '../model/index.ts'
import { sentencesOf } from './sentences-of.ts'

/** A metric with a comparison for each reason; null: it is told. */
function metricWith(...reasons: (string | null)[]): CohortMetric {
  const comparisons = reasons.map((reason, i) => ({
    reason: reason === null ? null : { reason, message: '' },
    sentence: `comparison ${i + 1}`,
  }))
  return { metric: { name: 'Pull requests' }, cohorts: [], comparisons } as unknown as CohortMetric
}

test('up to three comparisons are told one by one, whatever is missing', () => {
  expect(sentencesOf(metricWith('hidden', 'hidden', null))).toEqual([
    'comparison 1',
    'comparison 2',
    'comparison 3',
  ])
})

test('of many those of too few people are counted, and what else is missing is told', () => {
  expect(sentencesOf(metricWith('hidden', 'too_few_people', null, 'constant'))).toEqual([
    'comparison 3',
    'comparison 4',
    'Pull requests: 2 of 4 comparisons are not told, for too few people.',
  ])
})
