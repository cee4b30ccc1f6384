import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'

const { call, refusal } = testApp({ sources: SOURCE_JOBS })

let coder: FakeCoder
let id: string
beforeAll(async () => {
  coder = await startCoder({ count: 5 })
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: coder.url },
    secret: { token: coder.tokens.auditor },
    schedule: '17 * * * *',
  })
  id = source.id
})
afterAll(() => coder.close())

test('what is not given stays', async () => {
  const { source } = await call('sources.update', { id, name: 'Coder of Lisbon' })
  expect(source).toMatchObject({ name: 'Coder of Lisbon', schedule: '17 * * * *', paused: false })
  expect((await call('sources.check', { id })).readable).toBe(true)
})

test('a paused source has no next run, and has one again after', async () => {
  const { source } = await call('sources.update', { id, paused: true })
  expect(source).toMatchObject({ paused: true, next_run: null, schedule: '17 * * * *' })
  expect((await call('sources.update', { id, paused: false })).source.next_run).not.toBeNull()
  expect((await call('sources.update', { id, schedule: null })).source.next_run).toBeNull()
})

test('settings of the same server keep the secret', async () => {
  await call('sources.update', { id, settings: { url: coder.url, usage_from: '2026-08-01' } })
  expect((await call('sources.check', { id })).readable).toBe(true)
})

test('the secret is sent to no other server than it was given for', async () => {
  const other = await startCoder({ count: 1 })
  const settings = { url: other.url }
  for (const name of ['sources.update', 'sources.check'] as const)
    expect(await refusal(name, { id, settings })).toMatchObject({
      status: 422,
      error_details: { issues: [{ path: 'secret' }] },
    })
  expect(other.seen).toEqual([])
  const secret = { token: other.tokens.auditor }
  expect((await call('sources.check', { id, settings, secret })).readable).toBe(true)
  await other.close()
})

test('another server is read from its beginning, the same one from where it was', async () => {
  await call('sources.run', { id })
  expect((await call('sources.info', { id })).cursor).not.toBeNull()
  await call('sources.update', { id, settings: { url: coder.url, usage_from: '2026-08-02' } })
  expect((await call('sources.info', { id })).cursor).not.toBeNull()
  const other = await startCoder({ count: 1 })
  const secret = { token: other.tokens.auditor }
  await call('sources.update', { id, settings: { url: other.url }, secret })
  expect((await call('sources.info', { id })).cursor).toBeNull()
  await other.close()
})

test('needs the scope sources:write', async () => {
  const refused = await refusal('sources.update', { id, paused: true }, { scopes: ['admin'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  expect(await refusal('sources.update', { id, schedule: 'soon' })).toMatchObject({ status: 422 })
})
