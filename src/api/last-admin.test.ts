import { afterEach, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { scimClient } from '../../test/scim.ts'
import { toWire } from '../model/index.ts'

const { held, send, call, refusal } = testApp()
const scim = scimClient(send)

const ROLE = 'Workspace Admin'
const words = { error: 'conflict', message: expect.stringMatching(/^Nobody would be a Workspace/) }
const rolesOf = async (email: string) =>
  (await call('users.info', { email })).user.roles.map(({ name }) => name)
const idOf = async (email: string) => toWire(await given.idOf(held.database, email))

afterEach(async () => {
  await held.database.query('delete from user_roles')
})

test('an import that made the last Workspace Admin is not undone, nor rehearsed to be', async () => {
  const email = 'ada@example.com'
  const { import_id } = await importFacts(held.database, {
    kind: 'people',
    facts: [{ email, roles: [ROLE] }],
  })
  const id = toWire(import_id)
  for (const dry_run of [true, false])
    expect(await refusal('imports.undo', { id, dry_run })).toMatchObject(words)
  expect(await rolesOf(email)).toEqual([ROLE])
  await given.people(held.database, [{ email: 'bob@example.com', roles: [ROLE] }])
  await call('imports.undo', { id })
  expect(await refusal('users.info', { email })).toMatchObject({ status: 404 })
})

test('a list of people deactivates administrators only as long as one stays', async () => {
  const [ada, bob] = ['ada@example.com', 'bob@example.com']
  await given.people(held.database, [
    { email: ada, roles: [ROLE] },
    { email: bob, roles: [ROLE] },
  ])
  const leave = (...emails: string[]) =>
    importFacts(held.database, {
      kind: 'people',
      facts: emails.map((email) => ({ email, deactivated: true, name: 'Gone' })),
    })
  expect(await leave(ada, bob)).toMatchObject({
    counts: { changed: 0, refused: 2 },
    refusals: [{ code: 'last_admin' }],
  })
  expect((await leave(ada)).counts).toMatchObject({ changed: 1, refused: 0 })
  expect((await leave(bob)).counts).toMatchObject({ changed: 0, refused: 1 })
  await given.people(held.database, [{ email: ada, deactivated: false }])
})

test('a merge that brought back the last Workspace Admin is not split', async () => {
  const [gone, here] = ['gone@example.com', 'here@example.com']
  await given.people(held.database, [
    { email: gone, roles: [ROLE], deactivated: true },
    { email: here },
  ])
  const pair = { into: await idOf(gone), from: await idOf(here) }
  const { id } = await call('users.merge', pair)
  expect(await refusal('users.split', { id })).toMatchObject(words)
  await given.people(held.database, [{ email: 'cy@example.com', roles: [ROLE] }])
  await call('users.split', { id: id ?? '' })
})

test('a role that one of two had by hand is not for a group to take after they are merged', async () => {
  await call('settings.update', { group_roles: [{ group: 'leads', role: 'Team Lead' }] })
  const { body } = await scim.post('/Users', { userName: 'dee@example.com' })
  const members = [{ value: String(body.id) }]
  const group = (await scim.post('/Groups', { displayName: 'leads', members })).body.id
  await given.people(held.database, [{ email: 'dee@old.example', roles: ['Team Lead'] }])
  const pair = { into: await idOf('dee@example.com'), from: await idOf('dee@old.example') }
  const { id } = await call('users.merge', pair)
  await call('users.split', { id: id ?? '' })
  await call('users.merge', pair)
  await scim.remove(`/Groups/${group}`)
  expect(await rolesOf('dee@example.com')).toEqual(['Team Lead'])
})
