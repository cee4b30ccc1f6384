import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { scimClient } from '../../../test/scim.ts'

const { held, send, call } = testApp()
const scim = scimClient(send)
const ids: Record<string, string> = {}

beforeAll(async () => {
  for (const name of ['ada', 'bob', 'cy']) {
    const { body } = await scim.post('/Users', { userName: `${name}@example.com` })
    ids[name] = String(body.id)
  }
  await call('settings.update', {
    group_roles: [
      { group: 'Leads', role: 'Team Lead' },
      { group: 'Guides', role: 'Team Lead' },
      { group: 'Admins', role: 'Workspace Admin' },
    ],
  })
})

beforeEach(async () => {
  await call('users.roles.update', { email: 'cy@example.com', add: ['Workspace Admin'] })
  for (const { id } of await scim.find('/Groups', 'displayName pr')) {
    expect((await scim.remove(`/Groups/${id}`)).status).toBe(204)
  }
})

const member = (...names: string[]) => names.map((name) => ({ value: ids[name] ?? '' }))
const rolesOf = async (name: string) =>
  (await call('users.info', { email: `${name}@example.com` })).user.roles.map(({ name }) => name)
const group = async (displayName: string, ...names: string[]) =>
  `/Groups/${(await scim.post('/Groups', { displayName, members: member(...names) })).body.id}`

test('a mapped group gives its role to whoever comes, and takes it from whoever goes', async () => {
  const leads = await group('leads', 'ada')
  expect(await rolesOf('ada')).toEqual(['Team Lead'])
  await scim.patch(leads, { op: 'add', path: 'members', value: member('bob') })
  await scim.patch(leads, { op: 'remove', path: `members[value eq "${ids.ada}"]` })
  expect([await rolesOf('ada'), await rolesOf('bob')]).toEqual([[], ['Team Lead']])
  await scim.remove(leads)
  expect(await rolesOf('bob')).toEqual([])
})

test('another name of the group gives and takes the role of all its members', async () => {
  const leaders = await group('Leaders', 'ada', 'bob')
  expect(await rolesOf('ada')).toEqual([])
  const rename = (value: string) =>
    scim.patch(leaders, { op: 'replace', path: 'displayName', value })
  await rename('GUIDES')
  expect([await rolesOf('ada'), await rolesOf('bob')]).toEqual([['Team Lead'], ['Team Lead']])
  await rename('Leaders')
  expect([await rolesOf('ada'), await rolesOf('bob')]).toEqual([[], []])
})

test('who is deleted at the provider loses what the group gave, and who comes back has it again', async () => {
  const leads = await group('leads', 'ada')
  await scim.remove(`/Users/${ids.ada}`)
  expect(await rolesOf('ada')).toEqual([])
  ids.ada = String((await scim.post('/Users', { userName: 'ada@example.com' })).body.id)
  await scim.patch(leads, { op: 'add', path: 'members', value: member('ada') })
  expect(await rolesOf('ada')).toEqual(['Team Lead'])
})

test('a user without an address has the role as soon as there is a person', async () => {
  const { body } = await scim.post('/Users', { userName: 'nameless' })
  await scim.post('/Groups', { displayName: 'leads', members: [{ value: String(body.id) }] })
  const emails = [{ value: 'late@example.com', primary: true }]
  await scim.patch(`/Users/${body.id}`, { op: 'add', path: 'emails', value: emails })
  expect(await rolesOf('late')).toEqual(['Team Lead'])
})

test('a role from elsewhere stays when the group goes', async () => {
  await given.people(held.database, [{ email: 'bob@example.com', roles: ['Team Lead'] }])
  const leads = await group('leads', 'bob')
  await scim.remove(leads)
  expect(await rolesOf('bob')).toEqual(['Team Lead'])
  await call('users.roles.update', { email: 'bob@example.com', remove: ['Team Lead'] })
})

test('the last Workspace Admin is lost neither with a group nor by being deactivated or deleted', async () => {
  const admins = await group('admins', 'ada')
  await call('users.roles.update', { email: 'cy@example.com', remove: ['Workspace Admin'] })
  const deactivate = { op: 'replace', path: 'active', value: false }
  for (const refused of [
    await scim.remove(admins),
    await scim.patch(admins, { op: 'remove', path: 'members' }),
    await scim.patch(admins, { op: 'replace', path: 'displayName', value: 'Others' }),
    await scim.patch(`/Users/${ids.ada}`, deactivate),
    await scim.remove(`/Users/${ids.ada}`),
  ]) {
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      detail: expect.stringMatching(/^Nobody would be a Workspace Admin any more/),
    })
    expect(refused.body).not.toHaveProperty('scimType')
  }
  expect(await rolesOf('ada')).toEqual(['Workspace Admin'])
  await call('users.roles.update', { email: 'cy@example.com', add: ['Workspace Admin'] })
  expect((await scim.patch(`/Users/${ids.ada}`, deactivate)).status).toBe(200)
  await scim.patch(`/Users/${ids.ada}`, { ...deactivate, value: true })
})
