import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada', gitlab_username: 'ada.l', github_username: 'ada' },
  ]),
)

test('finds a user by their GitLab username alone', async () => {
  expect(await call('users.findByGitlabUsername', { gitlab_username: 'Ada.L' })).toMatchObject({
    user: { name: 'Ada', email: 'ada@example.com', tz: null, slack_id: null },
  })
  expect(await refusal('users.findByGitlabUsername', { gitlab_username: 'ada' })).toMatchObject({
    status: 404,
  })
})

test('needs the scope users:read, and a username', async () => {
  const args = { gitlab_username: 'ada.l' }
  expect(
    await refusal('users.findByGitlabUsername', args, { scopes: ['snapshots:read'] }),
  ).toMatchObject({ error: 'not_authorized' })
  expect(await refusal('users.findByGitlabUsername')).toMatchObject({
    error_details: { issues: [{ path: 'gitlab_username' }] },
  })
})
