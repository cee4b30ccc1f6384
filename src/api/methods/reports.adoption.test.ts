import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { count } from '../../../test/usage-levels.ts'
import { AdoptionReport, dayAfter } from '../../model/index.ts'
import { REPORTS } from '../../reports/registry.ts'
import { renderReport } from '../../reports/render.ts'

const { held, call, refusal, send } = testApp()
const MONDAY = '2026-01-05'

/** Sixty people by what they do with Coder from the 5th of January on, of which eight weeks are known. */
const KINDS = [
  { name: 'every-day', count: 20, role: 'Backend', days: 56, minutes: 60 },
  { name: 'one-week', count: 10, role: 'Frontend', days: 5, minutes: 60 },
  { name: 'hardly', count: 15, role: 'Frontend', days: 1, minutes: 1 },
  { name: 'nothing-known', count: 15, role: 'Frontend', days: 0, minutes: 0 },
].map(({ name, count, ...kind }) => ({
  ...kind,
  emails: Array.from({ length: count }, (_, n) => `${name}-${n}@example.com`),
}))

test('says without any levels what to do next', async () => {
  const refused = await refusal('reports.adoption', {})
  expect(refused).toMatchObject({
    status: 422,
    message: 'No days of use of Coder are known yet: add a Coder source or import days of use.',
  })
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.adoption', {}, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('reports.adoption', { to: 'yesterday' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'to' }] },
  })
})

beforeAll(async () => {
  await given.people(
    held.database,
    KINDS.flatMap(({ emails, role }) =>
      emails.map((email) => ({ email, attributes: { Role: [role] } })),
    ),
  )
})

function tellOfUse() {
  return importFacts(held.database, {
    kind: 'tool_days',
    facts: KINDS.flatMap(({ emails, days, minutes }) =>
      emails.flatMap((email) =>
        Array.from({ length: days }, (_, n) => ({
          tool: 'Coder',
          account: { email },
          day: dayAfter(MONDAY, n),
          minutes,
        })),
      ),
    ),
    options: { from: '2025-11-03', to: '2026-03-02' },
    now: given.NOW,
  })
}

test('says what levels lack where days of use are known', async () => {
  await tellOfUse()
  const { message } = await refusal('reports.adoption', {})
  expect(message).toMatch(/^Days of use of Coder are known, but its levels are not computed yet: /)
  const vim = { tool: 'Vim', account: { email: 'hardly-0@example.com' }, day: MONDAY, minutes: 1 }
  await importFacts(held.database, { kind: 'tool_days', facts: [vim], now: given.NOW })
  await call('attributeGroups.create', { name: 'vim adopted' })
  const taken = await refusal('reports.adoption', { attribute: 'Vim' })
  expect(taken.message).toMatch(/^Days of use of Vim are known, but .* Vim adopted .* Facet’s own/)
})

test('counts who uses the tool on the last day, as by hand', async () => {
  await count(held.database)
  const answer = await call('reports.adoption', {})
  expect(answer).toMatchObject({
    ok: true,
    spec: { attribute: 'Coder', by: ['Role'], from: '2025-09-01', to: '2026-03-02' },
    last_day: '2026-03-01',
    use: {
      people: 45,
      using: { people: 20, estimate: 0.44, interval: { low: 0.31, high: 0.59 } },
      daily: { estimate: 0.44 },
      low: { people: 25, estimate: 0.56 },
    },
    unknown: 15,
    lapsed: { people: 10, estimate: 0.33 },
    minimum_group: 5,
  })
  expect(answer.sentence).toBe(
    '20 of 45 eligible developers use Coder in a normal week (44%). Of another 15 it is not known, and they are in no share.',
  )
  expect(answer.warnings.map(({ code }) => code)).toContain('nobody_declared')
})

test('tells the weeks in shares of those who are known, and who is unknown apart', async () => {
  const { weeks } = await call('reports.adoption', {})
  expect(weeks).toHaveLength(26)
  expect(weeks[0]).toMatchObject({ people: null, unknown: 1 })
  const { levels, ...last } = weeks.at(-1) ?? { levels: [] }
  expect(last).toEqual({ from: '2026-02-23', people: 45, unknown: 0.25, not_shown: 0 })
  expect(levels.filter(({ share }) => share !== null)).toEqual([
    { level: 'daily', share: 0.44 },
    { level: 'none', share: 0.56 },
  ])
})

test('bounds a share that hardly anybody makes, or nearly everybody', async () => {
  const { breakdowns } = await call('reports.adoption', { by: ['Role'] })
  expect(breakdowns).toMatchObject([
    {
      by: 'Role',
      segments: [
        { value: 'Backend', people: 20, using: { estimate: null, within: { low: 0.8, high: 1 } } },
        { value: 'Frontend', people: 25, using: { estimate: null, within: { low: 0, high: 0.2 } } },
      ],
    },
  ])
})

test('follows people from their first use on, and counts who came to the tool', async () => {
  const { retention, adopted } = await call('reports.adoption', {})
  expect(retention.curve.map(({ share }) => share)).toEqual([1, ...new Array(8).fill(0.67)])
  expect(retention).toMatchObject({ people: 30, median: null })
  expect(retention.sentence).toBe(
    '67% of 30 people still used Coder 4 weeks after their first use (95% interval 47% to 80%).',
  )
  expect(adopted).toEqual([{ from: '2026-01-05', to: '2026-01-12', people: 20 }])
})

test('finds the tool by the name of its levels too, and says which tools there are', async () => {
  expect(await call('reports.adoption', { attribute: 'coder usage' })).toMatchObject({
    tool: 'Coder',
  })
  const refused = await refusal('reports.adoption', { attribute: 'Cursor' })
  expect(refused.message).toContain('There are levels of: Coder.')
})

test('is laid out in blocks where a page asks, charts as data among them', async () => {
  const answer = await send('/reports.adoption?format=page')
  const page = (await answer.json()) as { blocks: { drawn?: { chart: string } }[] }
  expect(page.blocks.flatMap(({ drawn }) => drawn?.chart ?? [])).toEqual([
    'level_areas',
    'share_dots',
    'retention_curve',
    'share_dots',
    'newcomers',
  ])
})

test.each([
  ['csv', 'text/csv; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
] as const)('is a file of %s where that is asked for, and names nobody', async (format, type) => {
  const report = AdoptionReport.parse(await call('reports.adoption', {}))
  const file = await send(`/reports.adoption?format=${format}`)
  expect(file.headers.get('content-type')).toBe(type)
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="adoption-Coder-2025-09-01.${format}"`,
  )
  const text = await file.text()
  expect(text).toBe(await renderReport(REPORTS.adoption, report, format))
  expect(text).not.toContain('@example.com')
})
