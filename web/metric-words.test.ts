import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CataloguedMetric, chaptersOf, metricsWith } from './metric-words.ts'

const metric = (id: string, more: Partial<CataloguedMetric> = {}): CataloguedMetric => ({
  id,
  name: 'Merged pull requests',
  definition: 'Pull requests that a person wrote.',
  unit: 'per 5 days',
  direction: 'higher',
  kind: 'rate',
  unknown: '',
  gaming: '',
  guardrails: [],
  purposes: ['tools'],
  made_of: 'pull requests',
  ...more,
})

const all = [
  metric('wait', { kind: 'survival', name: 'Wait' }),
  metric('team', { of: 'team', name: 'Deployments', made_of: 'deployments' }),
  metric('one'),
]

test('metrics of people come first, then those of teams, then waiting, and empty chapters are left out', () => {
  expect(chaptersOf(all).map(({ title, metrics }) => [title, metrics.map(({ id }) => id)])).toEqual(
    [
      ['Metrics of people', ['one']],
      ['Metrics of teams', ['team']],
      ['Time until something happens', ['wait']],
    ],
  )
})

test('all words must be found, in any case and order', () => {
  expect(metricsWith(all, 'DEPLOY team').map(({ id }) => id)).toEqual(['team'])
  expect(metricsWith(all, 'deploy nothing')).toEqual([])
  expect(metricsWith(all, '  ')).toEqual(all)
})

test('each metric stands in one chapter', () => {
  const any = fc.record({
    kind: fc.constantFrom('rate' as const, 'survival' as const),
    of: fc.constantFrom('team' as const, undefined),
  })
  fc.assert(
    fc.property(fc.array(any), (some) => {
      const metrics = some.map(({ kind, of }, i) => metric(`m${i}`, { kind, ...(of && { of }) }))
      const placed = chaptersOf(metrics).flatMap((chapter) => chapter.metrics)
      expect(placed.map(({ id }) => id).sort()).toEqual(metrics.map(({ id }) => id).sort())
    }),
    { numRuns: 25 },
  )
})
