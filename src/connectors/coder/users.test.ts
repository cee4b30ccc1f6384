import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SourceError } from '../source-error.ts'
import { openPlace, type Reading } from './place.ts'
import { type Context, Settings } from './settings.ts'
import { readUsers } from './users.ts'

/** What is told of one user that a server sends so. */
async function told(user: Record<string, unknown>) {
  const answer = Response.json({ users: [{ ...USER, ...user }], count: 1 })
  Object.defineProperty(answer, 'url', { value: 'https://coder.test/api/v2/users' })
  const context: Context = {
    settings: Settings.parse({ url: 'https://coder.test' }),
    secret: { token: 'x' },
    fetch: async () => answer,
    now: () => new Date('2026-08-20T12:00:00Z'),
    time_zone: 'UTC',
  }
  const access = { id: '0', username: 'facet', roles: [], may: { users: true, workspaces: false } }
  const reading: Reading = { context, access, listed: new Set() }
  const { facts, left } = await readUsers(reading, openPlace(null, context))
  return { fact: facts.tool_users?.[0], left: left?.[0] }
}

const USER = {
  id: '1',
  username: 'ada',
  email: 'ada@example.com',
  created_at: '2024-03-01T09:00:00Z',
  status: 'active',
  organization_ids: null,
}

test.each([
  ['without a time', {}],
  ['with the zero time', { last_seen_at: '0001-01-01T00:00:00Z' }],
  ['with the zero time in full', { last_seen_at: '0001-01-01T00:00:00.000Z' }],
])('a user %s was never seen', async (_, user) => {
  expect((await told(user)).fact?.last_seen_at).toBeNull()
})

test('a time of 0 to 9 digits is read to the millisecond', async () => {
  const at = fc.date({
    min: new Date('2020-01-01T00:00:00Z'),
    max: new Date('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  await fc.assert(
    fc.asyncProperty(at, fc.stringMatching(/^\d{0,9}$/), async (date, digits) => {
      const seconds = date.toISOString().slice(0, 19)
      const { fact } = await told({ last_seen_at: `${seconds}${digits && `.${digits}`}Z` })
      expect(fact?.last_seen_at).toBe(`${seconds}.${digits.slice(0, 3).padEnd(3, '0')}Z`)
    }),
    { numRuns: 50 },
  )
})

test('a status of a later version says nothing', async () => {
  expect((await told({ status: 'asleep' })).fact).not.toHaveProperty('status')
})

test('a service account is left out with its reason, by its mark or its empty address', async () => {
  for (const user of [{ is_service_account: true }, { email: '' }])
    expect(await told(user)).toMatchObject({ fact: undefined, left: { code: 'service_account' } })
})

test('a user without an id is no user', async () => {
  await expect(told({ id: undefined })).rejects.toBeInstanceOf(SourceError)
})
