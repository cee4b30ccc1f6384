import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeDx, startDx } from '../../../test/fakes/dx/start.ts'
import { dxAttribute, dxUser } from '../../../test/fakes/dx/world.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

let dx: FakeDx
let id: string
beforeAll(async () => {
  dx = await startDx({
    users: [dxUser(1, { email: 'ann@example.com' })],
    attributes: [dxAttribute('Level')],
  })
  await given.people(held.database, [
    { email: 'ann@example.com', attributes: { Level: ['L4'] } },
    { email: 'bob@example.com', attributes: { Level: ['L5'] } },
  ])
  const { source } = await call('sources.create', {
    kind: 'dx',
    name: 'DX',
    settings: { url: dx.url },
    secret: { token: 'organization' },
  })
  id = source.id
})
afterAll(() => dx.close())

const sent = () => dx.seen.filter(({ method }) => method === 'POST').length

test('a dry run tells the changes and sends nothing', async () => {
  const told = await call('sources.push', { id, attributes: ['Level'], dry_run: true })
  expect(told).toMatchObject({ dry_run: true, people: 1, changed: 1, set: 1 })
  expect(told.changes).toEqual([
    { email: 'ann@example.com', attribute: 'Level', before: [], after: ['L4'] },
  ])
  expect(told.left).toMatchObject([{ about: 'bob@example.com', code: 'unknown_there' }])
  expect(sent()).toBe(0)
})

test('a push sends what has changed, and a second one nothing', async () => {
  expect(await call('sources.push', { id, attributes: ['Level'] })).toMatchObject({ set: 1 })
  const calls = sent()
  expect(calls).toBeGreaterThan(0)
  expect(await call('sources.push', { id, attributes: ['Level'] })).toMatchObject({ changed: 0 })
  expect(sent()).toBe(calls)
})

test('what the other side does wrong is told in words', async () => {
  dx.script(() => ({ kind: 'html' }))
  const told = await refusal('sources.push', { id, attributes: ['Level'] })
  dx.script(() => undefined)
  expect(told).toMatchObject({ status: 502, error: 'source_failed' })
})

test('only a DX workspace takes attributes', async () => {
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: 'http://127.0.0.1:1' },
    secret: { token: 'abc' },
  })
  const told = await refusal('sources.push', { id: source.id, attributes: ['Level'] })
  expect(told).toMatchObject({ status: 422, error: 'invalid_arguments' })
})
