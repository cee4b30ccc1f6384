import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import * as given from '../../test/given.ts'
import { rateLimiter } from './rate-limit.ts'

const { held, send } = testApp({ rateLimit: 3 })

test('no span of a minute has more than the limit, and nothing is refused without need', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (gaps, limit) => {
      const take = rateLimiter(limit)
      const taken: number[] = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        const recent = taken.filter((at) => at > now - 60_000)
        if (recent.length < limit) {
          take('a', now)
          taken.push(now)
        } else expect(() => take('a', now)).toThrow('requests a minute')
      }
    }),
  )
})

test('says how long to wait, to the second', () => {
  const take = rateLimiter(2)
  take('a', 0)
  take('a', 10_000)
  expect(() => take('a', 10_500)).toThrow(expect.objectContaining({ details: { retry_after: 50 } }))
  take('a', 60_000)
})

test('counts each account by itself, and forgets those that rest', () => {
  const take = rateLimiter(1)
  for (let n = 0; n < 3_000; n++) take(`user:${n}`, n * 100)
  expect(() => take('user:2999', 300_000)).toThrow()
  take('user:0', 300_000)
})

test('the tokens of the organisation have one limit together; a person has their own', async () => {
  await given.people(held.database, [{ email: 'ada@example.com', start_date: '2020-01-01' }])
  const first = { token: await given.token(held.database) }
  const second = { token: await given.token(held.database) }
  const personal = { token: await given.token(held.database, { email: 'ada@example.com' }) }
  for (const from of [first, second, first])
    expect((await send('/auth.info', {}, from)).status).toBe(200)
  const refused = await send('/auth.info', {}, second)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(await refused.json()).toMatchObject({ ok: false, error: 'rate_limited' })
  expect((await send('/auth.info', {}, personal)).status).toBe(200)
  held.now = new Date(held.now.getTime() + 60_000)
  expect((await send('/auth.info', {}, second)).status).toBe(200)
})
