import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()
let ada: { session: string }

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada' },
    { email: 'grace@example.com', name: 'Grace', roles: ['Workspace Admin'] },
  ])
  ada = { session: await given.session(held.database, 'ada@example.com') }
})

test('shows people who looked at them, when and why, the newest first', async () => {
  const grace = { session: await given.session(held.database, 'grace@example.com') }
  await call('users.info', { email: 'ada@example.com', why: 'Wrong team?' }, grace)
  await call('users.info', { email: 'ada@example.com' })
  await call('users.info', { email: 'grace@example.com' }, grace)
  expect(await call('users.views.list', {}, ada)).toMatchObject({
    views: [
      { viewer: 'A token', program: true, method: 'users.info', reason: null },
      { viewer: 'Grace', program: false, reason: 'Wrong team?', at: '2026-03-02T12:00:00Z' },
    ],
    total: 2,
  })
  expect((await call('users.views.list', {}, grace)).views).toEqual([])
})

test('takes a view again within a minute, for the same reason, as the same', async () => {
  const before = await call('users.views.list', {}, ada)
  await call('users.info', { email: 'ada@example.com' })
  expect((await call('users.views.list', {}, ada)).total).toBe(before.total)
  held.now = new Date(given.NOW.getTime() + 61_000)
  await call('users.info', { email: 'ada@example.com' })
  expect((await call('users.views.list', { page_size: 1 }, ada)).total).toBe(before.total + 1)
})

test('is for nobody but the person', async () => {
  expect(await refusal('users.views.list', {})).toMatchObject({
    status: 403,
    error: 'not_authorized',
    message: expect.stringContaining('personal token'),
  })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('users.views.list', { page: 0 }, ada)).toMatchObject({
    error_details: { issues: [{ path: 'page' }] },
  })
})
