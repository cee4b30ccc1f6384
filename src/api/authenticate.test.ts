import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import * as given from '../../test/given.ts'
import { toWire } from '../model/index.ts'
import { many, run } from '../store/db.ts'
import { LOCAL } from './actor.ts'
import { createApp } from './app.ts'

const { held, call, refusal, send } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', roles: ['Workspace Admin'] },
    { email: 'grace@example.com', roles: ['Snapshot Admin'] },
  ])
})

/** Lets as much time pass for the application. */
function wait(ms: number) {
  held.now = new Date(held.now.getTime() + ms)
}

test('a token ends when it expires, to the second, even if it was used just before', async () => {
  const expires_at = new Date(held.now.getTime() + 2_000).toISOString()
  const token = await given.token(held.database, { expires_at })
  wait(1_999)
  expect(await call('auth.info', {}, { token })).toMatchObject({ auth: { expires_at } })
  wait(1)
  expect(await refusal('auth.info', {}, { token })).toMatchObject({
    status: 401,
    error: 'invalid_auth',
  })
})

test('a token that is revoked ends at once', async () => {
  const token = await given.token(held.database)
  await call('auth.info', {}, { token })
  await call('tokens.revoke', { id: toWire(await given.tokenId(held.database, token)) })
  expect(await refusal('auth.info', {}, { token })).toMatchObject({ error: 'invalid_auth' })
})

test('a token that another server revokes ends within seconds', async () => {
  const token = await given.token(held.database)
  await call('auth.info', {}, { token })
  await run(
    held.database.db,
    sql`update tokens set revoked_at = now() where id = ${await given.tokenId(held.database, token)}`,
  )
  wait(5_000)
  expect(await refusal('auth.info', {}, { token })).toMatchObject({ error: 'invalid_auth' })
})

test('the minute in which a token was last used is kept', async () => {
  const token = await given.token(held.database)
  const id = toWire(await given.tokenId(held.database, token))
  const used = async () =>
    (await call('tokens.list', {})).tokens.find((listed) => listed.id === id)?.last_used_at
  expect(await used()).toBeNull()
  held.now = new Date('2026-03-02T13:00:59Z')
  await call('auth.info', {}, { token })
  expect(await used()).toBe('2026-03-02T13:00:00.000Z')
  wait(6_000)
  await call('auth.info', {}, { token })
  expect(await used()).toBe('2026-03-02T13:01:00.000Z')
})

test('a personal token can do what its scopes and the roles of its user allow, as these are now', async () => {
  const scopes = ['users:read', 'snapshots:admin', 'catalog:read'] as const
  const token = await given.token(held.database, { email: 'grace@example.com', scopes })
  const may = async () => (await call('auth.info', {}, { token })).auth
  expect(await may()).toMatchObject({
    token_type: 'personal_access_token',
    scopes: ['snapshots:admin', 'catalog:read'],
  })
  await run(
    held.database.db,
    sql`delete from user_roles ur using users u where u.id = ur.user_id and u.email like 'grace%'`,
  )
  wait(5_000)
  expect(await may()).toMatchObject({ scopes: ['catalog:read'] })
})

test('who is deactivated is out, by token and by session', async () => {
  await given.people(held.database, [{ email: 'edsger@example.com', start_date: '2020-01-01' }])
  const token = await given.token(held.database, { email: 'edsger@example.com' })
  const session = await given.session(held.database, 'edsger@example.com', held.now)
  for (const from of [{ token }, { session }]) await call('auth.info', {}, from)
  await run(held.database.db, sql`update users set deleted_at = now() where email like 'edsger%'`)
  wait(5_000)
  for (const from of [{ token }, { session }])
    expect(await refusal('auth.info', {}, from)).toMatchObject({ error: 'invalid_auth' })
})

test('a session has the scopes of the roles of its user, and ends after two weeks', async () => {
  const session = await given.session(held.database, 'ada@example.com', held.now)
  const { auth } = await call('auth.info', {}, { session })
  expect(auth).toMatchObject({ token_type: 'session', scopes: expect.arrayContaining(['admin']) })
  wait(14 * 86_400_000 - 1)
  await call('auth.info', {}, { session })
  wait(1)
  expect(await refusal('auth.info', {}, { session })).toMatchObject({ error: 'invalid_auth' })
})

test.each([
  [200, { 'sec-fetch-site': 'same-origin' }],
  [200, { origin: 'http://localhost', host: 'localhost' }],
  [403, { 'sec-fetch-site': 'cross-site' }],
  [403, { 'sec-fetch-site': 'same-site', origin: 'http://localhost', host: 'localhost' }],
  [403, { 'sec-fetch-site': 'none' }],
  [403, { origin: 'http://evil.example', host: 'localhost' }],
  [403, { origin: 'null', host: 'localhost' }],
  [403, {}],
])('a write by cookie is answered with %i when the browser says %o', async (status, headers) => {
  const session = await given.session(held.database, 'ada@example.com', held.now)
  const body = new URLSearchParams({ email: 'ada@example.com', start_date: '2020-01-01' })
  const cookie = `facet_session=${session}`
  const init = { method: 'POST', headers: { cookie, ...headers }, body }
  expect((await held.app.request('/users.update', init)).status).toBe(status)
})

test('a read by cookie needs no proof of where it was begun', async () => {
  const session = await given.session(held.database, 'ada@example.com', held.now)
  const headers = { cookie: `facet_session=${session}`, 'sec-fetch-site': 'cross-site' }
  expect((await held.app.request('/users.list', { headers })).status).toBe(200)
})

test('a token counts before a cookie', async () => {
  const session = await given.session(held.database, 'ada@example.com', held.now)
  const token = await given.token(held.database, { scopes: ['users:read'] })
  const headers = { cookie: `facet_session=${session}` }
  const answer = await (await send('/auth.info', { headers }, { token })).json()
  expect(answer).toMatchObject({ auth: { token_type: 'account_web_api_token' } })
})

test('who opens the socket of the owner needs no token', async () => {
  const { database, log } = { database: held.database, log: { info() {}, error() {} } }
  const imports = { stage: neither, apply: neither, undo: neither }
  const app = createApp({ database, imports, log: log as never, trusted: LOCAL })
  expect(await (await app.request('/auth.info')).json()).toMatchObject({
    auth: { token_type: 'local', scopes: expect.arrayContaining(['admin']) },
  })
})

function neither(): never {
  throw new Error('not called')
}

test('reads are noted once an actor, method and minute, and before they are answered', async () => {
  held.now = new Date('2027-01-01T00:00:30Z')
  const token = await given.token(held.database)
  const read = () => call('users.list', {}, { token })
  const actor = `token:${await given.tokenId(held.database, token)}`
  const notes = async () =>
    (
      await many(
        held.database.db,
        sql<{ minute: string }>`
          select a.minute from audit_log a
          where a.actor = ${actor} and a.action = 'users.list' and a.minute is not null
          order by a.minute
        `,
      )
    ).map(({ minute }) => minute)
  await Promise.all([read(), read(), read()])
  expect(await notes()).toEqual(['2027-01-01T00:00:00.000Z'])
  wait(20_000)
  await read()
  expect(await notes()).toHaveLength(1)
  wait(10_000)
  await read()
  expect(await notes()).toEqual(['2027-01-01T00:00:00.000Z', '2027-01-01T00:01:00.000Z'])
})
