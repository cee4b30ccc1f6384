import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type Fake, type Script, startFake } from '../../test/fakes/misbehave.ts'
import { type GuardOptions, guardedFetch } from './guarded-fetch.ts'
import type { Resolve } from './guarded-fetch-lookup.ts'
import { SourceError } from './source-error.ts'

const NOW = new Date('2026-08-20T12:00:00Z')
const SECRET = 'abcdefghij-abcdefghijklmnopqrstuv'
const started: Fake[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

const json: RequestListener = (_, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ users: ['ada', 'zoë'] }))
}

async function fake(served: RequestListener = json, script?: Script): Promise<Fake> {
  const it = await startFake(served, script)
  started.push(it)
  return it
}

/** A guarded fetch whose waiting takes no time and is written down. */
function guarded(fake: Fake, options: Partial<GuardOptions> = {}) {
  const waited: number[] = []
  const fetch = guardedFetch({
    hosts: [fake.host],
    now: () => NOW,
    wait: async (ms) => {
      waited.push(ms)
    },
    ...options,
  })
  const get = (url = `${fake.url}/users`) =>
    fetch(url, { headers: { 'Coder-Session-Token': SECRET } })
  return { fetch, get, waited }
}

/** The error of a call, whose message must never tell the token. */
async function errorOf(call: Promise<Response>): Promise<SourceError> {
  const error = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(SourceError)
  if (!(error instanceof SourceError)) throw error
  expect(error.message).not.toContain(SECRET)
  return error
}

test('an answer comes whole, with status, headers and address', async () => {
  const it = await fake()
  const answer = await guarded(it).get()
  expect(answer.status).toBe(200)
  expect(answer.url).toBe(`${it.url}/users`)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(await answer.json()).toEqual({ users: ['ada', 'zoë'] })
})

test('a compressed answer is read as what it says', async () => {
  const it = await fake((_, response) => {
    response.setHeader('content-encoding', 'gzip').end(gzipSync('{"count":2}'))
  })
  expect(await (await guarded(it).get()).json()).toEqual({ count: 2 })
})

test('an answer without a body passes', async () => {
  const it = await fake((_, response) => response.writeHead(204).end())
  expect((await guarded(it).get()).status).toBe(204)
})

test('the body of a call is sent again with every attempt', async () => {
  const bodies: string[] = []
  const it = await fake((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(bodies.length < 3 ? 503 : 200).end('{}')
    })
  })
  const { fetch } = guarded(it)
  await fetch(`${it.url}/check`, { method: 'POST', body: '{"checks":{}}' })
  expect(bodies).toEqual(['{"checks":{}}', '{"checks":{}}', '{"checks":{}}'])
})

test('a host that is not named is not called', async () => {
  const [it, other] = [await fake(), await fake()]
  const error = await errorOf(guarded(it).get(`${other.url}/users`))
  expect(error.code).toBe('not_allowed')
  expect(other.seen).toEqual([])
})

test.each([
  'http://169.254.169.254',
  'http://2852039166',
  'http://[fe80::1]',
  'http://[::ffff:169.254.169.254]',
  'http://[64:ff9b::a9fe:a9fe]',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
])('the address %s is not called even if it is named', async (url) => {
  const error = await errorOf(guarded(await fake(), { hosts: [new URL(url).host] }).get(url))
  expect(error.code).toBe('not_allowed')
})

const leadsTo =
  (...addresses: string[]): Resolve =>
  (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    )

test('a name that leads to such an address is not called, at once', async () => {
  const it = await fake()
  const port = new URL(it.url).port
  const resolve = leadsTo('127.0.0.1', '169.254.169.254')
  const { get, waited } = guarded(it, { hosts: [`coder.test:${port}`], resolve })
  const error = await errorOf(get(`http://coder.test:${port}/users`))
  expect(error.code).toBe('not_allowed')
  expect(waited).toEqual([])
  expect(it.seen).toEqual([])
})

test('a name that leads elsewhere is called', async () => {
  const it = await fake()
  const host = `coder.test:${new URL(it.url).port}`
  const { get } = guarded(it, { hosts: [host], resolve: leadsTo('127.0.0.1') })
  expect((await get(`http://${host}/users`)).status).toBe(200)
})

test('redirects are followed at the same host, and to no other', async () => {
  const other = await fake()
  const it = await fake((request, response) => {
    if (request.url === '/users') response.writeHead(307, { location: '/people' }).end()
    else if (request.url === '/login') response.writeHead(302, { location: other.url }).end()
    else json(request, response)
  })
  expect((await guarded(it).get()).url).toBe(`${it.url}/people`)
  const error = await errorOf(guarded(it).get(`${it.url}/login`))
  expect(error.code).toBe('not_the_api')
  expect(error.message).toContain(other.host)
  expect(other.seen).toEqual([])
})

test('redirects without end, to nowhere and without encryption end', async () => {
  const round = await fake((_, response) => response.writeHead(302, { location: '/users' }).end())
  expect((await errorOf(guarded(round).get())).code).toBe('not_the_api')
  expect(round.seen).toHaveLength(6)
  const nowhere = await fake((_, response) => response.writeHead(302, { location: '//' }).end())
  expect((await errorOf(guarded(nowhere).get())).code).toBe('not_the_api')
})

test('an answer that is cut off is asked for again', async () => {
  const it = await fake(json, ({ count }) => (count < 3 ? { kind: 'cut' } : undefined))
  const { get, waited } = guarded(it)
  expect(await (await get()).json()).toEqual({ users: ['ada', 'zoë'] })
  expect(waited).toHaveLength(2)
})

test('an answer that is always cut off is broken', async () => {
  const it = await fake(json, () => ({ kind: 'cut' }))
  const { get, waited } = guarded(it, { attempts: 3 })
  expect((await errorOf(get())).code).toBe('broken_answer')
  expect(waited).toHaveLength(2)
})

test.each([
  ['begins', { kind: 'slow' }],
  ['ends', { kind: 'stalled' }],
] as const)('an answer that never %s is a timeout', async (_, mishap) => {
  const it = await fake(json, () => mishap)
  const error = await errorOf(guarded(it, { timeout: 40, attempts: 2 }).get())
  expect(error.code).toBe('timeout')
  expect(it.seen).toHaveLength(2)
})

test('a server that is away is unreachable, with what to do', async () => {
  const it = await fake()
  await it.close()
  const error = await errorOf(guarded(it, { attempts: 1 }).get())
  expect(error.code).toBe('unreachable')
  expect(error.message).toContain('nothing listens there')
})

test('a name that nobody knows is unreachable', async () => {
  const resolve: Resolve = (_, __, done) =>
    done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
  const { get } = guarded(await fake(), { hosts: ['coder.test'], resolve, attempts: 1 })
  const error = await errorOf(get('http://coder.test'))
  expect(error.message).toBe(
    'coder.test cannot be reached: no such host is known; check the address.',
  )
})

test('an answer of more than 64 MB is refused', async () => {
  const megabyte = Buffer.alloc(2 ** 20)
  const it = await fake((_, response) => {
    for (let i = 0; i < 66; i++) response.write(megabyte)
    response.end()
  })
  expect((await errorOf(guarded(it).get())).code).toBe('refused')
})

test.each([
  ['seconds', { 'retry-after': '7' }, 7000],
  [
    'a date',
    { date: 'Thu, 20 Aug 2026 12:00:00 GMT', 'retry-after': 'Thu, 20 Aug 2026 12:00:09 GMT' },
    9000,
  ],
  [
    'the end of the allowance',
    { date: 'Thu, 20 Aug 2026 12:00:00 GMT', 'x-ratelimit-reset': '1787227211' },
    11000,
  ],
  ['nothing', {}, 60_000],
])('a limit with %s is waited for', async (_, headers, pause) => {
  const script: Script = ({ count }) => (count === 1 ? { kind: 'limited', headers } : undefined)
  const { get, waited } = guarded(await fake(json, script))
  expect((await get()).status).toBe(200)
  expect(waited).toEqual([pause])
})

test('a clock of the source that goes wrong does not matter', async () => {
  const headers = {
    date: 'Thu, 20 Aug 2026 15:00:00 GMT',
    'retry-after': 'Thu, 20 Aug 2026 15:00:05 GMT',
  }
  const script: Script = ({ count }) => (count === 1 ? { kind: 'limited', headers } : undefined)
  const { get, waited } = guarded(await fake(json, script))
  await get()
  expect(waited).toEqual([5000])
})

test('a limit beyond the patience of a run ends it, and tells when to come back', async () => {
  const it = await fake(json, () => ({ kind: 'limited', headers: { 'retry-after': '3600' } }))
  const { get, waited } = guarded(it)
  const error = await errorOf(get())
  expect(error).toMatchObject({ code: 'rate_limited', status: 429 })
  expect(error.retry_at).toEqual(new Date('2026-08-20T13:00:00Z'))
  expect(waited).toEqual([])
})

test('a limit that never ends is one, however short', async () => {
  const it = await fake(json, () => ({ kind: 'limited', headers: { 'retry-after': '1' } }))
  const { get, waited } = guarded(it, { attempts: 3 })
  expect((await errorOf(get())).code).toBe('rate_limited')
  expect(waited).toEqual([1000, 1000])
})

test('a broken source is asked again, ever later, and its last answer is given', async () => {
  const it = await fake(json, () => ({ kind: 'status', status: 502 }))
  const { get, waited } = guarded(it)
  expect((await get()).status).toBe(502)
  expect(it.seen).toHaveLength(5)
  for (const [at, ms] of waited.entries()) {
    expect(ms).toBeGreaterThanOrEqual(500 * 2 ** at)
    expect(ms).toBeLessThan(1500 * 2 ** at)
  }
  expect(waited).toHaveLength(4)
})

test.each([400, 401, 403, 404, 501])('status %i is for the caller, at once', async (status) => {
  const it = await fake(json, () => ({ kind: 'status', status }))
  expect((await guarded(it).get()).status).toBe(status)
  expect(it.seen).toHaveLength(1)
})

test('whoever ends the run or the call ends the attempt and the waiting', async () => {
  const run = new AbortController()
  const it = await fake(json, ({ count }) =>
    count === 1 ? { kind: 'status', status: 503 } : undefined,
  )
  const { get } = guarded(it, {
    signal: run.signal,
    wait: async () => run.abort(new Error('over')),
  })
  await expect(get()).rejects.toThrow('over')
  expect(it.seen).toHaveLength(1)
  const slow = await fake(json, () => ({ kind: 'slow' }))
  const signal = AbortSignal.timeout(20)
  await expect(guarded(slow).fetch(slow.url, { signal })).rejects.toThrow('timeout')
  expect(slow.seen).toHaveLength(1)
})

test.each([
  ['a token with a line break', 'http://coder.test', `${SECRET}\nx`],
  ['a password in the address', `http://ada:${SECRET}@coder.test`, 'x'],
])('%s is refused without being told', async (_, url, token) => {
  const { fetch } = guarded(await fake())
  const error = await errorOf(fetch(url, { headers: { token } }))
  expect(error.code).toBe('not_allowed')
  expect(error.cause).toBeUndefined()
})
