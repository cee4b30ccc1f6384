import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', roles: ['Team Lead'] },
    { email: 'grace@example.com', roles: ['Team Lead'] },
  ]),
)

test('lists all tokens, the newest first, without their secrets', async () => {
  const secret = await given.token(held.database, { email: 'ada@example.com', scopes: [] })
  const answer = await call('tokens.list', {})
  const [newest, second] = answer.tokens
  expect([newest, second]).toMatchObject([{ kind: 'organization' }, { email: 'ada@example.com' }])
  expect(JSON.stringify(answer)).not.toContain(secret.slice(6))
})

test('a person who is signed in sees their own', async () => {
  await given.token(held.database, { email: 'ada@example.com' })
  const grace = await given.session(held.database, 'grace@example.com')
  expect((await call('tokens.list', {}, { session: grace })).tokens).toEqual([])
  const ada = await given.session(held.database, 'ada@example.com')
  const { tokens } = await call('tokens.list', {}, { session: ada })
  expect(tokens.length).toBeGreaterThan(0)
  expect(tokens.every(({ email }) => email === 'ada@example.com')).toBe(true)
})

test('a token needs the scope admin', async () => {
  expect(await refusal('tokens.list', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
})
