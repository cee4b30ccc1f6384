import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { connect, NOW } from '../../../test/fakes/github/connect.ts'
import { fakeGitHub } from '../../../test/fakes/github/github.ts'
import { person, world } from '../../../test/fakes/github/world.ts'
import type { Mishap } from '../../../test/fakes/misbehave.ts'
import { SourceError } from '../source-error.ts'
import { openClient } from './client.ts'

const acme = world([], { members: [person('ann', 1)] })
const Who = z.object({ viewer: z.object({ login: z.string() }) })
const WHO = 'query Who { viewer { login } }'

/** How a query ends when the server answers so. */
async function failure(mishap: Mishap): Promise<SourceError> {
  const { context, server } = await connect(acme)
  server.script(() => mishap)
  const client = await openClient(context)
  const error = await client.graphql(WHO, {}, Who).catch((error: unknown) => error)
  if (!(error instanceof SourceError)) throw error
  return error
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Mishap => ({
  kind: 'status',
  status,
  body: JSON.stringify(body),
  headers,
})

test('a query is answered in its shape', async () => {
  const { context } = await connect(acme)
  const client = await openClient(context)
  expect(await client.graphql(WHO, {}, Who)).toEqual({
    data: { viewer: { login: 'machine' } },
    faults: [],
  })
})

test('a wrong token is told as such', async () => {
  const { context } = await connect(acme, { secret: { token: 'wrong' } })
  const client = await openClient(context)
  await expect(client.graphql(WHO, {}, Who)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(client.get('/user', z.unknown())).rejects.toMatchObject({
    code: 'unauthorized',
    status: 401,
  })
})

test('the end of the allowance comes as 200, and says when the next run may go on', async () => {
  const reset = NOW.getTime() / 1000 + 1800
  const error = await failure(
    answer(
      200,
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }] },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset), date: NOW.toUTCString() },
    ),
  )
  expect(error).toMatchObject({ code: 'rate_limited', retry_at: new Date(reset * 1000) })
})

test('a secondary limit is no missing right, even if it does not say how long it lasts', async () => {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes.'
  const endOfAnother = String(NOW.getTime() / 1000 + 3000)
  const headers = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': endOfAnother }
  const error = await failure(answer(403, { message }, headers))
  expect(error).toMatchObject({
    code: 'rate_limited',
    retry_at: new Date(NOW.getTime() + 60_000),
  })
})

test('a token without single sign-on says what to do', async () => {
  const message = 'Resource protected by organization SAML enforcement.'
  const error = await failure(
    answer(200, {
      data: { viewer: null },
      errors: [{ type: 'FORBIDDEN', message, extensions: { saml_failure: true } }],
    }),
  )
  expect(error.code).toBe('forbidden')
  expect(error.message).toContain('Configure SSO')
})

test.each<[string, Mishap, string]>([
  ['a web page', { kind: 'html' }, 'not_the_api'],
  ['half an answer', { kind: 'cut' }, 'broken_answer'],
  ['a broken server', { kind: 'status', status: 502 }, 'unavailable'],
  ['a text', answer(200, 'hello'), 'broken_answer'],
  ['no data', answer(200, {}), 'broken_answer'],
  ['another shape', answer(200, { data: { viewer: 1 } }), 'broken_answer'],
  [
    'a query that took too long',
    answer(200, {
      data: null,
      errors: [{ message: 'Something went wrong while executing your query.' }],
    }),
    'unavailable',
  ],
])('%s is an error with a name', async (_, mishap, code) => {
  expect((await failure(mishap)).code).toBe(code)
})

test('no error repeats the token', async () => {
  const error = await failure(answer(403, { message: 'No.' }))
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('github_pat')
})

test('a part that is refused comes beside the rest', async () => {
  const { context, fake } = await connect(acme)
  fake.denied.add('addresses')
  const client = await openClient(context)
  const Members = z.object({
    organization: z.object({
      membersWithRole: z.object({
        nodes: z.array(z.object({ login: z.string() }).nullable()),
      }),
    }),
  })
  const query = `query Members { organization(login: "acme") { membersWithRole(first: 1) {
    nodes { login organizationVerifiedDomainEmails(login: "acme") } } } }`
  const { data, faults } = await client.graphql(query, {}, Members)
  expect(data.organization.membersWithRole.nodes).toEqual([null])
  expect(faults[0]).toMatchObject({ type: 'FORBIDDEN' })
})

test('a GitHub App proves itself with its key and calls with the token of its installation', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const fake = fakeGitHub(acme, { appKey: createPublicKey(privateKey) })
  const secret = { app_id: '12', private_key: pem, installation_id: 34 }
  const { context, server } = await connect(acme, { secret }, fake)
  const client = await openClient(context)
  expect((await client.graphql(WHO, {}, Who)).data.viewer.login).toBe('machine')
  expect(server.seen.map(({ path }) => path)).toEqual([
    '/api/v3/app/installations/34/access_tokens',
    '/api/graphql',
  ])
})

test('a key that is none is told before anything is called', async () => {
  const secret = { app_id: '12', private_key: 'no key', installation_id: 34 }
  const { context, server } = await connect(acme, { secret })
  const calls = openClient(context).then((client) => client.graphql(WHO, {}, Who))
  await expect(calls).rejects.toMatchObject({ code: 'unauthorized' })
  expect(server.seen).toEqual([])
})
