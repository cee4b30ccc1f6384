import { afterEach, expect, test } from 'vitest'
import { type Person, PREBUILDS } from './people.ts'
import { type CoderOptions, type FakeCoder, startCoder } from './start.ts'
import { TOKENS } from './tokens.ts'
import { aiSessions, connected } from './usage.ts'

const started: FakeCoder[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

/** Asks a fake as `curl` would. */
async function given(options: CoderOptions = {}) {
  const fake = await startCoder(options)
  started.push(fake)
  const get = async (path: string, token: string = TOKENS.auditor, init: RequestInit = {}) => {
    const headers = { 'Coder-Session-Token': token }
    const answer = await fetch(`${fake.url}/api/v2/${path}`, { headers, ...init })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Said }
  }
  return { fake, get }
}

/** What the answers hold, each some of it. */
interface Said {
  message: string
  detail: string
  validations: { field: string; detail: string }[]
  count: number
  users: { id: string; username: string }[]
  report: { users: { user_id: string; username: string; seconds: number }[] }
  workspaces: { owner_id: string }[]
  sessions: { started_at: string }[]
  version: string
}

const usernames = (body: { users: { username: string }[] }) =>
  body.users.map(({ username }) => username)

test('a list without a limit holds everybody, in order of the lower-cased name', async () => {
  const { fake, get } = await given({ count: 300 })
  for (const path of ['users', 'users?limit=0']) {
    const { body } = await get(path)
    expect(body.count).toBe(309)
    expect(usernames(body)).toEqual(
      usernames(body).toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    )
  }
  expect(usernames({ users: fake.world.people })).not.toContain('gone')
})

test('the count is that of the rows: none past the end, the rest after an id', async () => {
  const { get } = await given()
  const { body: first } = await get('users?limit=10')
  expect(first.count).toBe(39)
  expect((await get('users?limit=10&offset=50')).body).toEqual({ users: [], count: 0 })
  const { body: rest } = await get(`users?limit=10&after_id=${first.users[9]?.id}`)
  expect(rest.count).toBe(29)
  expect(rest.users[0]?.username).not.toBe(first.users[9]?.username)
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect((await get(`users?after_id=${nobody}`)).body).toEqual({ users: [], count: 0 })
})

test.each([
  ['username:JANEDOE', ['janedoe']],
  ['email:jane.doe@example.com', ['janedoe']],
  ['name:"jane "', ['janedoe']],
  ['status:suspended', ['exleaver']],
  ['role:owner,auditor', ['admin', 'facet-import']],
  ['service_account:true', ['ci-bot']],
  ['zoe', ['Zoe-Muller']],
  ['created_before:2024-02-01T00:00:00Z', ['admin']],
])('the search %s finds %j', async (q, expected) => {
  const { get } = await given({ count: 0 })
  expect(usernames((await get(`users?q=${encodeURIComponent(q)}`)).body)).toEqual(expected)
})

test('what cannot be read is refused with its name', async () => {
  const { get } = await given()
  expect(await get('users?q=foo:bar')).toMatchObject({
    status: 400,
    body: {
      message: 'Invalid user search query.',
      validations: [{ field: 'foo', detail: '"foo" is not a valid query param' }],
    },
  })
  const { status, body } = await get('users?limit=-1')
  expect(status).toBe(400)
  expect(body.validations[0]?.field).toBe('limit')
})

test('the fields of a user are those of the version', async () => {
  const of = async (version: CoderOptions['version']) => {
    const { get } = await given({ version, count: 0 })
    const { body } = await get('users')
    return new Map(
      body.users.map((user): [string, Partial<Person>] => [user.username, user as Partial<Person>]),
    )
  }
  const [old, middle, now] = [await of('v2.10'), await of('v2.22'), await of('v2.36')]
  expect(old.get('never-logged-in')).toMatchObject({ name: '', organization_ids: null })
  expect(old.get('never-logged-in')).not.toHaveProperty('updated_at')
  expect(middle.get('admin')).toHaveProperty('updated_at')
  expect(middle.get('ci-bot')).not.toHaveProperty('is_service_account')
  expect(now.get('never-logged-in')).not.toHaveProperty('name')
  expect(now.get('never-logged-in')?.last_seen_at).toBe('0001-01-01T00:00:00Z')
  expect(now.get('ci-bot')).toMatchObject({ is_service_account: true, email: '' })
  expect(now.get('janedoe')).not.toHaveProperty('is_service_account')
})

test('times have between 0 and 9 digits after the second', async () => {
  const { fake } = await given({ count: 50 })
  const digits = fake.world.people.map(
    ({ created_at }) => /\.(\d+)Z$/.exec(created_at)?.[1]?.length ?? 0,
  )
  expect([...new Set(digits)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a token without rights sees itself, and is refused elsewhere in other words', async () => {
  const { get } = await given()
  const { body } = await get('users', TOKENS.member)
  expect(body).toMatchObject({ users: [{ username: 'member' }], count: 1 })
  const day = 'start_time=2026-08-18T00:00:00Z&end_time=2026-08-19T00:00:00Z'
  for (const token of [TOKENS.member, TOKENS.user_admin])
    expect(await get(`insights/user-activity?${day}`, token)).toMatchObject({
      status: 404,
      body: { message: 'Resource not found or you do not have access to this resource' },
    })
  expect((await get('workspaces')).body.workspaces).toEqual([])
  expect((await get('workspaces', TOKENS.template_admin)).body.count).toBeGreaterThan(10)
})

test('no token, a wrong one and an expired one are told apart', async () => {
  const { get } = await given()
  const detail = async (token: string, headers?: Record<string, string>) => {
    const { status, body } = await get('users', token, headers && { headers })
    expect(status).toBe(401)
    return body.detail
  }
  expect(await detail('', {})).toContain('must be provided')
  expect(await detail('abcdefghij-abcdefghijklmnopqrstuv')).toBe('API key is invalid.')
  expect(await detail(TOKENS.expired)).toContain('API key expired at "2026-08-13')
})

const DAY = 'start_time=2026-08-18T00:00:00%2B02:00&end_time=2026-08-19T00:00:00%2B02:00'

test('days of use hold whoever was connected, the deleted too, and nobody else', async () => {
  const { fake, get } = await given()
  const { body } = await get(`insights/user-activity?${DAY}`)
  const rows = body.report.users
  expect(rows.map(({ user_id }) => user_id)).toEqual(rows.map(({ user_id }) => user_id).sort())
  expect(rows.map(({ username }) => username)).toContain('gone')
  expect(rows.every(({ seconds }) => seconds > 0 && seconds % 60 === 0 && seconds <= 86_400)).toBe(
    true,
  )
  const [from, to] = [Date.parse('2026-08-17T22:00:00Z'), Date.parse('2026-08-18T22:00:00Z')]
  const expected = fake.world.people.filter((person) => connected(person, from, to) > 0)
  expect(rows).toHaveLength(expected.length + 1)
  expect(rows.length).toBeLessThan(fake.world.people.length)
})

test.each([
  ['start_time=2026-08-18T00:00:00+02:00&end_time=2026-08-19T00:00:00Z', 'valid date format'],
  ['start_time=2026-08-18T09:30:00Z&end_time=2026-08-19T00:00:00Z', 'clock set to 00:00:00'],
  ['start_time=2026-08-18T00:00:00Z&end_time=2026-08-19T10:00:00Z', 'clock set to 00:00:00'],
  ['start_time=2026-08-18T00:00:00Z&end_time=2026-08-20T09:30:00Z', 'clock set to 09:00:00'],
  ['start_time=2026-08-18T00:00:00Z&end_time=2026-08-20T11:00:00Z', 'in the future'],
  ['start_time=0001-01-01T00:00:00Z&end_time=2026-08-19T00:00:00Z', 'must not be zero'],
  ['start_time=2026-08-19T00:00:00Z&end_time=2026-08-18T00:00:00Z', 'must be after'],
  ['start_time=2026-08-18T00:00:00Z', 'is required'],
  [`${DAY}&limit=5`, 'not a valid query param'],
])('%s is refused: %s', async (query, words) => {
  const { status, body } = await (await given()).get(`insights/user-activity?${query}`)
  expect(status).toBe(400)
  expect(body.validations[0]?.detail).toContain(words)
})

test.each(['2026-08-20T00:00:00Z', '2026-08-20T10:00:00Z', '2026-08-20T12:00:00%2B02:00'])(
  'today may end at the whole hour %s',
  async (end) => {
    const { get } = await given()
    const path = `insights/user-activity?start_time=2026-08-18T00:00:00Z&end_time=${end}`
    expect((await get(path)).status).toBe(200)
  },
)

test('what is off, not licensed or unknown to the version answers as Coder does', async () => {
  const { fake, get } = await given({ insights: false })
  expect((await get(`insights/user-activity?${DAY}`)).body.detail).toBe(
    'Template insights are disabled.',
  )
  expect(await get('groups')).toMatchObject({
    status: 403,
    body: { message: 'Template RBAC is a Premium feature. Contact sales!' },
  })
  expect(await get('tasks')).toMatchObject({ status: 404, body: { message: 'Route not found.' } })
  fake.world.tasks = true
  expect((await get('tasks')).status).toBe(200)
  const { get: old } = await given({ version: 'v2.0' })
  expect((await old(`insights/user-activity?${DAY}`)).body.message).toBe('Route not found.')
  expect((await old('ai-gateway/sessions')).status).toBe(404)
})

test('every answer tells the version, and pages outside the API are the dashboard', async () => {
  const { fake, get } = await given({ version: 'v2.22' })
  expect((await get('buildinfo', '')).body.version).toBe('v2.22.1+c4d5e6f')
  expect((await get('users')).headers.get('x-coder-build-version')).toBe('v2.22.1+c4d5e6f')
  const page = await fetch(`${fake.url}/coder/api/v2/users`)
  expect(page.headers.get('content-type')).toContain('text/html')
})

test.each([true, false])(
  'too many requests to a path are limited, Retry-After: %s',
  async (retry_after) => {
    const { get } = await given({ rate_limit: { requests: 2, retry_after } })
    await get('users')
    await get('users')
    const { status, headers, body } = await get('users')
    expect(status).toBe(429)
    expect(body.message).toBe("You've been rate limited for sending more than 2 requests in 1m0s.")
    expect(headers.get('retry-after')).toBe(retry_after ? '60' : null)
    expect((await get('groups')).status).toBe(403)
  },
)

test('a user of the system owns workspaces and is in no list', async () => {
  const { get } = await given()
  const { body } = await get('workspaces?limit=0', TOKENS.owner)
  const owners = body.workspaces.map(({ owner_id }) => owner_id)
  expect(owners).toContain(PREBUILDS.id)
  expect(usernames((await get('users', TOKENS.owner)).body)).not.toContain('prebuilds')
})

test('AI sessions come newest first, those that begin at either end too', async () => {
  const { fake, get } = await given({ licensed: true, count: 100 })
  const all = fake.world.people.flatMap((person) => aiSessions(person, 20_683))
  const first = new Date(Math.min(...all)).toISOString()
  const last = new Date(Math.max(...all)).toISOString()
  const q = encodeURIComponent(`started_after:"${first}" started_before:"${last}"`)
  const { body } = await get(`aibridge/sessions?q=${q}&limit=1000`)
  expect(body.count).toBe(all.length)
  expect(body.sessions[0]?.started_at).toBe(last)
  expect(body.sessions.at(-1)?.started_at).toBe(first)
  expect((await get('ai-gateway/sessions')).body.sessions).toHaveLength(100)
})
