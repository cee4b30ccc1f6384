import { expect, test } from 'vitest'
import { codes, emails, readingDx, teamsOf } from '../../../test/fakes/dx/run.ts'
import { dxTeam, dxUsers } from '../../../test/fakes/dx/world.ts'
import type { Mishap } from '../../../test/fakes/misbehave.ts'

const begin = readingDx()

test.each<[string, Mishap]>([
  ['cut', { kind: 'cut' }],
  ['a broken server', { kind: 'status', status: 503 }],
  ['a limit', { kind: 'limited', headers: { 'retry-after': '3' } }],
])('%s in the middle loses nobody', async (_, mishap) => {
  const { run, fake } = await begin({ users: dxUsers(250), teams: [dxTeam(1), dxTeam(2)] })
  fake.script(({ count }) => (count === 2 ? mishap : undefined))
  const batches = await run()
  expect(emails(batches)).toHaveLength(250)
  expect(teamsOf(batches)).toHaveLength(2)
  expect(codes(batches)).toEqual([])
})

test.each<[string, Mishap, string]>([
  ['a sign-in page', { kind: 'html' }, 'not_the_api'],
  [
    'a refusal',
    { kind: 'status', status: 403, body: '{"ok":false,"error":"not_authorized"}' },
    'forbidden',
  ],
  [
    'a refusal under 200',
    { kind: 'status', status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
    'unauthorized',
  ],
  [
    'another shape',
    { kind: 'status', status: 200, body: '{"ok":true,"users":[{"name":1}]}' },
    'broken_answer',
  ],
  [
    'bad input',
    { kind: 'status', status: 422, body: '{"ok":false,"error":"validation_error"}' },
    'refused',
  ],
])('%s instead of the users ends the run with its reason', async (_, mishap, code) => {
  const { run, fake } = await begin({ users: dxUsers(1) })
  fake.script(({ path }) => (path === '/users.list' ? mishap : undefined))
  await expect(run()).rejects.toMatchObject({ name: 'SourceError', code })
})
