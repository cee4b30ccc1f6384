import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { dayAfter } from '../../model/index.ts'
import * as store from '../../store/db.ts'

const { held, call, refusal } = testApp()
const run = (query: RawBuilder<unknown>) => store.run(held.database.db, query)
const ada = { email: 'ada@example.com' }

beforeAll(() =>
  given.people(held.database, [
    { ...ada, name: 'Ada', start_date: '2026-02-01' },
    { email: 'ben@example.com', name: 'Ben' },
    { email: 'eve@example.com', name: 'Eve', roles: ['Team Lead'] },
  ]),
)

let account: number
beforeEach(async () => {
  for (const table of ['workspace_starts', 'events', 'tool_days', 'coverage', 'accounts'])
    await run(sql`delete from ${sql.table(table)}`)
  account = await linked('ada')
})

/** An account at Coder of Ada; of a bot, if told. */
async function linked(username: string, bot = false): Promise<number> {
  const user = await given.idOf(held.database, ada.email)
  const { id } = await store.one(
    held.database.db,
    sql<{ id: number }>`
      insert into accounts (source, key, username, user_id, link, bot_said, bot, created_in, changed_in)
      values ('coder', ${username}, ${username}, ${user}, 'hand', ${bot}, ${bot}, 0, 0)
      returning id
    `,
  )
  return id
}

const covered = (from: string, to: string, tool = 'Coder') =>
  run(
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
      values ('coder', 'tool_days', ${tool}, ${from}, ${to}, 0, 0)
    `,
  )

const used = (day: string, { tool = 'Coder', by = account } = {}) =>
  run(
    sql`
      insert into tool_days (account_id, tool, day, created_in, changed_in)
      values (${by}, ${tool}, ${day}, 0, 0) on conflict do nothing
    `,
  )

interface Start {
  id: string
  workspace: string
  template: string | null
  at: string
  seconds: number | null
  ok: boolean
}

const started = ({ id, workspace, template, at, seconds, ok }: Start, by = account) =>
  run(
    sql`
      insert into workspace_starts (account_id, external_id, tool, workspace, template, at, seconds, ok, created_in, changed_in)
      values (${by}, ${id}, 'Coder', ${workspace}, ${template}, ${at}, ${seconds}, ${ok}, 0, 0)
    `,
  )

const start = (id: string, fields: Partial<Start> = {}): Start => ({
  ...{ id, workspace: 'ada/main', template: 'docker', at: '2026-02-20T10:00:00Z' },
  ...{ seconds: 60, ok: true, ...fields },
})

test('of whom nothing was seen, nothing is told: unknown is not zero', async () => {
  expect(await call('users.tools', ada)).toMatchObject({
    user: { name: 'Ada', email: ada.email },
    period: { from: '2025-12-03', to: '2026-03-03' },
    tools: [],
    workspaces: [],
    events: [],
  })
})

test('days of use stand beside the days of which they are known, and none of them is a true zero', async () => {
  await covered('2026-01-20', '2026-02-11')
  await covered('2026-02-21', '2026-03-01', 'Coder AI')
  await used('2026-02-03')
  await used('2026-02-20')
  expect((await call('users.tools', ada)).tools).toEqual([
    // since Ada was employed, and a day of which Coder spoke without saying so
    { tool: 'Coder', days: 2, known_days: 11, last_day: '2026-02-20' },
    { tool: 'Coder AI', days: 0, known_days: 8, last_day: null },
  ])
  await run(sql`update accounts set opened_at = '2026-02-26T12:00:00Z'`)
  const { tools } = await call('users.tools', ada)
  expect(tools.at(1)).toMatchObject({ tool: 'Coder AI', known_days: 3 })
})

test('workspaces tell their templates, failures and the median of the starts that worked', async () => {
  await started(start('1', { seconds: 30 }))
  await started(start('2', { seconds: 90, workspace: 'ada/other', template: 'k8s' }))
  await started(start('3', { seconds: null, ok: false, template: null }))
  await started(start('4', { at: '2025-12-02T21:00:00Z', seconds: 9000 }))
  expect((await call('users.tools', ada)).workspaces).toEqual([
    {
      ...{ tool: 'Coder', workspaces: 2, templates: ['docker', 'k8s'], starts: 3, failures: 1 },
      ...{ ready_seconds: 60, ready_starts: 2, last_at: '2026-02-20T10:00:00.000Z' },
    },
  ])
})

test('a start that failed does not make the time until ready known', async () => {
  await started(start('1', { ok: false, seconds: null }))
  const { workspaces } = await call('users.tools', ada)
  expect(workspaces).toMatchObject([{ starts: 1, failures: 1, ready_seconds: null }])
})

test('events are told by name, those of the whole of today too', async () => {
  for (const [id, at] of [
    ['1', '2026-02-01T00:00:00Z'],
    ['2', '2026-03-02T11:00:00Z'],
  ])
    await run(
      sql`
        insert into events (source, external_id, name, account_id, at, details, created_in, changed_in)
        values ('coder', ${id}, 'workspace_created', ${account}, ${at}, '{}', 0, 0)
      `,
    )
  expect((await call('users.tools', ada)).events).toEqual([
    { source: 'coder', name: 'workspace_created', times: 2, last_at: '2026-03-02T11:00:00.000Z' },
  ])
})

test('what a bot did is not the person’s, and days may be chosen', async () => {
  const bot = await linked('ada-bot', true)
  await used('2026-03-02', { by: bot })
  await started(start('1', { at: '2026-03-02T10:00:00Z' }), bot)
  await used('2026-03-01')
  expect(await call('users.tools', { ...ada, days: 1 })).toMatchObject({ tools: [] })
  expect(await call('users.tools', { ...ada, days: 2 })).toMatchObject({
    tools: [{ days: 1, known_days: 1 }],
    workspaces: [],
  })
})

const Day = fc.integer({ min: 0, max: 27 }).map((n) => dayAfter('2026-02-02', n))

const World = fc.record({
  days: fc.uniqueArray(Day, { maxLength: 6 }),
  spoken: fc.option(fc.tuple(Day, fc.integer({ min: 1, max: 9 })), { nil: undefined }),
  starts: fc.array(
    fc.record({
      workspace: fc.constantFrom('a', 'b', 'c'),
      seconds: fc.option(fc.integer({ min: 0, max: 900 })),
      ok: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
})
type World = typeof World extends fc.Arbitrary<infer W> ? W : never

async function seen({ days, spoken, starts }: World) {
  for (const table of ['workspace_starts', 'tool_days', 'coverage'])
    await run(sql`delete from ${sql.table(table)}`)
  for (const day of days) await used(day)
  if (spoken) await covered(spoken[0], dayAfter(spoken[0], spoken[1]))
  for (const [n, it] of starts.entries()) await started(start(String(n), it))
  return call('users.tools', ada)
}

test('whatever was seen, what was not seen is absent and never counted as zero', async () => {
  await fc.assert(
    fc.asyncProperty(World, async (world) => {
      const { days, spoken, starts } = world
      const { tools, workspaces } = await seen(world)
      expect(tools).toHaveLength(days.length > 0 || spoken ? 1 : 0)
      for (const tool of tools) {
        expect(tool.days).toBe(days.length)
        expect(tool.known_days).toBeGreaterThanOrEqual(Math.max(1, tool.days))
      }
      expect(workspaces).toHaveLength(starts.length > 0 ? 1 : 0)
      const told = starts.filter(({ ok, seconds }) => ok && seconds !== null).length
      for (const it of workspaces)
        expect(it).toMatchObject({
          workspaces: new Set(starts.map(({ workspace }) => workspace)).size,
          failures: starts.filter(({ ok }) => !ok).length,
          ready_starts: told,
          ready_seconds: told === 0 ? null : expect.any(Number),
        })
    }),
    { numRuns: 25 },
  )
})

test('a person who is signed in asks of themselves alone, and each look stands in the audit log', async () => {
  const session = await given.session(held.database, ada.email, held.now)
  expect((await call('users.tools', {}, { session })).user.email).toBe(ada.email)
  expect((await call('users.tools', ada, { session })).user.email).toBe(ada.email)
  for (const args of [{ email: 'ben@example.com' }, { email: 'x@example.com' }, { id: 'OTk5' }])
    expect(await refusal('users.tools', args, { session })).toMatchObject({
      status: 403,
      error: 'not_authorized',
    })
  const id = await given.idOf(held.database, ada.email)
  const looks = await store.many(
    held.database.db,
    sql`
      select l.object from audit_log l where l.action = 'users.tools' and l.actor = ${`user:${id}`}
    `,
  )
  expect(looks).toEqual([{ object: `user:${id}` }, { object: `user:${id}` }])
})

test('the person sees who looked, and why', async () => {
  await call('users.tools', { ...ada, why: 'Slow starts?' })
  const session = await given.session(held.database, ada.email, held.now)
  const { views } = await call('users.views.list', {}, { session })
  expect(views[0]).toMatchObject({ method: 'users.tools', reason: 'Slow starts?', program: true })
})

test('of others it needs the rights to read people and to run reports, both', async () => {
  const lead = await given.session(held.database, 'eve@example.com', held.now)
  expect(await refusal('users.tools', ada, { session: lead })).toMatchObject({ status: 403 })
  for (const scopes of [['users:read'], ['reports:read']] as const)
    expect(await refusal('users.tools', ada, { scopes: [...scopes] })).toMatchObject({
      status: 403,
    })
  const both = { scopes: ['users:read', 'reports:read'] as const }
  const may = await call('users.tools', ada, { scopes: [...both.scopes] })
  expect(may.user.email).toBe(ada.email)
})

test('names what is wrong', async () => {
  expect(await refusal('users.tools', { ...ada, days: 0 })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'days' }] },
  })
  expect(await refusal('users.tools', {})).toMatchObject({ status: 422 })
  expect(await refusal('users.tools', { email: 'x@example.com' })).toMatchObject({ status: 404 })
})
