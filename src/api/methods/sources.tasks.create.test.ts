import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { type FakeDx, startDx } from '../../../test/fakes/dx/start.ts'
import { dxAttribute, dxUser } from '../../../test/fakes/dx/world.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { many, run } from '../../store/db.ts'

/** As a server has it: work goes on by itself. */
const sources = { ...SOURCE_JOBS, aside: async (work: () => Promise<void>) => void work() }
const { held, call, refusal } = testApp({ sources })

let coder: FakeCoder
let dx: FakeDx
let id: string
beforeAll(async () => {
  coder = await startCoder({ count: 12 })
  dx = await startDx({
    users: [dxUser(1, { email: 'ann@example.com' })],
    attributes: [dxAttribute('Level')],
  })
  await given.people(held.database, [{ email: 'ann@example.com', attributes: { Level: ['L4'] } }])
  id = await added('coder', { url: coder.url, usage_from: '2026-08-10' }, coder.tokens.auditor)
})
beforeEach(() => coder.script(() => undefined))
afterAll(() => Promise.all([coder.close(), dx.close()]))

async function added(kind: string, settings: Record<string, unknown>, token: string) {
  const secret = { token }
  return (await call('sources.create', { kind, name: kind, settings, secret })).source.id
}

const info = async (task: string) => (await call('sources.tasks.info', { id: task })).task

/** What becomes of work, once it has. */
const ended = (task: string) =>
  vi.waitFor(
    async () => {
      const it = await info(task)
      expect(it.state).not.toBe('running')
      return it
    },
    { timeout: 20_000, interval: 50 },
  )

test('a count goes on by itself, tells its counts as they grow, and in the end all of them', async () => {
  coder.script(({ path }) =>
    path.endsWith('user-activity') ? { kind: 'slow', ms: 150 } : undefined,
  )
  const { task } = await call('sources.tasks.create', { name: 'sources.run', args: { id } })
  expect(task).toMatchObject({ name: 'sources.run', state: 'running', answer: null, error: null })
  const far = await vi.waitFor(
    async () => {
      const { progress } = await info(task.id)
      expect(progress?.counts?.tool_users).toBeGreaterThan(12)
      return progress
    },
    { timeout: 20_000, interval: 50 },
  )
  const { answer, ...done } = await ended(task.id)
  expect(done).toMatchObject({ state: 'done', error: null })
  expect(answer).toMatchObject({ dry_run: true, run: null })
  expect(answer).toMatchObject({ would_read: { counts: { tool_users: far?.counts?.tool_users } } })
  expect(await call('sources.info', { id })).toMatchObject({ cursor: null, covers: [] })
})

test('a check of a source that is not kept is work too, and its token is kept nowhere', async () => {
  const given = { kind: 'coder', settings: { url: coder.url }, secret: { token: 'wrong' } }
  const { task } = await call('sources.tasks.create', { name: 'sources.check', args: given })
  const { answer, progress } = await ended(task.id)
  expect(answer).toMatchObject({ readable: false })
  expect(progress === null || progress.step === 'calls answered').toBe(true)
  const rows = await many(
    held.database.db,
    sql`select t.*, l.details from source_tasks t, audit_log l`,
  )
  expect(JSON.stringify(rows)).not.toContain('wrong')
})

test('a push compares and sends, and a second one finds nothing to send', async () => {
  const args = { id: await added('dx', { url: dx.url }, 'organization'), attributes: ['Level'] }
  const push = async (more = {}) => {
    const { task } = await call('sources.tasks.create', {
      name: 'sources.push',
      args: { ...args, ...more },
    })
    return (await ended(task.id)).answer
  }
  expect(await push({ dry_run: true })).toMatchObject({ dry_run: true, changed: 1, set: 1 })
  expect(await push()).toMatchObject({ dry_run: false, changed: 1, set: 1 })
  expect(await push()).toMatchObject({ changed: 0, set: 0, removed: 0, changes: [] })
})

test('a run is only counted, whatever is asked for', async () => {
  const { task } = await call('sources.tasks.create', {
    name: 'sources.run',
    args: { id, dry_run: false },
  })
  expect((await ended(task.id)).answer).toMatchObject({ dry_run: true })
})

test('a source that refuses is told as the method tells it', async () => {
  const other = await added('coder', { url: coder.url }, 'wrong')
  const { task } = await call('sources.tasks.create', { name: 'sources.run', args: { id: other } })
  expect(await ended(task.id)).toMatchObject({
    state: 'failed',
    answer: null,
    error: { error: 'source_failed', message: expect.stringMatching(/\w/) },
  })
})

test('work whose server is gone is told as cut off, and old answers are forgotten', async () => {
  const { task } = await call('sources.tasks.create', { name: 'sources.run', args: { id } })
  await ended(task.id)
  const { db } = held.database
  await run(
    db,
    sql`update source_tasks set ended_at = null, beat_at = now() - interval '2 minutes'`,
  )
  expect((await info(task.id)).state).toBe('cut')
  await run(db, sql`update source_tasks set beat_at = now() - interval '2 hours'`)
  expect(await refusal('sources.tasks.info', { id: task.id })).toMatchObject({ status: 404 })
  await ended((await call('sources.tasks.create', { name: 'sources.run', args: { id } })).task.id)
  expect(await many(db, sql`select from source_tasks`)).toHaveLength(1)
})

test('only whoever began it is told of it', async () => {
  const { task } = await call('sources.tasks.create', { name: 'sources.run', args: { id } })
  await ended(task.id)
  const token = await given.token(held.database)
  expect(await refusal('sources.tasks.info', { id: task.id }, { token })).toMatchObject({
    status: 404,
    error: 'not_found',
  })
})

test('needs the scope sources:write, a method that it knows, and what that method needs', async () => {
  const args = { name: 'sources.run', args: { id } } as const
  expect(await refusal('sources.tasks.create', args, { scopes: ['sources:read'] })).toMatchObject({
    status: 403,
  })
  expect(await refusal('sources.tasks.create', { ...args, args: {} })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'id' }] },
  })
})
