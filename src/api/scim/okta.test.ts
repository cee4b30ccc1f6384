import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'

const { send, call } = testApp()
const okta = scimClient(send)

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'

const JANE = {
  schemas: [CORE],
  userName: 'jane@example.com',
  name: { givenName: 'Jane', familyName: 'Doe' },
  emails: [{ primary: true, value: 'jane@example.com', type: 'work' }],
  displayName: 'Jane Doe',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
}

const question = (userName: string) =>
  `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}&startIndex=1&count=100`

/** The person of an address as users.list has them. */
async function listed(email: string) {
  const { users } = await call('users.list', { page_size: 100 })
  return users.find((user) => user.email === email)
}

test('somebody is looked for, not found, created with a body, found, and refused a second time', async () => {
  expect((await okta.get(question('jane@example.com'))).body).toMatchObject({
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  })
  const { status, body, headers } = await okta.post('/Users', JANE)
  expect(status).toBe(201)
  const { password: _, groups: __, ...kept } = JANE
  expect(body).toMatchObject({ ...kept, id: expect.any(String) })
  expect(body).not.toHaveProperty('password')
  expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(headers.get('location')).toBe(`http://localhost/scim/v2/Users/${body.id}`)
  expect(body.meta).toMatchObject({
    resourceType: 'User',
    created: '2026-03-02T12:00:00.000Z',
    location: headers.get('location'),
    version: headers.get('etag'),
  })
  expect((await okta.get(`/Users/${body.id}`)).body).toEqual(body)
  const found = (await okta.get(question('JANE@example.com'))).body
  expect(found).toMatchObject({ totalResults: 1, itemsPerPage: 1, Resources: [{ id: body.id }] })
  expect(await okta.post('/Users', { ...JANE, userName: 'Jane@Example.com' })).toMatchObject({
    status: 409,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '409',
      scimType: 'uniqueness',
    },
  })
  const { user } = await call('users.info', { email: 'jane@example.com' })
  expect(user).toMatchObject({ name: 'Jane Doe', email: 'jane@example.com', deleted_at: null })
})

test('an app of the catalogue deactivates and activates with a patch that has no path', async () => {
  const { body } = await okta.post('/Users', { ...JANE, ...named('omar'), title: 'Engineer' })
  const path = `/Users/${body.id}`
  const off = await okta.patch(path, { op: 'replace', value: { active: false } })
  expect(off).toMatchObject({ status: 200, body: { active: false, userName: 'omar@example.com' } })
  expect(await listed('omar@example.com')).toMatchObject({
    deleted_at: '2026-03-02T12:00:00.000Z',
    attributes: [{ name: 'Title', value: 'Engineer' }],
  })
  expect((await okta.get(path)).body).toMatchObject({ active: false })
  expect(await okta.find('/Users', 'userName eq "omar@example.com"')).toHaveLength(1)
  await okta.patch(path, { op: 'replace', value: { active: true } })
  expect(await listed('omar@example.com')).toMatchObject({ deleted_at: null })
})

test('an app made with the wizard reads and then puts the whole user, also to deactivate', async () => {
  const { body } = await okta.post('/Users', { ...JANE, ...named('wanda') })
  const path = `/Users/${body.id}`
  const whole = (await okta.get(path)).body
  const put = await okta.put(path, {
    ...whole,
    title: 'Designer',
    name: { givenName: 'Wanda', familyName: 'Maximoff' },
    displayName: 'Wanda Maximoff',
  })
  expect(put).toMatchObject({ status: 200, body: { id: body.id, title: 'Designer' } })
  await okta.put(path, { ...put.body, active: false })
  expect(await listed('wanda@example.com')).toMatchObject({
    name: 'Wanda Maximoff',
    deleted_at: expect.any(String),
    attributes: [{ name: 'Title', value: 'Designer' }],
  })
  const { title: _, ...untitled } = (await okta.get(path)).body
  await okta.put(path, { ...untitled, active: true })
  const { user } = await call('users.info', { email: 'wanda@example.com' })
  expect(user).toMatchObject({
    deleted_at: null,
    history: [{ name: 'Title', value: 'Designer', to: '2026-03-02', source: 'scim' }],
  })
})

test('a new address is the main one from now on, and the former one still leads to the person', async () => {
  const { body } = await okta.post('/Users', { ...JANE, ...named('petra') })
  await okta.put(`/Users/${body.id}`, { ...body, ...named('petra.new') })
  const { user } = await call('users.info', { email: 'petra@example.com' })
  expect(user).toMatchObject({ email: 'petra.new@example.com' })
})

test('users are imported page by page, with numbers and in a stable order', async () => {
  const { body } = await okta.get('/Users?startIndex=1&count=100')
  expect(body).toMatchObject({ startIndex: 1 })
  const { totalResults: total, Resources } = body as { totalResults: number; Resources: object[] }
  expect(Resources).toHaveLength(total)
  const pages = [1, 3].map((from) => okta.get(`/Users?startIndex=${from}&count=2`))
  const ids = (await Promise.all(pages)).flatMap(({ body }) => body.Resources)
  expect(ids).toEqual(Resources.slice(0, 4))
  expect((await okta.get('/Users?startIndex=101&count=100')).body).toMatchObject({
    totalResults: total,
    startIndex: 101,
    itemsPerPage: 0,
    Resources: [],
  })
})

test('a group is pushed, its people come and go, and it is deleted', async () => {
  const { body: ada } = await okta.post('/Users', { ...JANE, ...named('ada') })
  const { body: bob } = await okta.post('/Users', { ...JANE, ...named('bob') })
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  expect(await okta.find('/Groups', 'displayName eq "Platform"')).toEqual([])
  const made = await okta.post('/Groups', { schemas, displayName: 'Platform', members: [] })
  expect(made).toMatchObject({ status: 201, body: { displayName: 'Platform' } })
  const { id } = made.body
  const path = `/Groups/${id}`
  const again = { op: 'replace', value: { id: id ?? null, displayName: 'Platform' } }
  expect((await okta.patch(path, again)).status).toBe(204)
  const added = await okta.patch(
    path,
    { op: 'remove', path: `members[value eq "${bob.id}"]` },
    { op: 'add', path: 'members', value: [{ value: ada.id ?? '', display: 'ada@example.com' }] },
    { op: 'add', path: 'members', value: [{ value: bob.id ?? '', display: 'bob@example.com' }] },
  )
  expect(added.status).toBe(204)
  expect((await okta.get(path)).body.members).toMatchObject([
    { value: ada.id, type: 'User', $ref: `http://localhost/scim/v2/Users/${ada.id}` },
    { value: bob.id },
  ])
  expect((await okta.get(`/Users/${ada.id}`)).body).toMatchObject({
    groups: [{ value: id, display: 'Platform' }],
  })
  expect(await listed('ada@example.com')).toBeDefined()
  await okta.patch(path, { op: 'remove', path: `members[value eq "${ada.id}"]` })
  expect((await okta.get(path)).body.members).toMatchObject([{ value: bob.id }])
  expect(await listed('ada@example.com')).toBeUndefined()
  await okta.patch(path, { op: 'replace', path: 'members', value: [{ value: ada.id ?? '' }] })
  expect((await okta.get(path)).body.members).toMatchObject([{ value: ada.id }])
  expect((await okta.remove(path)).status).toBe(204)
  expect((await okta.get(path)).status).toBe(404)
  expect(await listed('ada@example.com')).toBeUndefined()
  expect((await okta.get(`/Users/${ada.id}`)).status).toBe(200)
})

function named(name: string) {
  const value = `${name}@example.com`
  return {
    userName: value,
    externalId: `00u-${name}`,
    emails: [{ primary: true, value, type: 'work' }],
  }
}
