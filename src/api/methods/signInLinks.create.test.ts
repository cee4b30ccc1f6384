import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', start_date: '2020-01-01' },
    { email: 'gone@example.com', deactivated: true },
  ]),
)

test('makes a link that works for a day', async () => {
  expect(await call('signInLinks.create', { email: 'ada@example.com' })).toEqual({
    ok: true,
    path: expect.stringMatching(/^\/sign-in\?code=[\w-]{43}$/),
    expires_at: '2026-03-03T12:00:00.000Z',
  })
})

test('makes none for somebody who is unknown or deactivated', async () => {
  expect(await refusal('signInLinks.create', { email: 'x@example.com' })).toMatchObject({
    error: 'not_found',
  })
  expect(await refusal('signInLinks.create', { email: 'gone@example.com' })).toMatchObject({
    error: 'conflict',
  })
})

test('needs the scope admin, and an address', async () => {
  const args = { email: 'ada@example.com' }
  expect(await refusal('signInLinks.create', args, { scopes: ['users:write'] })).toMatchObject({
    error: 'not_authorized',
  })
  expect(await refusal('signInLinks.create')).toMatchObject({
    error_details: { issues: [{ path: 'email' }] },
  })
})
