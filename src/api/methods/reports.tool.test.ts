import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { type PullRequestFact, ToolReport } from '../../model/index.ts'
import { REPORTS } from '../../reports/registry.ts'
import { renderReport } from '../../reports/render.ts'
import { random } from '../../stats/random.ts'

const { held, call, refusal, send } = testApp()

const PEOPLE = 96
const MONDAY = Date.parse('2025-03-03T10:00:00Z')
const WEEKS = 56
/** The week in which the first half adopts. */
const ADOPTION = 32

const instant = (week: number, day: number) =>
  new Date(MONDAY + (7 * week + day) * 86_400_000).toISOString()
const day = (week: number, of: number) => instant(week, of).slice(0, 10)
const who = Array.from({ length: PEOPLE }, (_, n) => `p${n}`)

/** Everybody merges two or three a week, by chance; who adopts merges as before. */
function pulls(): PullRequestFact[] {
  const draw = random(5)
  return who.flatMap((username, person) =>
    Array.from({ length: WEEKS }, (_, week) => week).flatMap((week) =>
      Array.from({ length: 1 + draw.poisson(1) }, (_, n) => ({
        repo: 'a/b',
        number: 1 + n + 10 * (week + WEEKS * person),
        account: { username },
        opened_at: instant(week, 0),
        merged_at: instant(week, 1 + (n % 4)),
        additions: 50,
        deletions: 10,
      })),
    ),
  )
}

beforeAll(async () => {
  await given.people(
    held.database,
    who.map((name, n) => ({
      email: `${name}@example.com`,
      github_username: name,
      team: `T${n % 24}`,
      attributes: { Level: [`L${1 + (n % 5)}`] },
    })),
  )
  const users = who.slice(0, PEOPLE / 2)
  await importFacts(held.database, {
    kind: 'tool_users',
    source: 'tool',
    facts: users.map((username) => ({
      account: { username, email: `${username}@example.com` },
      created_at: instant(ADOPTION, 0),
    })),
    options: { attribute: 'Tool' },
    now: given.NOW,
  })
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: pulls(),
    options: { from: day(0, 0), to: day(WEEKS, 0) },
    now: given.NOW,
  })
  await rollup(held.database)
}, 120_000)

const ask = (more: object = {}) => call('reports.tool', { attribute: 'tool', ...more })

test('answers what a tool does on one page, over HTTP', async () => {
  const answer = await ask()
  expect(answer).toMatchObject({
    ok: true,
    question: 'What does Tool do for us?',
    spec: { attribute: 'Tool', metric: 'pr_throughput', segments: [] },
    use: null,
    said: null,
    impact: { adoption_by: 'account', people: { adopters: 50, controls: 50 } },
    next: { people: 50, teams: 25 },
  })
  expect(answer.top[0]).toBe(answer.impact.sentence)
  expect(answer.said_missing).toMatch(/^No survey has been imported/)
  expect(answer.today.cohorts.map(({ name }) => name)).toEqual(['account', 'no account'])
})

test('tells of no segment with fewer than 30 people on a side', async () => {
  const { segments } = await ask()
  expect(segments.map(({ name, effect }) => [name, effect])).toEqual([
    ['L1–2', null],
    ['L3', null],
    ['L4–5', null],
  ])
})

test('is a file of CSV, Markdown or HTML where that is asked for, the one that the command line prints', async () => {
  const { ok, ...answer } = await ask()
  const report = ToolReport.parse(answer)
  for (const format of ['csv', 'md', 'html'] as const) {
    const file = await send(`/reports.tool?attribute=Tool&format=${format}`)
    expect(await file.text()).toBe(await renderReport(REPORTS.tool, report, format))
  }
})

describe('the page', () => {
  test('has its eight parts in order, and a title that is the question', async () => {
    const text = await (await send('/reports.tool?attribute=Tool&format=md')).text()
    expect(text.match(/^# .*$/m)?.[0]).toBe('# What does Tool do for us?')
    expect(text.match(/^## \d/gm)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `## ${n}`))
  })

  test('never says more than is known', async () => {
    for (const format of ['md', 'csv', 'html']) {
      const text = await (await send(`/reports.tool?attribute=Tool&format=${format}`)).text()
      expect(text).not.toMatch(
        /no effect|prove[sn]?\b|\bdrives?\b|thanks to|\bROI\b|p ?[<=] ?0?\.\d/i,
      )
    }
  })

  test('tells every effect with its interval, its people and its days', async () => {
    const answer = ToolReport.parse((({ ok, ...it }) => it)(await ask()))
    const rows = REPORTS.tool.rows(answer)
    const effects = rows.filter(({ figure, estimate }) => figure === 'effect' && estimate != null)
    expect(effects.length).toBeGreaterThan(1)
    for (const { low, high } of effects)
      expect([typeof low, typeof high]).toEqual(['number', 'number'])
    for (const { effect, people, sentence } of answer.impact.metrics)
      if (effect !== null) {
        expect(people.adopters).not.toBeNull()
        expect(sentence).toMatch(/people who adopted|cannot be judged|is not established/)
      }
    expect(rows).toContainEqual(
      expect.objectContaining({ section: 'impact question', figure: 'period' }),
    )
  })
})

test('needs the scope reports:read', async () => {
  const refused = await refusal('reports.tool', { attribute: 'Tool' }, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{}, 'attribute'],
  [{ attribute: 'Tool', segments: 'a,b,c,d,e' }, 'segments'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('reports.tool', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test.each([
  [{ attribute: 'Level' }, 'Since when somebody uses Level is not known'],
  [{ attribute: 'Tool', metric: 'deployment_frequency' }, 'a number of teams'],
  [{ attribute: 'Tool', segments: 'Level' }, 'as "Level=L4|L5"'],
])('%o is refused with what to do', async (args, words) => {
  expect(await refusal('reports.tool', args)).toMatchObject({
    status: 422,
    message: expect.stringContaining(words),
  })
})
