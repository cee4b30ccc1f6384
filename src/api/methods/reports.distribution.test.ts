import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { DistributionReport } from '../../model/index.ts'
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

test('answers over HTTP with its question', async () => {
  const answer = await call('reports.distribution', { attribute: 'tool' })
  expect(answer).toMatchObject({ ok: true, spec: { attribute: 'Tool' }, minimum_group: 5 })
  expect(answer.metrics.map(({ metric }) => metric.id)).toEqual(['pr_throughput', 'pr_cycle_time'])
})

test('is laid out in blocks where a page asks, as any report is', async () => {
  const answer = await send('/reports.distribution?attribute=Tool&format=page')
  const page = (await answer.json()) as { blocks: { kind: string }[] }
  expect(page).toMatchObject({ ok: true, spec: { attribute: 'Tool', cohorts: ['no', 'yes'] } })
  expect(page.blocks.map(({ kind }) => kind)).toContain('list')
})

test.each([
  ['csv', 'text/csv; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
] as const)('is a file of %s where that is asked for', async (format, type) => {
  const report = DistributionReport.parse(await call('reports.distribution', { attribute: 'Tool' }))
  const file = await send(`/reports.distribution?attribute=Tool&format=${format}`)
  expect(file.headers.get('content-type')).toBe(type)
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="distributions-Tool-2026-01-05.${format}"`,
  )
  expect(await file.text()).toBe(await renderReport(REPORTS.distribution, report, format))
})

test('needs the scope reports:read', async () => {
  const refused = await refusal(
    'reports.distribution',
    { attribute: 'Tool' },
    { scopes: ['users:read'] },
  )
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{}, 'attribute'],
  [{ attribute: 'Tool', from: 'yesterday' }, 'from'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('reports.distribution', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})
