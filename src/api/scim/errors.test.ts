import { Hono } from 'hono'
import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { scimClient } from '../../../test/scim.ts'
import { authenticator } from '../authenticate.ts'
import type { Json } from './attribute.ts'
import { scim as scimApp } from './routes.ts'

const { send, held } = testApp()
const scim = scimClient(send)
let path = ''

beforeAll(async () => {
  const { body } = await scim.post('/Users', { userName: 'ada', title: 'Countess' })
  path = `/Users/${body.id}`
})

/** What is the same in all of them: the schema, and the status as text. */
const error = (status: number, scimType?: string) => ({
  status,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: `${status}`,
    ...(scimType && { scimType }),
    detail: expect.stringMatching(/\.$/),
  },
})

test('without a token, with an unknown one and with one of another scope it is a SCIM error too', async () => {
  const ask = async (headers: Record<string, string>, from = {}) => {
    const response = await send('/scim/v2/Users', { headers }, from)
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const unknown = await ask({ authorization: 'Bearer facet_unknown' })
  expect(unknown).toMatchObject(error(401))
  expect(unknown.headers.get('www-authenticate')).toBe('Bearer')
  expect(unknown.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  const bare = await held.app.request('/scim/v2/Users')
  expect({ status: bare.status, body: await bare.json() }).toMatchObject(error(401))
  expect(await ask({}, { scopes: ['users:write'] })).toMatchObject(error(403))
})

test.each(['/Nothing', '/', '/Users/1/2', '/Users/none', '/Groups/none'])(
  'there is nothing at %s',
  async (place) => {
    expect(await scim.get(place)).toMatchObject(error(404))
  },
)

test('a slash at the end of a path changes nothing', async () => {
  expect((await scim.get('/Users/')).body).toEqual((await scim.get('/Users')).body)
  expect((await scim.get(`${path}/`)).body).toEqual((await scim.get(path)).body)
})

test.each(['/Bulk', '/Me', '/.search'])('%s is not offered', async (place) => {
  expect(await scim.post(place, {})).toMatchObject(error(501))
})

test.each([
  'userName',
  'userName eq',
  'userName is "x"',
  'userName eq "x',
  '(userName eq "x"',
  'userName eq "x" and',
  'userName eq "x" garbage',
  'emails[type eq "work"',
  '"x" eq userName',
  'userName eq "\\u0000"',
  `${'('.repeat(31)}a pr${')'.repeat(31)}`,
  `userName eq "${'x'.repeat(10_000)}"`,
])('a filter that cannot be read is refused: %s', async (filter) => {
  const { status, body } = await scim.post('/Users/.search', { filter })
  expect({ status, body }).toMatchObject(error(400, 'invalidFilter'))
})

test.each([
  ['invalidSyntax', []],
  ['invalidSyntax', [{ op: 'move', path: 'title', value: 'x' }]],
  ['noTarget', [{ op: 'remove' }]],
  ['noTarget', [{ op: 'replace', path: 'emails[value co "@"].type', value: 'work' }]],
  ['invalidPath', [{ op: 'replace', path: 'title..x', value: 'x' }]],
  ['invalidPath', [{ op: 'replace', path: 'emails[type eq "work"', value: 'x' }]],
  ['invalidFilter', [{ op: 'replace', path: 'emails[type is "work"].value', value: 'x' }]],
  ['mutability', [{ op: 'replace', path: 'id', value: 'x' }]],
  ['mutability', [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }]],
  ['invalidValue', [{ op: 'replace', path: 'active', value: 'perhaps' }]],
  ['invalidValue', [{ op: 'replace', path: 'name', value: 'Ada' }]],
  ['invalidValue', [{ op: 'replace', path: 'title', value: { value: 'x' } }]],
  ['invalidValue', [{ op: 'replace', value: 'x' }]],
  ['invalidValue', [{ op: 'add', path: 'title' }]],
  ['invalidValue', [{ op: 'remove', path: 'userName' }]],
  ['invalidValue', [{ op: 'replace', path: 'userName', value: '' }]],
] as [string, Json[]][])('a patch is refused with %s: %o', async (scimType, operations) => {
  expect(await scim.patch(path, ...operations)).toMatchObject(error(400, scimType))
  expect((await scim.get(path)).body).toMatchObject({ userName: 'ada', title: 'Countess' })
})

test('a patch that fails half way changes nothing', async () => {
  await scim.patch(
    path,
    { op: 'replace', path: 'title', value: 'Queen' },
    { op: 'replace', path: 'active', value: 'perhaps' },
  )
  expect((await scim.get(path)).body).toMatchObject({ title: 'Countess' })
})

test('more operations than there may be are refused', async () => {
  const many = Array.from({ length: 1001 }, () => ({ op: 'add', path: 'title', value: 'x' }))
  expect(await scim.patch(path, ...many)).toMatchObject(error(400, 'invalidSyntax'))
})

test.each(['', '{', '[]', 'null', '"text"'])('a body that is %j is refused', async (body) => {
  const init = { method: 'POST', body, headers: { 'content-type': 'application/scim+json' } }
  const response = await send('/scim/v2/Users', init, { scopes: ['scim'] })
  expect({ status: response.status, body: await response.json() }).toMatchObject(
    error(400, 'invalidSyntax'),
  )
})

test('a body that is too large is refused', async () => {
  const big = { userName: 'big', title: 'x'.repeat(4_000_001) }
  expect(await scim.post('/Users', big)).toMatchObject(error(413))
})

test.each(['\0', '\ud800'])(
  'a text that the database cannot keep is refused: %j',
  async (title) => {
    const odd = { userName: 'odd', title }
    expect(await scim.post('/Users', odd)).toMatchObject(error(400, 'invalidValue'))
    expect((await scim.post('/Users', { userName: `\\u0000 ${title.length}` })).status).toBe(201)
    const [made] = await scim.find('/Users', 'userName sw "\\\\u0000"')
    await scim.remove(`/Users/${made?.id}`)
  },
)

test('a body that is too deep is refused', async () => {
  const depth = 100_000
  const body = `{"userName": "deep", "x": ${'['.repeat(depth)}${']'.repeat(depth)}}`
  const response = await send('/scim/v2/Users', { method: 'POST', body }, { scopes: ['scim'] })
  expect({ status: response.status, body: await response.json() }).toMatchObject(
    error(400, 'invalidValue'),
  )
})

test.each([
  ['/Users', {}],
  ['/Users', { userName: ' ' }],
  ['/Groups', {}],
  ['/Groups', { displayName: 'x', members: [{ value: 'nobody' }] }],
  ['/Groups', { displayName: 'y', members: [{ value: '5b0b9a3c-7f0a-4e0c-9b66-0d27a9ae9d2c' }] }],
] as [string, Json][])('%s takes no %o', async (place, body) => {
  expect(await scim.post(place, body)).toMatchObject(error(400, 'invalidValue'))
})

test('a page whose number is none is refused', async () => {
  expect(await scim.get('/Users?count=many')).toMatchObject(error(400, 'invalidValue'))
})

test('what was changed meanwhile is not changed by who has not read it', async () => {
  const { headers } = await scim.get(path)
  const tag = headers.get('etag') ?? ''
  const title = (value: string, ifMatch: string) =>
    scim.ask(
      'PATCH',
      path,
      { Operations: [{ op: 'replace', path: 'title', value }] },
      { 'if-match': ifMatch },
    )
  expect((await scim.get(path, { 'if-none-match': tag })).status).toBe(304)
  const next = await title('Lady', tag)
  expect(next.status).toBe(200)
  expect(next.headers.get('etag')).not.toBe(tag)
  expect(await title('Queen', tag)).toMatchObject(error(412))
  expect((await title('Lady', '*')).headers.get('etag')).toBe(next.headers.get('etag'))
})

test('a provider may send three times as much as others, and is told how long to wait', async () => {
  const log = pino({ level: 'silent' })
  const { database, now } = held
  const neither = () => Promise.reject(new Error('not called'))
  const imports = { stage: neither, apply: neither, undo: neither }
  const deps = { database, imports, log, rateLimit: 1, now: () => now }
  const app = new Hono().route('/scim/v2', scimApp(deps, authenticator(database.db)))
  const headers = { authorization: `Bearer ${await given.token(database, { scopes: ['scim'] })}` }
  const ask = () => app.request('/scim/v2/ServiceProviderConfig', { headers })
  for (let n = 0; n < 3; n++) expect((await ask()).status).toBe(200)
  const refused = await ask()
  expect({ status: refused.status, body: await refused.json() }).toMatchObject(error(429))
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('a fault of ours is told to the log, not to the client', async () => {
  held.log.length = 0
  const { database } = held
  const broken = { ...database, db: undefined as never }
  const log = pino({ level: 'info' }, { write: (line: string) => held.log.push(JSON.parse(line)) })
  const imports = { stage: Promise.reject, apply: Promise.reject, undo: Promise.reject }
  const app = new Hono().route(
    '/',
    scimApp({ database: broken, imports, log }, authenticator(database.db)),
  )
  const headers = { authorization: `Bearer ${await given.token(database, { scopes: ['scim'] })}` }
  const response = await app.request('/Users', { headers })
  expect({ status: response.status, body: await response.json() }).toMatchObject(error(500))
  expect(held.log).toMatchObject([{ level: 50 }, { method: 'scim.users.list', status: 500 }])
})
