import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileName, reportFile } from './report-file.ts'

test('a file asks what was asked, and leaves defaults to each delivery', () => {
  const spec = {
    attribute: 'AI tool',
    metrics: ['pr_throughput', 'review_time'],
    filter: ['Level=L4|L5'],
    as_of: 'start',
    from: '2026-01-05',
    to: '2026-03-30',
  }
  const asked = { filter: ['Level=L4|L5'], from: '2026-01-05' }
  expect(reportFile('cohort', { spec, asked })).toBe(
    'report: cohort\nattribute: "AI tool"\nfilter: ["Level=L4|L5"]\nperiod: last 12 weeks\n',
  )
  expect(reportFile('cohort', { spec, asked: {} })).toBe('report: cohort\nattribute: "AI tool"\n')
})

test('whatever is asked for is read back from YAML as it was', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('yes', 'No', '1e3', '- a', 'a: b', '~', 'L4'))
  fc.assert(
    fc.property(
      fc.record({ attribute: word, team: fc.array(word), metric: word.filter(Boolean) }),
      (spec) => {
        expect(parse(reportFile('trend', { spec, asked: spec }))).toEqual({
          report: 'trend',
          ...spec,
        })
      },
    ),
    { numRuns: 50 },
  )
})

test('a name becomes one of a file, whatever it holds', () => {
  expect(fileName('Cohorts: Coder / AI')).toBe('cohorts-coder-ai')
  expect(fileName('../..')).toBe('report')
})
