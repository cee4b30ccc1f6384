import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { one, run } from '../../store/db.ts'

const { held, call, refusal } = testApp()
const ada = { email: 'ada@example.com' }
const bob = { email: 'bob@example.com' }

beforeAll(() =>
  given.people(held.database, [
    { ...ada, name: 'Ada' },
    { ...bob, name: 'Bob' },
    { email: 'eve@example.com', roles: ['Pilot'] },
  ]),
)

beforeEach(async () => {
  await call('users.roles.update', { ...ada, add: ['Workspace Admin', 'Pilot'] })
  await call('users.roles.update', { ...bob, remove: await roles(bob) })
})

const roles = async (who: { email: string }) =>
  (await call('users.info', who)).user.roles.map(({ name }) => name)

test('gives and takes roles, in any case of letters, and leaves the others', async () => {
  const { user } = await call('users.roles.update', { ...bob, add: ['pilot', 'TEAM LEAD'] })
  expect(user).toMatchObject({ ...bob, roles: [{ name: 'Pilot' }, { name: 'Team Lead' }] })
  const id = user.id
  await call('users.roles.update', { id, add: ['Snapshot Analyst'], remove: ['pilot'] })
  expect(await roles(bob)).toEqual(['Snapshot Analyst', 'Team Lead'])
})

test('lists a person in users.list at once, whom only a role makes listed', async () => {
  const listed = async () => (await call('users.list', {})).users.map(({ name }) => name)
  expect(await listed()).not.toContain('Bob')
  await call('users.roles.update', { ...bob, add: ['Pilot'] })
  expect(await listed()).toContain('Bob')
  await call('users.roles.update', { ...bob, remove: ['Pilot'] })
  expect(await listed()).not.toContain('Bob')
})

test('what a person may do changes with the answer', async () => {
  await call('users.roles.update', { ...bob, add: ['Workspace Admin'] })
  const session = await given.session(held.database, bob.email)
  await call('settings.update', {}, { session })
  await call('users.roles.update', { ...bob, remove: ['Workspace Admin'] })
  expect(await refusal('settings.update', {}, { session })).toMatchObject({
    error: 'not_authorized',
  })
})

test('the last Workspace Admin stays one', async () => {
  const lose = { ...ada, remove: ['workspace admin', 'Pilot'] }
  expect(await refusal('users.roles.update', lose)).toMatchObject({
    status: 409,
    error: 'conflict',
    message: 'Nobody would be a Workspace Admin any more. Give the role to somebody else first.',
  })
  expect(await roles(ada)).toEqual(['Pilot', 'Workspace Admin'])
  await call('users.roles.update', { ...bob, add: ['Workspace Admin'] })
  await call('users.roles.update', lose)
  expect(await roles(ada)).toEqual([])
})

test('of two admins who are to lose it at once, one stays', async () => {
  await call('users.roles.update', { ...bob, add: ['Workspace Admin'] })
  const both = [ada, bob].map((who) =>
    call('users.roles.update', { ...who, remove: ['Workspace Admin'] }),
  )
  const settled = await Promise.allSettled(both)
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('somebody who is deactivated is no admin who is left', async () => {
  await call('users.roles.update', { ...bob, add: ['Workspace Admin'] })
  const set = (at: string | null) =>
    run(
      held.database.db,
      sql`update users set deleted_at = ${at}::timestamptz where email = ${bob.email}`,
    )
  await set('2026-01-01T00:00:00Z')
  const refused = await refusal('users.roles.update', { ...ada, remove: ['Workspace Admin'] })
  expect(refused.error).toBe('conflict')
  await set(null)
})

test('stands in the audit log with the roles', async () => {
  await call('users.roles.update', { ...bob, add: ['pilot'] })
  const entry = await one(
    held.database.db,
    sql`select a.action, a.object, a.details from audit_log a where a.minute is null order by a.id desc limit 1`,
  )
  expect(entry).toEqual({
    action: 'users.roles.update',
    object: `user:${await given.idOf(held.database, bob.email)}`,
    details: { add: ['Pilot'], remove: [] },
  })
})

test('needs the scope admin', async () => {
  expect(await refusal('users.roles.update', bob, { scopes: ['users:write'] })).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
})

test.each([
  [{ add: ['Workspace Amdin'] }, 'add', '"Workspace Amdin"'],
  [{ remove: ['Nobody'] }, 'remove', '"Nobody"'],
  [{ add: ['Pilot'], remove: ['pilot'] }, 'remove', 'Pilot'],
  [{ add: 'Pilot' }, 'add', 'array'],
])('%o is refused with what is wrong', async (args, path, word) => {
  expect(await refusal('users.roles.update', { ...bob, ...args })).toMatchObject({
    status: 422,
    message: expect.stringContaining(word),
    error_details: { issues: [{ path }] },
  })
})

test('says so when nobody is named, or nobody has the address', async () => {
  expect(await refusal('users.roles.update', {})).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'id' }] },
  })
  expect((await refusal('users.roles.update', { email: 'x@example.com' })).status).toBe(404)
})
