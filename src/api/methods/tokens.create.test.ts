import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', roles: ['Snapshot Admin'] },
    { email: 'vera@example.com', roles: ['Workspace Admin'] },
  ]),
)

test('makes a token of the organisation, which always may read snapshots', async () => {
  const { secret, token } = await call('tokens.create', {
    name: 'Nightly script',
    scopes: ['users:read', 'users:read'],
    expires: '90d',
  })
  expect(secret).toMatch(/^facet_[\w-]{43}$/)
  expect(token).toEqual({
    id: expect.any(String),
    kind: 'organization',
    name: 'Nightly script',
    scopes: ['snapshots:read', 'users:read'],
    email: null,
    created_at: expect.any(String),
    expires_at: '2026-05-31T12:00:00.000Z',
    revoked_at: null,
    last_used_at: null,
  })
  expect(await call('users.list', {}, { token: secret })).toMatchObject({ ok: true })
  expect(await refusal('users.update', {}, { token: secret })).toMatchObject({ status: 403 })
})

test('a person makes a personal token, with what their roles allow', async () => {
  const session = await given.session(held.database, 'ada@example.com')
  const mine = { name: 'Mine', kind: 'personal' as const }
  const { secret, token } = await call(
    'tokens.create',
    { ...mine, scopes: ['snapshots:admin'] },
    { session },
  )
  expect(token).toMatchObject({ kind: 'personal', email: 'ada@example.com', expires_at: null })
  expect((await call('auth.info', {}, { token: secret })).auth).toMatchObject({
    token_type: 'personal_access_token',
    scopes: ['snapshots:admin'],
  })
  const args = { ...mine, scopes: ['users:write'] }
  expect(await refusal('tokens.create', args, { session })).toMatchObject({
    error: 'not_authorized',
    message: expect.stringContaining('users:write'),
  })
})

test('a token of the organisation needs the scope admin', async () => {
  expect(await refusal('tokens.create', { name: 'x' }, { scopes: ['users:write'] })).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
  const session = await given.session(held.database, 'ada@example.com')
  expect(await refusal('tokens.create', { name: 'x' }, { session })).toMatchObject({ status: 403 })
})

test('no token makes a personal token', async () => {
  const token = await given.token(held.database, { email: 'vera@example.com' })
  const args = { name: 'x', kind: 'personal' }
  for (const from of [{ token }, {}])
    expect(await refusal('tokens.create', args, from)).toMatchObject({ error: 'not_authorized' })
})

test.each([
  [{ name: '' }, 'name'],
  [{ scopes: ['users:rule'] }, 'scopes.0'],
  [{ expires: 'soon' }, 'expires'],
  [{ kind: 'robot' }, 'kind'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('tokens.create', { name: 'x', ...args })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})
