import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'
import type { JsonObject } from './attribute.ts'

const { send, call } = testApp()
const entra = scimClient(send)

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A user as Entra sends one, with nulls where it has nothing. */
async function create(name: string, more: JsonObject = {}): Promise<JsonObject> {
  const userName = `${name}@example.com`
  const { status, body } = await entra.post('/Users', {
    schemas: [CORE, ENTERPRISE],
    externalId: `entra-${name}`,
    userName,
    active: true,
    displayName: name,
    emails: [{ Primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: null, familyName: 'Doe', givenName: name },
    nickName: null,
    title: '',
    roles: [],
    ...more,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}

async function infoOf(email: string) {
  return (await call('users.info', { email })).user
}

test('the test of the connection, which asks for a random id, finds nobody and no fault', async () => {
  const filter = encodeURIComponent('userName eq "5b0b9a3c-7f0a-4e0c-9b66-0d27a9ae9d2c"')
  expect(await entra.get(`/Users?filter=${filter}`)).toMatchObject({
    status: 200,
    body: { totalResults: 0, Resources: [] },
  })
})

test('what is null or empty is nothing, and the odd parts of a user are taken', async () => {
  const user = await create('Nora', { [ENTERPRISE]: { department: 'Sales', manager: null } })
  expect(user).toMatchObject({
    schemas: [CORE, ENTERPRISE],
    emails: [{ primary: true, type: 'work', value: 'Nora@example.com' }],
    [ENTERPRISE]: { department: 'Sales' },
  })
  expect(user.name).toEqual({ familyName: 'Doe', givenName: 'Nora' })
  for (const name of ['title', 'nickName', 'roles']) expect(user).not.toHaveProperty(name)
})

test.each([
  ['the older dialect', { op: 'Replace', path: 'active', value: 'False' }, 'True'],
  ['the newer dialect', { op: 'replace', value: { active: false } }, true],
])('in %s somebody is disabled, stays in lists, and is enabled again', async (dialect, off, on) => {
  const name = dialect.replaceAll(' ', '-')
  const { id } = await create(name)
  expect((await entra.patch(`/Users/${id}`, off)).body).toMatchObject({ active: false })
  expect((await infoOf(`${name}@example.com`)).deleted_at).toBe('2026-03-02T12:00:00.000Z')
  expect(await entra.find('/Users', `externalId eq "entra-${name}"`)).toMatchObject([
    { id, active: false },
  ])
  await entra.patch(`/Users/${id}`, { op: 'Add', path: 'active', value: on })
  expect((await infoOf(`${name}@example.com`)).deleted_at).toBeNull()
})

test('in the older dialect each attribute is an operation, whose elements need not be there yet', async () => {
  const { id } = await create('ola')
  const { status, body } = await entra.patch(
    `/Users/${id}`,
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ola.new@example.com' },
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+31 6 12345678' },
    { op: 'Replace', path: 'addresses[type eq "work"].country', value: 'Norway' },
    { op: 'Replace', path: 'addresses[type eq "work"].locality', value: 'Oslo' },
    { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'Reader' },
    { op: 'Replace', path: 'name.familyName', value: 'Nordmann' },
    { op: 'Add', path: 'displayName', value: 'Ola Nordmann' },
    { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Platform' },
    { op: 'Add', path: `${ENTERPRISE}:costCenter`, value: '4711' },
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({
    emails: [{ type: 'work', primary: true, value: 'ola.new@example.com' }],
    phoneNumbers: [{ type: 'mobile', value: '+31 6 12345678' }],
    addresses: [{ type: 'work', country: 'Norway', locality: 'Oslo' }],
    roles: [{ primary: true, value: 'Reader' }],
    name: { givenName: 'ola', familyName: 'Nordmann' },
    [ENTERPRISE]: { department: 'Platform', costCenter: '4711' },
  })
  expect(await infoOf('ola.new@example.com')).toMatchObject({
    name: 'Ola Nordmann',
    attributes: expect.arrayContaining([
      { name: 'Country', value: 'Norway' },
      { name: 'Department', value: 'Platform' },
      { name: 'Cost centre', value: '4711' },
    ]),
  })
})

test('in the newer dialect one operation names them all by dots and URNs', async () => {
  const { id } = await create('nils')
  const { body } = await entra.patch(`/Users/${id}`, {
    op: 'replace',
    value: {
      displayName: 'Nils Holm',
      'name.givenName': 'Nils',
      'emails[type eq "work"].value': 'nils.holm@example.com',
      'phoneNumbers[type eq "work"].value': '112',
      [`${ENTERPRISE}:department`]: 'Data',
      [`${ENTERPRISE}:manager`]: 'nobody-known',
      [CORE.concat(':title')]: 'Analyst',
    },
  })
  expect(body).toMatchObject({
    displayName: 'Nils Holm',
    name: { givenName: 'Nils', familyName: 'Doe' },
    emails: [{ type: 'work', value: 'nils.holm@example.com' }],
    phoneNumbers: [{ type: 'work', value: '112' }],
    title: 'Analyst',
    [ENTERPRISE]: { department: 'Data', manager: { value: 'nobody-known' } },
  })
})

test('what is cleared by null or empty text is gone, and stays gone', async () => {
  const { id } = await create('vera', {
    title: 'Tester',
    timezone: 'Europe/Oslo',
    [ENTERPRISE]: { department: 'Quality', employeeNumber: '7' },
  })
  for (const nothing of ['', null]) {
    const { status } = await entra.patch(
      `/Users/${id}`,
      { op: 'Replace', path: 'title', value: nothing },
      { op: 'Add', path: 'timezone', value: nothing },
      { op: 'Replace', path: 'name.givenName', value: nothing },
      { op: 'Replace', path: 'phoneNumbers[type eq "work"].value', value: nothing },
      { op: 'Replace', path: `${ENTERPRISE}:department`, value: nothing },
    )
    expect(status).toBe(200)
    const { body } = await entra.get(`/Users/${id}`)
    for (const name of ['title', 'timezone', 'phoneNumbers']) expect(body).not.toHaveProperty(name)
    expect(body.name).toEqual({ familyName: 'Doe' })
    expect(body[ENTERPRISE]).toEqual({ employeeNumber: '7' })
  }
  expect(await infoOf('vera@example.com')).toMatchObject({
    attributes: [],
    history: expect.arrayContaining([
      expect.objectContaining({ name: 'Title', value: 'Tester', to: '2026-03-02' }),
      expect.objectContaining({ name: 'Department', value: 'Quality', to: '2026-03-02' }),
    ]),
  })
})

test.each([
  ['a text', (id: string) => id],
  ['an object', (id: string) => ({ value: id })],
  ['a list', (id: string) => [{ value: id }]],
])('a manager who is %s is set, changed and taken away', async (form, say) => {
  const name = form.replaceAll(' ', '-')
  const [first, second] = [await create(`first-${name}`), await create(`second-${name}`)]
  const { id } = await create(name, { [ENTERPRISE]: { manager: say(String(first.id)) } })
  const path = `${ENTERPRISE}:manager`
  const managed = async () => {
    const { body } = await entra.get(`/Users/${id}`)
    const { attributes } = await infoOf(`${name}@example.com`)
    return [body[ENTERPRISE], attributes.find((it) => it.name === 'Manager')?.value]
  }
  const by = (who: JsonObject, address: string) => [{ manager: { value: who.id } }, address]
  expect(await managed()).toEqual(by(first, `first-${name}@example.com`))
  await entra.patch(`/Users/${id}`, { op: 'Replace', path, value: say(String(second.id)) })
  expect(await managed()).toEqual(by(second, `second-${name}@example.com`))
  await entra.patch(`/Users/${id}`, { op: 'Replace', path, value: '' })
  expect(await managed()).toEqual([undefined, undefined])
  await entra.patch(`/Users/${id}`, { op: 'Add', path, value: say(String(first.id)) })
  await entra.patch(`/Users/${id}`, { op: 'Remove', path })
  expect(await managed()).toEqual([undefined, undefined])
})

test.each([
  'userName eq "filip@example.com"',
  'userName Eq "FILIP@example.com"',
  'externalId eq entra-filip',
  'externalId eq "entra-filip" and active eq True',
  'emails[type eq "work"].value eq "filip@example.com"',
  'emails[type eq "work" and primary eq true].value eq filip@example.com',
  'displayName eq "Filip" and userName eq "filip@example.com"',
  `${CORE}:userName eq "filip@example.com"`,
])('the filter %s finds the user', async (filter) => {
  const [held] = await entra.find('/Users', 'userName eq "filip@example.com"')
  const { id } = held ?? (await create('filip'))
  expect(await entra.find('/Users', filter)).toMatchObject([{ id }])
})

test('a group with a schema of Microsoft is created, renamed, joined and left', async () => {
  const [ida, per] = [await create('ida'), await create('per')]
  const { status, body } = await entra.post('/Groups', {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
    ],
    externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
    displayName: 'Engineers',
    meta: { resourceType: 'Group' },
  })
  expect(status).toBe(201)
  const path = `/Groups/${body.id}`
  const add = { op: 'Add', path: 'members', value: [{ $ref: null, value: ida.id ?? null }] }
  expect(await entra.patch(path, add)).toMatchObject({ status: 204, body: {} })
  await entra.patch(path, { op: 'Add', path: 'members', value: [{ value: per.id ?? null }] })
  await entra.patch(path, add)
  const idsIn = async () =>
    ((await entra.get(path)).body.members ?? []) as unknown as { value: string }[]
  expect((await idsIn()).map(({ value }) => value)).toEqual([ida.id, per.id])
  await entra.patch(path, { op: 'Remove', path: 'members', value: [{ value: ida.id ?? null }] })
  expect((await idsIn()).map(({ value }) => value)).toEqual([per.id])
  await entra.patch(path, { op: 'remove', path: `members[value eq "${per.id}"]` })
  expect(await idsIn()).toEqual([])
  await entra.patch(path, { op: 'Replace', path: 'displayName', value: 'All engineers' })
  const [found] = await entra.find('/Groups', 'displayName eq "all Engineers"')
  expect(found).toMatchObject({ id: body.id, displayName: 'All engineers' })
  const { body: lean } = await entra.get(`${path}?excludedAttributes=members`)
  expect(lean).not.toHaveProperty('members')
})

test('whether somebody is in a group is asked by a filter', async () => {
  const [kari, liv] = [await create('kari'), await create('liv')]
  const { body } = await entra.post('/Groups', {
    displayName: 'Testers',
    members: [{ value: kari.id ?? null }],
  })
  const asked = (who: JsonObject) => `id eq "${body.id}" and members eq "${who.id}"`
  expect(await entra.find('/Groups', asked(kari))).toHaveLength(1)
  expect(await entra.find('/Groups', asked(liv))).toEqual([])
})

test('a deleted user is not found again, keeps what was known here, and is the same person when restored', async () => {
  const { id } = await create('rolf', { title: 'Writer' })
  const before = await infoOf('rolf@example.com')
  expect((await entra.remove(`/Users/${id}`)).status).toBe(204)
  expect(await entra.get(`/Users/${id}`)).toMatchObject({ status: 404, body: { status: '404' } })
  expect((await entra.remove(`/Users/${id}`)).status).toBe(404)
  expect(await entra.find('/Users', 'userName eq "rolf@example.com"')).toEqual([])
  expect(await infoOf('rolf@example.com')).toMatchObject({
    deleted_at: expect.any(String),
    attributes: [{ name: 'Title', value: 'Writer' }],
  })
  const again = await create('rolf', { title: 'Writer' })
  expect(again.id).not.toBe(id)
  expect(await infoOf('rolf@example.com')).toMatchObject({ id: before.id, deleted_at: null })
})
