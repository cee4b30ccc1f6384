import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal, send } = testApp()
const person = { name: 'Ada', email: 'ada@example.com' }

beforeAll(() =>
  given.people(held.database, [
    {
      ...person,
      time_zone: 'Europe/London',
      github_username: 'ada',
      additional_github_username: 'countess',
    },
  ]),
)

test('finds a user by either username, in any case', async () => {
  const user = {
    id: toWire(await given.idOf(held.database, person.email)),
    ...person,
    tz: 'Europe/London',
    slack_id: null,
  }
  for (const github_username of ['ada', 'COUNTESS'])
    expect(await call('users.findByGithubUsername', { github_username })).toEqual({
      ok: true,
      user,
    })
})

test('takes the argument by the name that one client uses', async () => {
  expect((await send('/users.findByGithubUsername?username=ada')).status).toBe(200)
})

test('says so when nobody has the username', async () => {
  expect(await refusal('users.findByGithubUsername', { github_username: 'x' })).toMatchObject({
    status: 404,
    error: 'not_found',
  })
})

test('needs the scope snapshots:read, and a username', async () => {
  const args = { github_username: 'ada' }
  expect(
    await refusal('users.findByGithubUsername', args, { scopes: ['users:read'] }),
  ).toMatchObject({ error: 'not_authorized' })
  expect(await refusal('users.findByGithubUsername')).toMatchObject({
    error_details: { issues: [{ path: 'github_username' }] },
  })
})
