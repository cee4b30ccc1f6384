import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import * as given from '../../test/given.ts'

const { held, send } = testApp({
  imports: {
    stage: () => Promise.reject(new Error('the password is xyzzy')),
    apply: () => Promise.reject(Object.assign(new Error('dup'), { code: '23505' })),
    undo: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })),
  },
})

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada', github_username: 'ada' },
  ])
})

test.each(['/users.lists', '/nothing.here', '/api/users.list', '/nothing', '/'])(
  'there is nothing at %s',
  async (path) => {
    const response = await send(path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ ok: false, error: 'unknown_method' })
  },
)

test.each([
  ['GET', '/users.update', 'POST'],
  ['HEAD', '/users.update', 'POST'],
  ['PUT', '/users.update', 'POST'],
  ['DELETE', '/users.list', 'GET'],
])('%s %s is refused, and the verb is named', async (method, path, allow) => {
  const response = await send(path, { method })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe(allow)
})

test.each(['{"email":', '[]', '"text"', 'null'])('a body of %s is refused', async (body) => {
  const headers = { 'content-type': 'application/json' }
  const response = await send('/users.update', { method: 'POST', headers, body })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ ok: false, error: 'invalid_payload' })
})

test('a body that is too large is refused', async () => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email: 'x'.repeat(16_000_000) })
  const response = await send('/users.update', { method: 'POST', headers, body })
  expect([response.status, await response.json()]).toMatchObject([413, { error: 'too_large' }])
})

test('every wrong argument is named, with a sentence', async () => {
  const body = new URLSearchParams({ start_date: '31.1.2026', protected: 'perhaps' })
  const response = await send('/users.update', { method: 'POST', body })
  expect(await response.json()).toMatchObject({
    error_details: {
      issues: [{ path: 'start_date' }, { path: 'protected' }, { path: 'email' }],
    },
  })
})

test('arguments of a POST may stand in the query', async () => {
  const response = await send('/users.update?email=ada@example.com&time_zone=Europe/Lisbon', {
    method: 'POST',
  })
  expect(await response.json()).toMatchObject({ ok: true, user: { time_zone: 'Europe/Lisbon' } })
})

test('a GET may have a body, as curl -X GET -d sends it', async () => {
  const server = serve({ fetch: held.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const token = await given.token(held.database)
  const body = 'github_username=ada'
  const answer = await new Promise<string>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    }
    const path = '/users.findByGithubUsername'
    const asking = request(
      { host: '127.0.0.1', port, path, method: 'GET', headers },
      (response) => {
        let text = ''
        response.on('data', (piece) => {
          text += piece
        })
        response.on('end', () => resolve(text))
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
  server.close()
  expect(JSON.parse(answer)).toMatchObject({ ok: true, user: { email: 'ada@example.com' } })
})

test('an answer is not kept by anybody and is no page', async () => {
  const { headers } = await send('/auth.info')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('pages run no script but our own and go into no frame', async () => {
  const { headers } = await send('/sign-in')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('a failure of ours is told to the log, not to the client', async () => {
  held.log.length = 0
  const answer = await fail('/imports.create', { content: 'a' })
  expect(answer).toMatchObject({ status: 500, error: 'internal_error' })
  expect(JSON.stringify(answer)).not.toContain('xyzzy')
  expect(held.log).toMatchObject([
    { level: 50, err: { message: 'the password is xyzzy' } },
    { method: 'imports.create', status: 500 },
  ])
  expect(held.log[0]?.request_id).toBe(held.log[1]?.request_id)
})

test.each([
  ['/imports.apply', 409, 'conflict'],
  ['/imports.undo', 503, 'database_unavailable'],
])('what the database says to %s becomes %i %s', async (path, status, error) => {
  expect(await fail(path, { id: 'MQ' })).toMatchObject({ status, error })
})

async function fail(path: string, args: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(args) })
  return { status: response.status, ...((await response.json()) as object) }
}

test('each request is a line in the log, without arguments and secrets', async () => {
  const token = await given.token(held.database, { scopes: ['users:read'] })
  held.log.length = 0
  const path = '/users.search?q=ada@example.com'
  const { headers } = await send(path, {}, { token })
  await send('/users.update', { method: 'POST' }, { token })
  await held.app.request(path)
  expect(held.log).toMatchObject([
    { method: 'users.search', actor: expect.stringMatching(/^token:\d+$/), status: 200 },
    { method: 'users.update', actor: expect.stringMatching(/^token:\d+$/), status: 403 },
    { method: 'users.search', actor: null, status: 401 },
  ])
  expect(held.log[0]).toMatchObject({
    ms: expect.any(Number),
    request_id: headers.get('x-request-id'),
  })
  expect(JSON.stringify(held.log)).not.toMatch(/ada@|facet_/)
})
