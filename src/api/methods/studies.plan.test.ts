import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { FROM, studyWorld, TO } from '../../../test/studies.ts'

const { held, call, refusal } = testApp()
const ASKED = { metric: 'pr_throughput', from: FROM, to: TO }

beforeAll(() => studyWorld(held.database))
beforeEach(() => {
  held.now = given.NOW
})

test('the past of the people says what a study of them could find', async () => {
  const it = await call('studies.plan', ASKED)
  expect(it).toMatchObject({ people: 144, teams: 25, weeks: 8, reason: null })
  expect(it.period).toEqual({ from: '2026-01-05', to: '2026-03-02' })
  expect(it.adjusted?.detectable).toBeLessThan(it.plain?.detectable ?? 0)
  const smaller = await call('studies.plan', { ...ASKED, effect: 5 })
  expect(smaller.plain?.teams_needed).toBeGreaterThan(it.plain?.teams_needed ?? 0)
})

test('what is known of a metric of nobody is unknown, not 0', async () => {
  const it = await call('studies.plan', { ...ASKED, metric: 'ci_wait' })
  expect(it).toMatchObject({ people: null, mean: null, plain: null, reason: { reason: 'hidden' } })
})

test('a team of few people is told of no number', async () => {
  const it = await call('studies.plan', { ...ASKED, team: ['Team 3'] })
  expect(it).toMatchObject({ mean: null, icc: null, plain: null })
})

test.each([
  [{ metric: 'nothing' }, 422],
  [{ metric: 'tool_active_days' }, 422],
  [{ to: FROM }, 422],
  [{ effect: 0 }, 422],
  [{ team: ['Nowhere'] }, 404],
])('%o is refused', async (args, status) => {
  expect(await refusal('studies.plan', { ...ASKED, ...args })).toMatchObject({ status })
})

test('needs the scope reports:read', async () => {
  expect(await refusal('studies.plan', ASKED, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
  })
})

test.each(['performance reviews', 'bonus', 'ranking of developers'])(
  'a study for the purpose "%s" is refused',
  async (purpose) => {
    const study = { ...ASKED, name: 'A', hypothesis: 'B', purpose }
    expect(await refusal('studies.create', study)).toMatchObject({
      status: 422,
      error_details: { issues: [{ path: 'purpose' }] },
    })
  },
)

test('a design is brought to whole weeks, and may change freely until it starts', async () => {
  const { study } = await call('studies.create', {
    ...ASKED,
    ...{ name: 'Weeks', hypothesis: 'B', purpose: 'C', from: '2026-03-11', to: '2026-05-06' },
  })
  expect(study).toMatchObject({ state: 'draft', from: '2026-03-16', to: '2026-05-04', effect: 10 })
  const changed = await call('studies.update', { id: study.id, effect: 5, arms: ['a', 'b'] })
  expect(changed.study).toMatchObject({ effect: 5, arms: ['a', 'b'], changes: [] })
  expect(await refusal('studies.result', { id: study.id })).toMatchObject({ error: 'conflict' })
  expect(await refusal('studies.close', { id: study.id })).toMatchObject({ error: 'conflict' })
  expect(await refusal('studies.info', { id: 'MTIzNDU' })).toMatchObject({ error: 'not_found' })
})
