import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { BreakdownReport } from '../../model/index.ts'
import { REPORTS } from '../../reports/registry.ts'
import { renderReport } from '../../reports/render.ts'

const { held, call, refusal, send } = testApp()
const who = Array.from({ length: 24 }, (_, n) => `p${n}`)
const spec = { attribute: 'Role', across: 'Place' }

beforeAll(async () => {
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      github_username: name,
      attributes: { Role: [n < 12 ? 'backend' : 'frontend'], Place: [n % 2 ? 'EU' : 'US'] },
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

test('answers over HTTP with its question and a cell for each row and column', async () => {
  const answer = await call('reports.breakdown', { ...spec, attribute: 'role' })
  expect(answer).toMatchObject({ ok: true, spec, minimum_group: 5 })
  expect(answer.metrics[0]?.cells.map(({ row, column }) => `${row} ${column}`)).toEqual([
    'backend EU',
    'backend US',
    'frontend EU',
    'frontend US',
  ])
  expect(answer.metrics[0]?.total.estimate).toBeGreaterThan(0)
})

test('is laid out in blocks where a page asks, with a heat map', async () => {
  const page = await send('/reports.breakdown?attribute=Role&across=Place&format=page')
  const { blocks } = (await page.json()) as { blocks: { drawn?: { chart: string } }[] }
  expect(blocks.flatMap(({ drawn }) => drawn?.chart ?? [])).toEqual(['heat_map'])
})

test.each([
  ['csv', 'text/csv; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
] as const)('is a file of %s where that is asked for', async (format, type) => {
  const report = BreakdownReport.parse(await call('reports.breakdown', spec))
  const file = await send(`/reports.breakdown?attribute=Role&across=Place&format=${format}`)
  expect(file.headers.get('content-type')).toBe(type)
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="breakdowns-Role-2026-01-05.${format}"`,
  )
  expect(await file.text()).toBe(await renderReport(REPORTS.breakdown, report, format))
})

test('fits the terminal', async () => {
  const report = BreakdownReport.parse(await call('reports.breakdown', spec))
  const text = await renderReport(REPORTS.breakdown, report, 'text')
  expect(text).toMatch(/Role +EU +US +All\nbackend +\d/)
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.breakdown', spec, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{}, 'attribute'],
  [{ ...spec, from: 'yesterday' }, 'from'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('reports.breakdown', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})
