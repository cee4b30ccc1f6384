import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { CorrelationReport, dayAfter } from '../../model/index.ts'
import { REPORTS } from '../../reports/registry.ts'
import { renderReport } from '../../reports/render.ts'

const { held, call, refusal, send } = testApp()
const who = Array.from({ length: 24 }, (_, n) => `p${n}`)
const FIRST = '2026-01-05'
const PERIOD = { from: FIRST, to: '2026-03-30' }

/** A person works on the first two to five days of a week, and uses the tool on some of them, in each period on others. */
const worked = who.flatMap((username, n) =>
  Array.from({ length: 12 }, (_, week) => {
    const days = 2 + ((n * 5 + week * week + Math.floor(week / 4)) % 4)
    const used = 1 + ((n * 3 + Math.floor(week / 4)) % days)
    const at = (day: number) => dayAfter(FIRST, 7 * week + day)
    return {
      username,
      merged: Array.from({ length: days }, (_, d) => at(d)),
      used: at(used - 1),
      at,
      n: used,
    }
  }),
)

beforeAll(async () => {
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      github_username: name,
      attributes: { Role: [n % 2 ? 'backend' : 'frontend'] },
      team: `Team ${n % 6}`,
    })),
  )
  await importFacts(held.database, {
    kind: 'tool_days',
    source: 'coder',
    facts: worked.flatMap(({ username, n, at }) =>
      Array.from({ length: n }, (_, day) => ({
        tool: 'Coder',
        account: { username, email: `${username}@example.com` },
        day: at(day),
        minutes: 60,
      })),
    ),
    options: PERIOD,
    now: given.NOW,
  })
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: worked
      .flatMap(({ username, merged }) => merged.map((day) => ({ username, day })))
      .map(({ username, day }, number) => ({
        repo: 'a/b',
        number: number + 1,
        account: { username },
        opened_at: `${day}T09:00:00Z`,
        merged_at: `${day}T10:00:00Z`,
      })),
    options: PERIOD,
    now: given.NOW,
  })
  await rollup(held.database)
})

test('answers over HTTP with four metrics, each with its number or with why there is none', async () => {
  const answer = await call('reports.correlation', {})
  expect(answer).toMatchObject({
    ok: true,
    tool: expect.stringMatching(/coder/i),
    spec: { form: 'within_person', usage: 'tool_share' },
    minimum_group: 5,
  })
  expect(answer.metrics.map(({ metric }) => metric.id)).toEqual([
    'pr_throughput',
    'deployment_frequency',
    'deep_work',
    'env_toil',
  ])
  expect(answer.metrics[0]).toMatchObject({ people: 25, teams: 5, unit: 'per 5 days' })
  expect(answer.metrics[0]?.estimate?.interval.level).toBe(0.95)
  for (const { reason } of answer.metrics.slice(1)) expect(reason?.reason).toBe('no_data')
})

test('is laid out in blocks where a page asks, with a forest and dots that are groups', async () => {
  const page = await send('/reports.correlation?metrics=pr_throughput&format=page')
  const { blocks } = (await page.json()) as { blocks: { drawn?: { chart: string } }[] }
  expect(blocks.flatMap(({ drawn }) => drawn?.chart ?? [])).toContain('association_forest')
})

test.each([
  ['csv', 'text/csv; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
] as const)('is a file of %s where that is asked for', async (format, type) => {
  const report = CorrelationReport.parse(await call('reports.correlation', {}))
  const file = await send(`/reports.correlation?format=${format}`)
  expect(file.headers.get('content-type')).toBe(type)
  const text = await file.text()
  expect(text).toBe(await renderReport(REPORTS.correlation, report, format))
  expect(text).toContain('same person, same calendar')
})

test.each([{ usage: 'minutes' }, { usage: 'tool_active_days' }, { metrics: 'coding_days' }])(
  '%o is refused: raw use goes along with all work',
  async (args) => {
    const { status, error, message } = await refusal('reports.correlation', args)
    expect({ status, error }).toEqual({ status: 422, error: 'invalid_arguments' })
    expect(message).toContain('Ask with usage tool_share')
  },
)

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.correlation', {}, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('reports.correlation', { form: 'raw' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'form' }] },
  })
})
