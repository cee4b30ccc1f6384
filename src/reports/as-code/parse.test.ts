import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFile } from './parse.ts'
import { fileSchema } from './shape.ts'

const faultsOf = (text: string): string[] => {
  try {
    parseFile(text, 'f.yml')
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

test('a file is one report, or several, and each place has its line', () => {
  const one = parseFile('# weekly\nreport: trend\ngrain: week\n', 'f.yml')
  expect(one.file).toMatchObject({ reports: [{ report: 'trend', grain: 'week', team: [] }] })
  expect(one.lineOf(0)).toBe(2)
  const two = parseFile(
    'title: Both\nreports:\n  - report: trend\n  - report: cohort\n    attribute: Coder\n',
    'f.yml',
  )
  expect(two.file).toMatchObject({ title: 'Both', reports: [{}, { attribute: 'Coder' }] })
  expect([two.lineOf(0), two.lineOf(1)]).toEqual([3, 4])
})

test('days stay days, whether quoted or not', () => {
  const { file } = parseFile('report: trend\nperiod: {from: 2026-01-05, to: "2026-03-02"}\n', 'f')
  expect(file.reports[0]?.period).toEqual({ from: '2026-01-05', to: '2026-03-02' })
})

test('JSON is read as it is', () => {
  const text = '{"report":"cohort","attribute":"Coder","metrics":["pr_throughput"]}'
  expect(parseFile(text, 'f.json').file.reports[0]).toMatchObject({ attribute: 'Coder' })
})

test.each([
  ['report: trend\nmetrcs: [a]\n', /^f\.yml:2: metrcs: There is no such argument here/],
  ['report: trends\n', /^f\.yml:1: report: Say which report it is, one of: .*cohort/],
  ['metrics: [a]\n', /^f\.yml:1: report: /],
  ['report: cohort\n', /^f\.yml:1: attribute: It is needed/],
  ['report: trend\n\nperiod: last 0 weeks\n', /^f\.yml:3: period: Write "last 12 weeks"/],
  ['report: trend\nperiod: {since: 2026-01-05}\n', /^f\.yml:2: period/],
  ['report: trend\nperiod:\n  from: yesterday\n', /^f\.yml:\d: period/],
  ['report: trend\nteam: A\nteam: B\n', /^f\.yml:3: Map keys must be unique/],
  ['report: [\n', /^f\.yml:\d: /],
  ['- report: trend\n', /^f\.yml:1: A file of reports holds/],
  ['', /^f\.yml:1: A file of reports holds/],
  [
    'reports:\n  - report: trend\n  - report: impact\n    attribute: A\n    guardrails:\n      - metric: revert_rate\n        margin: 3\n',
    /^f\.yml:6: reports\.1\.guardrails\.0\.metric: .*add revert_rate to metrics/,
  ],
  [
    'report: trend\nmetrics: [a]\nguardrails:\n  - metric: a\n    margin: -1\n',
    /^f\.yml:5: guardrails\.0\.margin/,
  ],
])('%j is refused with its line and its argument', (text, words) => {
  const faults = faultsOf(text)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(words)
})

test('aliases without end are refused, not followed', () => {
  const ten = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(', ')}]\n`
  const bomb = `a: &a [x]\n${ten('b', '*a')}${ten('c', '*b')}${ten('d', '*c')}report: trend\n`
  expect(faultsOf(bomb)[0]).toMatch(/^f\.yml:1: Excessive alias count/)
})

test('the schema knows every report, and files of several', () => {
  const { anyOf } = fileSchema() as { anyOf: object[] }
  expect(JSON.stringify(anyOf[0])).toContain('"cohort"')
  expect(Object.keys((anyOf[1] as { properties: object }).properties)).toContain('reports')
})

test('every file that the documentation shows can be read', () => {
  const docs = readFileSync(new URL('../../../docs/reports.md', import.meta.url), 'utf8')
  const blocks = [...docs.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text)
  const files = blocks.filter((text) => /^reports?:/m.test(text))
  expect(files.length).toBeGreaterThan(1)
  expect(files.flatMap(faultsOf)).toEqual([])
})
