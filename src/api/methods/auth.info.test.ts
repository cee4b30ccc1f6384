import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

test('tells about a token of the organisation', async () => {
  const token = await given.token(held.database, { scopes: ['snapshots:read', 'users:read'] })
  expect(await call('auth.info', {}, { token })).toEqual({
    ok: true,
    auth: {
      token_type: 'account_web_api_token',
      token_name: 'A token',
      scopes: ['snapshots:read', 'users:read'],
      expires_at: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
    account: { name: 'My organization' },
  })
})

test('tells about a personal token, and when it ends', async () => {
  await given.people(held.database, [{ email: 'ada@example.com', start_date: '2020-01-01' }])
  const expires_at = '2030-01-01T00:00:00.000Z'
  const token = await given.token(held.database, { email: 'ada@example.com', expires_at })
  expect(await call('auth.info', {}, { token })).toMatchObject({
    auth: { token_type: 'personal_access_token', expires_at },
  })
})

test('needs a token, but no scope', async () => {
  expect(await call('auth.info', {}, { scopes: [] })).toMatchObject({ auth: { scopes: [] } })
  expect(await refusal('auth.info', {}, { token: 'facet_x' })).toMatchObject({ status: 401 })
})
