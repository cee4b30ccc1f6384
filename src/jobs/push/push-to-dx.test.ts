import { afterEach, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { dxContext, type FakeDx, startDx } from '../../../test/fakes/dx/start.ts'
import { dxAttribute, dxUser } from '../../../test/fakes/dx/world.ts'
import * as given from '../../../test/given.ts'
import { type PushInput, pushAttributes } from './push-attributes.ts'

const here = testDatabase()
const started: FakeDx[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

beforeAll(async () => {
  await given.people(here.database, [
    { email: 'a@example.com', aliases: ['alias@example.com'], attributes: { Level: ['L4'] } },
    { email: 'b@example.com', attributes: { Level: ['L5'], Tools: ['Coder', 'Cursor'] } },
  ])
})

async function dx(
  users = [dxUser(1, { email: 'a@example.com' }), dxUser(2, { email: 'b@example.com' })],
) {
  const fake = await startDx({ users, attributes: [dxAttribute('level'), dxAttribute('Tools')] })
  started.push(fake)
  const push = (how: Partial<PushInput> = {}) =>
    pushAttributes(here.database, {
      ...dxContext(fake),
      source: fake.host,
      actor: 'test',
      attributes: ['Level', 'Tools'],
      dry_run: false,
      ...how,
    })
  const valuesOf = (email: string) =>
    fake.world.users
      .find((user) => user.email === email)
      ?.attributes.map(({ name, value }) => `${name}=${value}`)
  return { fake, push, valuesOf }
}

const codes = ({ left }: { left: { about: string; code: string }[] }) =>
  left.map(({ about, code }) => [about, code])

test('DX has one value of an attribute, so several are told and not sent', async () => {
  const { push, valuesOf } = await dx()
  const result = await push()
  expect(codes(result)).toEqual([['b@example.com', 'too_many_values']])
  expect(valuesOf('b@example.com')).toEqual(['level=L5'])
  expect(await push()).toMatchObject({ changed: 0 })
})

test('an attribute that DX computes is not sent', async () => {
  const { fake, push } = await dx()
  fake.world.attributes = [dxAttribute('Level', { type: 'dx_managed' })]
  const result = await push({ attributes: ['Level'] })
  expect(codes(result)).toEqual([['Level', 'computed_there']])
  expect(fake.seen.map(({ path }) => path)).toEqual(['/attributeGroups.list'])
})

test('a person is found by any address, and of two over there one is told', async () => {
  const { push, valuesOf } = await dx([
    dxUser(1, { email: 'alias@example.com' }),
    dxUser(2, { email: 'a@example.com' }),
    dxUser(3, { email: 'b@example.com', deleted_at: '2025-01-01T00:00:00Z' }),
    dxUser(4, { email: 'b@example.com' }),
  ])
  const result = await push({ attributes: ['Level'] })
  expect(result).toMatchObject({ people: 2, changed: 2 })
  expect(codes(result)).toEqual([['alias@example.com', 'duplicate_there']])
  expect(valuesOf('a@example.com')).toEqual(['level=L4'])
  expect(valuesOf('alias@example.com')).toEqual([])
})

test('a privileged attribute that the token is not shown is sent once, when that is asked for', async () => {
  const { fake, push, valuesOf } = await dx()
  fake.world.attributes = [dxAttribute('Level', { privileged: true })]
  const attributes = ['Level']
  expect(codes(await push({ attributes }))).toEqual([['Level', 'missing_there']])
  expect(await push({ attributes, create: true })).toMatchObject({ set: 2 })
  expect(valuesOf('a@example.com')).toEqual(['Level=L4'])
  expect(await push({ attributes, create: true })).toMatchObject({ changed: 0 })
})

test('a failure without a reason is told, and tried again', async () => {
  const { fake, push } = await dx()
  const body = JSON.stringify({ ok: true, user: { failures: [{ name: 'LEVEL' }], attributes: [] } })
  fake.script(({ method }) =>
    method === 'POST' ? { kind: 'status', status: 200, body } : undefined,
  )
  const result = await push({ attributes: ['Level'] })
  expect(result.changed).toBe(0)
  expect(codes(result)).toEqual([
    ['a@example.com', 'refused'],
    ['b@example.com', 'refused'],
  ])
  fake.script(() => undefined)
  expect(await push({ attributes: ['Level'] })).toMatchObject({ changed: 2 })
})
