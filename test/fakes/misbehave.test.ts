import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { type Mishap, type Served, startFake } from './misbehave.ts'

const app = new Hono().get('/', (c) => c.json({ all: 'well' }))

async function asked(mishap: Mishap | undefined, served: Served = app) {
  const fake = await startFake(served, () => mishap)
  onTestFinished(fake.close)
  return fetch(`${fake.url}/?page=2`, { signal: AbortSignal.timeout(2000) })
}

test('without a mishap the server answers as it is, an app or a handler', async () => {
  expect(await (await asked(undefined)).json()).toEqual({ all: 'well' })
  expect(await (await asked(undefined, (_, response) => response.end('yes'))).text()).toBe('yes')
})

test('an answer that is cut has its head, and fails in its body', async () => {
  const answer = await asked({ kind: 'cut' })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow('terminated')
})

test('an answer by a wrong clock is right but for its date', async () => {
  const answer = await asked({ kind: 'wrong clock', ms: -3_600_000 })
  expect(Date.parse(answer.headers.get('date') ?? '')).toBeLessThan(Date.now() - 3_500_000)
  expect(await answer.json()).toEqual({ all: 'well' })
})

test.each([
  [{ kind: 'html', status: 403 }, 403, 'text/html', 'Sign in'],
  [{ kind: 'limited' }, 429, 'application/json', 'Too many'],
  [{ kind: 'status', status: 503 }, 503, 'application/json', 'broken'],
] as const)('%o answers in place of the server', async (mishap, status, type, words) => {
  const answer = await asked(mishap)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(await answer.text()).toContain(words)
})

test('a script sees each request, counted by path, and can be changed', async () => {
  const fake = await startFake(app, ({ count }) => (count === 2 ? { kind: 'html' } : undefined))
  onTestFinished(fake.close)
  const types = []
  for (let at = 0; at < 3; at++)
    types.push((await fetch(`${fake.url}/`)).headers.get('content-type'))
  expect(types).toEqual(['application/json', 'text/html', 'application/json'])
  fake.script(() => ({ kind: 'status', status: 500 }))
  expect((await fetch(`${fake.url}/?page=4`)).status).toBe(500)
  expect(fake.seen.map(({ path, count }) => [path, count])).toEqual(
    [1, 2, 3, 4].map((n) => ['/', n]),
  )
  expect(fake.seen.at(-1)?.query.get('page')).toBe('4')
})
