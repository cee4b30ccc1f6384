import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { toRow } from '../../model/index.ts'
import * as sources from '../../store/sources.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

let coder: FakeCoder
let id: string
beforeAll(async () => {
  coder = await startCoder({ count: 12 })
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: coder.url, usage_from: '2026-08-10' },
    secret: { token: coder.tokens.auditor },
  })
  id = source.id
})
afterAll(() => coder.close())

test('a dry run counts what would be read and keeps nothing', async () => {
  const { would_read, run } = await call('sources.run', { id, dry_run: true })
  expect(would_read?.counts.tool_users).toBeGreaterThan(12)
  expect(run).toBeNull()
  expect(await call('sources.info', { id })).toMatchObject({ cursor: null, covers: [], left: [] })
})

test('a run is told with what became of its facts, and so is what was left out', async () => {
  const { run } = await call('sources.run', { id })
  expect(run).toMatchObject({ status: 'done', error: null })
  expect(run?.counts.tool_users?.created).toBeGreaterThan(12)
  const { source, covers, left } = await call('sources.info', { id })
  expect(source).toMatchObject({ reading: false, last_run: { id: run?.id } })
  expect(covers.map(({ subject }) => subject)).toContain('tool_days')
  expect(left.find(({ code }) => code === 'service_account')?.things).toBeGreaterThan(0)
  const things = await call('sources.left', { id, page_size: 1 })
  expect(things.total).toBe(source.left_out)
  expect(things.left).toHaveLength(1)
  expect((await call('sources.runs', { id })).runs.map((it) => it.id)).toEqual([run?.id])
})

test('a source that is being read is not read again', async () => {
  const row = toRow(id)
  const lease = (await sources.take(held.database.db, row)) ?? ''
  expect(await refusal('sources.run', { id })).toMatchObject({ status: 409, error: 'conflict' })
  expect((await call('sources.info', { id })).source.reading).toBe(true)
  await sources.letGo(held.database.db, row, lease)
})

test('what the source refuses is the outcome of the run, in words', async () => {
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Wrong',
    settings: { url: coder.url },
    secret: { token: 'wrong' },
  })
  const { run } = await call('sources.run', { id: source.id })
  expect(run).toMatchObject({ status: 'failed', error_code: 'unauthorized' })
  expect(run?.error).toMatch(/\w/)
})

test('needs the scope sources:write, and a source that there is', async () => {
  const refused = await refusal('sources.run', { id }, { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  expect(await refusal('sources.run', { id: 'OTk5' })).toMatchObject({ error: 'not_found' })
})
