import { expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import * as given from '../../test/given.ts'
import { firstAdminLink } from './sign-in.ts'

const { held, call, refusal } = testApp()

const open = (path: string, headers = {}) => held.app.request(path, { headers })

/** The session that an answer begins. */
function sessionOf(response: Response): string {
  return /^facet_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

test('the first link makes a Workspace Admin, once; then there is no more such link', async () => {
  const path = (await firstAdminLink(held.database.db, held.now)) ?? ''
  expect(path).toMatch(/^\/sign-in\?code=[\w-]{43}$/)
  const response = await open(path)
  expect([response.status, response.headers.get('location')]).toEqual([302, '/'])
  const cookie = response.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(await response.text()).toBe('')
  const session = sessionOf(response)
  expect(await call('auth.whoami', {}, { session })).toMatchObject({
    auth_token_type: 'session',
    user: { name: 'Workspace Admin', email: 'admin@localhost' },
  })
  expect((await call('auth.info', {}, { session })).auth.scopes).toContain('admin')
  expect(await firstAdminLink(held.database.db, held.now)).toBeUndefined()

  const again = await open(path)
  expect([again.status, again.headers.get('set-cookie')]).toEqual([401, null])
})

test('an administrator lets others in by a link, who have the scopes of their roles', async () => {
  await given.people(held.database, [{ email: 'ada@example.com', roles: ['Team Lead'] }])
  const { path } = await call('signInLinks.create', { email: 'ADA@example.com' })
  const session = sessionOf(await open(path, { 'x-forwarded-proto': 'https' }))
  const { auth } = await call('auth.info', {}, { session })
  expect(auth.scopes).toContain('reports:read')
  expect(auth.scopes).not.toContain('users:read')
})

test('behind a proxy that speaks TLS the cookie stays with TLS', async () => {
  const { path } = await call('signInLinks.create', { email: 'ada@example.com' })
  const response = await open(path, { 'x-forwarded-proto': 'https' })
  expect(response.headers.get('set-cookie')).toContain('; Secure')
})

test('a link is refused after a day, an unknown one always', async () => {
  const { path } = await call('signInLinks.create', { email: 'ada@example.com' })
  held.now = new Date(held.now.getTime() + 86_400_000)
  for (const refused of [path, '/sign-in?code=unknown', '/sign-in'])
    expect((await open(refused)).status).toBe(401)
})

test('while nobody is signed in, a new first link replaces the one before', async () => {
  held.now = new Date(held.now.getTime() + 30 * 86_400_000)
  const { db } = held.database
  const before = (await firstAdminLink(db, held.now, 'ada@example.com')) ?? ''
  const after = (await firstAdminLink(db, held.now, 'ada@example.com')) ?? ''
  expect((await open(before)).status).toBe(401)
  const session = sessionOf(await open(after))
  expect(await call('auth.whoami', {}, { session })).toMatchObject({
    user: { email: 'ada@example.com' },
  })
})

test('who signs out is out at once', async () => {
  const session = await given.session(held.database, 'ada@example.com', held.now)
  await call('auth.info', {}, { session })
  const cookie = `facet_session=${session}`
  const leave = (headers: Record<string, string>) =>
    held.app.request('/sign-out', { method: 'POST', headers: { cookie, ...headers } })
  expect((await leave({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const response = await leave({ 'sec-fetch-site': 'same-origin' })
  expect(response.headers.get('set-cookie')).toMatch(/^facet_session=; Max-Age=0/)
  expect(await refusal('auth.info', {}, { session })).toMatchObject({ error: 'invalid_auth' })
})

test('secrets are kept nowhere', async () => {
  const { path } = await call('signInLinks.create', { email: 'ada@example.com' })
  const { secret } = await call('tokens.create', { name: 'For a script' })
  const session = await given.session(held.database, 'ada@example.com', held.now)
  const kept = await held.database.query(
    `select row_to_json(t)::text as row from tokens t
    union all select row_to_json(s)::text from sessions s
    union all select row_to_json(l)::text from sign_in_links l
    union all select row_to_json(a)::text from audit_log a`,
  )
  const text = JSON.stringify(kept.rows)
  for (const hidden of [path.split('=')[1] ?? '?', secret, session])
    expect(text).not.toContain(hidden)
})
