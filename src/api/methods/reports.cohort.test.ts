import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { CohortReport } from '../../model/index.ts'
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
  const answer = await call('reports.cohort', { attribute: 'tool' })
  expect(answer).toMatchObject({ ok: true, spec: { attribute: 'Tool' }, minimum_group: 5 })
  expect(answer.coverage).toContainEqual(
    expect.objectContaining({ source: 'github', subject: 'pull_requests' }),
  )
})

test('is a file of CSV, Markdown or HTML where that is asked for, the one that the command line prints', async () => {
  const report = CohortReport.parse(await call('reports.cohort', { attribute: 'Tool' }))
  for (const [format, type] of [
    ['csv', 'text/csv; charset=utf-8'],
    ['md', 'text/markdown; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
  ] as const) {
    const file = await send(`/reports.cohort?attribute=Tool&format=${format}`)
    expect(file.headers.get('content-type')).toBe(type)
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="cohorts-Tool-${report.period.from}.${format}"`,
    )
    expect(await file.text()).toBe(await renderReport(REPORTS.cohort, report, format))
  }
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.cohort', { attribute: 'Tool' }, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{}, 'attribute'],
  [{ attribute: 'Tool', from: 'yesterday' }, 'from'],
  [{ attribute: 'Tool', format: 'xlsx' }, 'format'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('reports.cohort', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test('says which attributes there are when it does not know one', async () => {
  const { status, message } = await refusal('reports.cohort', { attribute: 'Tol' })
  expect({ status, message }).toMatchObject({
    status: 422,
    message: expect.stringContaining('Tool'),
  })
})
