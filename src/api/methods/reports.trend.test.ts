import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { TrendReport } from '../../model/index.ts'
import { REPORTS } from '../../reports/registry.ts'
import { renderReport } from '../../reports/render.ts'

const { held, call, refusal, send } = testApp()
const who = Array.from({ length: 24 }, (_, n) => `p${n}`)

beforeAll(async () => {
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      github_username: name,
      attributes: { Tool: [n < 12 ? 'yes' : 'no'] },
    })),
  )
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: who.map((username, number) => ({
      repo: 'a/b',
      number: number + 1,
      account: { username },
      opened_at: '2026-01-06T10:00:00Z',
      merged_at: `2026-01-0${7 + (number % 2)}T10:00:00Z`,
    })),
    options: { from: '2026-01-05', to: '2026-03-30' },
    now: given.NOW,
  })
  await rollup(held.database)
})

test('answers over HTTP with its question, in steps of four weeks that end with the last known one', async () => {
  const answer = await call('reports.trend', {})
  expect(answer).toMatchObject({ ok: true, spec: { grain: 'four_weeks' }, minimum_group: 5 })
  expect(answer.steps.map(({ from }) => from)).toEqual(['2026-01-05', '2026-02-02', '2026-03-02'])
  expect(answer.metrics[0]?.cohorts[0]?.points[0]).toMatchObject({ people: 25, estimate: 0.25 })
  expect(answer).toMatchObject({
    known_until: '2026-03-30',
    definition_version: expect.any(String),
  })
})

test('is laid out in blocks where a page asks, charts as data among them', async () => {
  const answer = await send('/reports.trend?attribute=Tool&format=page')
  const page = (await answer.json()) as { blocks: { kind: string }[] }
  expect(page).toMatchObject({ ok: true, spec: { attribute: 'Tool', cohorts: ['no', 'yes'] } })
  const charts = page.blocks.filter(({ kind }) => kind === 'chart')
  expect(charts[0]).toMatchObject({ drawn: { chart: 'trend_lines' } })
})

test.each([
  ['csv', 'text/csv; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
] as const)('is a file of %s where that is asked for', async (format, type) => {
  const report = TrendReport.parse(await call('reports.trend', { attribute: 'Tool' }))
  const file = await send(`/reports.trend?attribute=Tool&format=${format}`)
  expect(file.headers.get('content-type')).toBe(type)
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="trends-Tool-2026-01-05.${format}"`,
  )
  expect(await file.text()).toBe(await renderReport(REPORTS.trend, report, format))
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.trend', {}, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{ grain: 'day' }, 'grain'],
  [{ from: 'yesterday' }, 'from'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('reports.trend', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test('says what to ask instead of a trend of too many steps', async () => {
  const refused = await refusal('reports.trend', { from: '2015-01-01', grain: 'week' })
  expect(refused).toMatchObject({
    status: 422,
    message: expect.stringContaining('grain four_weeks'),
  })
})

test('says that no absences are known, until one of the period is', async () => {
  const said = async () => (await send('/reports.trend?format=md')).text()
  const told = /No absences are known, so every scheduled day counts as available/
  const away = (first_day: string, last_day: string) =>
    importFacts(held.database, {
      kind: 'absences',
      facts: [{ account: { email: 'p0@example.com' }, first_day, last_day }],
    })
  expect(await said()).toMatch(told)
  await away('2026-01-01', '2026-01-04')
  expect(await said()).toMatch(told)
  await away('2026-01-03', '2026-01-05')
  expect(await said()).not.toMatch(told)
})
