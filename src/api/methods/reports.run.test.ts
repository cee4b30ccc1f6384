import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { Ran } from '../../reports/as-code/answer-shape.ts'
import { renderRan } from '../../reports/as-code/render.ts'
import { OUTPUTS } from '../../reports/as-code/shape.ts'

const { held, call, refusal, send } = testApp()
const who = Array.from({ length: 24 }, (_, n) => `p${n}`)
const FILE = [{ report: 'cohort', attribute: 'Tool', metrics: ['pr_throughput'] }]

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
    facts: who.flatMap((username, person) =>
      Array.from({ length: 1 + (person % 4) }, (_, pull) => ({
        repo: 'a/b',
        number: 10 * person + pull + 1,
        account: { username },
        opened_at: '2026-01-06T10:00:00Z',
        merged_at: `2026-01-0${7 + (person % 2)}T10:00:00Z`,
      })),
    ),
    options: { from: '2026-01-05', to: '2026-03-30' },
    now: given.NOW,
  })
  await rollup(held.database)
})

/** Asks as clients do that send JSON. */
async function run(args: object): Promise<Ran> {
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(args) }
  return Ran.parse(await (await send('/reports.run', init)).json())
}

test('each report of a file is answered as its own method answers', async () => {
  const ran = await run({ reports: [...FILE, { report: 'trend', title: 'Over time' }] })
  const { ok: _, ...cohort } = await call('reports.cohort', {
    attribute: 'Tool',
    metrics: 'pr_throughput' as never,
  })
  expect(ran.reports[0]).toEqual({
    report: 'cohort',
    title: null,
    relative_period: null,
    answer: cohort,
    guardrails: [],
  })
  expect(ran.reports[1]).toMatchObject({ report: 'trend', title: 'Over time' })
  expect(ran).toMatchObject({ passed: true, today: null, weeks_waiting: 0 })
})

test('the same file on the same data gives the same bytes in every form, whenever it is asked', async () => {
  const file = { reports: [...FILE, { report: 'trend', period: 'last 8 weeks' }] }
  const first = await run(file)
  const days = fc.integer({ min: 0, max: 600 })
  await fc.assert(
    fc.asyncProperty(days, fc.constantFrom(...OUTPUTS), async (minutes, output) => {
      held.now = new Date(given.NOW.getTime() + minutes * 60_000)
      const again = await run(file)
      expect(await renderRan(again, output)).toBe(await renderRan(first, output))
    }),
    { numRuns: 25 },
  )
  held.now = given.NOW
})

test('a relative period is reckoned from the day that is given, and says so', async () => {
  const reports = [{ report: 'trend', period: 'last 8 weeks', grain: 'week' }]
  const ran = await run({ reports, today: '2026-02-26' })
  expect(ran).toMatchObject({ today: '2026-02-26', reports: [{ relative_period: 'last 8 weeks' }] })
  expect(ran.reports[0]?.answer).toMatchObject({ period: { from: '2025-12-29', to: '2026-02-23' } })
  const page = await renderRan(ran, 'md')
  expect(page).toContain('last 8 weeks: reckoned from 26 Feb 2026')
  expect(page).toContain('Updated, not tested anew')
  const { result_hash } = await run({ reports, today: '2026-02-25' })
  expect(result_hash).toBe(ran.result_hash)
})

test('every form ends with the version of the data and the hash of the result', async () => {
  const ran = await run({ reports: FILE })
  for (const output of ['text', 'md', 'csv', 'html'] as const) {
    const end = (await renderRan(ran, output)).slice(-400)
    expect(end).toContain(ran.data_version)
    expect(end).toContain(ran.result_hash)
  }
})

test('a change of the data gives another version, and asking gives none', async () => {
  const before = await run({ reports: FILE })
  await call('tokens.create', { name: 'Another', scopes: ['reports:read'] })
  expect((await run({ reports: FILE, today: '2026-03-01' })).data_version).toBe(before.data_version)
  await given.people(held.database, [{ email: 'new@example.com', name: 'New' }])
  const after = await run({ reports: FILE })
  expect(after.data_version).not.toBe(before.data_version)
})

test('a guardrail that could be broken fails the file, and one that holds does not', async () => {
  const guarded = (margin: number) => ({
    ...FILE[0],
    guardrails: [{ metric: 'pr_throughput', margin }],
  })
  const [tight, wide] = (await run({ reports: [guarded(0.001), guarded(1000)] })).reports
  expect(tight?.guardrails).toMatchObject([{ passed: false, unit: '%' }])
  expect(wide?.guardrails).toMatchObject([{ passed: true, verdict: 'holds' }])
  expect((await run({ reports: [guarded(0.001)] })).passed).toBe(false)
})

test('what is wrong is told with the place of the report', async () => {
  const reports = JSON.stringify([FILE[0], { report: 'cohort', attribute: 'Shoe size' }])
  const wrong = await refusal('reports.run', { reports })
  expect(wrong).toMatchObject({ status: 422, error: 'invalid_arguments' })
  expect(wrong.message).toMatch(/^reports\.1: There is no attribute "Shoe size"/)
  const future = { reports: JSON.stringify(FILE), today: '2026-03-03' }
  expect((await refusal('reports.run', future)).message).toContain('lies in the future')
  const odd = await refusal('reports.run', { reports: '[{"report":"cohort","metrcs":[]}]' })
  expect(odd).toMatchObject({ status: 422 })
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.run', {}, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})
