import { afterEach, expect, test } from 'vitest'
import { type ContextOptions, contextFor } from '../../../test/fakes/coder/context.ts'
import { type CoderOptions, type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { coder } from './coder.ts'

const started: FakeCoder[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

/** The lines of a test against a fake, none of which may tell the token. */
async function checked(
  options: CoderOptions = {},
  how: ContextOptions & { as?: keyof FakeCoder['tokens'] } = {},
) {
  const fake = await startCoder(options)
  started.push(fake)
  const token = fake.tokens[how.as ?? 'auditor']
  const checks = await coder.test(contextFor(fake, { token, attempts: 1, ...how }))
  for (const { message } of checks) expect(message).not.toContain(token)
  return { fake, checks }
}

test('an auditor suffices, and four calls tell so', async () => {
  const { fake, checks } = await checked()
  expect(checks.map(({ what, outcome }) => [what, outcome])).toEqual([
    ['Server', 'ok'],
    ['Token', 'ok'],
    ['Users', 'ok'],
    ['Days of use', 'ok'],
  ])
  expect(checks[0]?.message).toContain('Coder v2.36.0 answers')
  expect(fake.seen).toHaveLength(4)
})

test('an old auditor suffices too, though its rights have other names', async () => {
  const { checks } = await checked({ version: 'v2.10' })
  expect(checks.every(({ outcome }) => outcome === 'ok')).toBe(true)
})

test('a member sees itself alone, and is told what to ask for', async () => {
  const { checks } = await checked({}, { as: 'member' })
  expect(checks.at(-1)).toMatchObject({ what: 'Users', outcome: 'failed' })
  expect(checks.at(-1)?.message).toContain('Give member the role Auditor')
})

test('an expired token is told with its date', async () => {
  const { checks } = await checked({}, { as: 'expired' })
  expect(checks).toHaveLength(2)
  expect(checks[1]).toMatchObject({ what: 'Token', outcome: 'failed' })
  expect(checks[1]?.message).toContain('API key expired at "2026-08-13')
})

test('the token of an owner works, and is too much', async () => {
  const { checks } = await checked({}, { as: 'owner' })
  expect(checks[1]).toMatchObject({ outcome: 'limited' })
  expect(checks[1]?.message).toContain('7 days')
})

test.each([
  ['switched off', { insights: false }, 'auditor', 'CODER_STATS_COLLECTION_USAGE_STATS_ENABLE'],
  ['forbidden', {}, 'user_admin', 'Auditor'],
  ['missing', { version: 'v2.0' }, 'auditor', 'v2.2'],
] as const)('insights that are %s limit what can be read', async (_, options, as, words) => {
  const { checks } = await checked(options, { as })
  expect(checks.at(-1)).toMatchObject({ what: 'Days of use', outcome: 'limited' })
  expect(checks.at(-1)?.message).toContain(words)
})

test('a server that is too old is told', async () => {
  const { checks } = await checked({ version: 'v2.0' })
  expect(checks[0]).toMatchObject({ what: 'Server', outcome: 'limited' })
  const { checks: own } = await checked({ profile: { version: 'v0.0.0-devel+1234567' } })
  expect(own[0]).toMatchObject({ outcome: 'ok' })
})

test.each([
  ['a proxy that wants a sign-in', { kind: 'html' }],
  ['a proxy that refuses', { kind: 'html', status: 403 }],
  ['another API', { kind: 'status', status: 200, body: '{"hello":"world"}' }],
  ['an API without this path', { kind: 'status', status: 404, body: '{"error":"no"}' }],
] as const)('%s is not Coder', async (_, mishap) => {
  const { checks } = await checked({ script: () => mishap })
  expect(checks).toHaveLength(1)
  expect(checks[0]).toMatchObject({ what: 'Server', outcome: 'failed' })
  expect(checks[0]?.message).toContain('not the address of a Coder server')
})

test('an address with a stray path is not that of the API', async () => {
  const fake = await startCoder()
  started.push(fake)
  const settings = { url: `${fake.url}/stray` }
  const [server] = await coder.test(contextFor(fake, { settings }))
  expect(server).toMatchObject({ outcome: 'failed' })
  expect(server?.message).toContain('/stray/api/v2')
})

test('a server that is away or slow is told as such', async () => {
  const { checks } = await checked({ script: () => ({ kind: 'slow' }) }, { timeout: 30 })
  expect(checks[0]?.message).toContain('did not answer in time')
  const { checks: broken } = await checked({ script: () => ({ kind: 'status', status: 503 }) })
  expect(broken[0]?.message).toContain('status 503')
})

test('workspaces are looked at where they are wanted', async () => {
  const settings = { workspaces: true }
  const { checks } = await checked({}, { settings })
  expect(checks.at(-1)).toMatchObject({ what: 'Workspaces', outcome: 'limited' })
  const { checks: more } = await checked({}, { settings, as: 'template_admin' })
  expect(more.at(-1)).toMatchObject({ what: 'Workspaces', outcome: 'ok' })
})
