import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', roles: ['Team Lead'] },
    { email: 'grace@example.com', roles: ['Team Lead'] },
  ]),
)

async function made(email?: string) {
  const token = await given.token(held.database, { email })
  return { token, id: toWire(await given.tokenId(held.database, token)) }
}

test('ends a token, which stays in the list', async () => {
  const { token, id } = await made()
  await call('auth.info', {}, { token })
  expect(await call('tokens.revoke', { id })).toEqual({ ok: true })
  expect(await refusal('auth.info', {}, { token })).toMatchObject({ error: 'invalid_auth' })
  const listed = (await call('tokens.list', {})).tokens.find((found) => found.id === id)
  expect(listed?.revoked_at).toBe(held.now.toISOString())
})

test('to end it again changes nothing', async () => {
  const { id } = await made()
  await call('tokens.revoke', { id })
  const before = (await call('tokens.list', {})).tokens
  held.now = new Date(held.now.getTime() + 1_000)
  await call('tokens.revoke', { id })
  expect((await call('tokens.list', {})).tokens).toEqual(before)
})

test('a person who is signed in ends their own, and no other', async () => {
  const session = await given.session(held.database, 'ada@example.com')
  const own = await made('ada@example.com')
  expect(await call('tokens.revoke', { id: own.id }, { session })).toEqual({ ok: true })
  for (const { id } of [await made(), await made('grace@example.com')])
    expect(await refusal('tokens.revoke', { id }, { session })).toMatchObject({ status: 404 })
})

test('a token needs the scope admin', async () => {
  const { id } = await made()
  expect(await refusal('tokens.revoke', { id }, { scopes: ['users:write'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names what is wrong', async () => {
  expect(await refusal('tokens.revoke', { id: 'OTk5OQ' })).toMatchObject({ error: 'not_found' })
  expect(await refusal('tokens.revoke')).toMatchObject({
    error_details: { issues: [{ path: 'id' }] },
  })
})
