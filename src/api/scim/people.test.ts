import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { scimClient } from '../../../test/scim.ts'
import { toWire } from '../../model/index.ts'
import { many, one } from '../../store/db.ts'
import * as weeks from '../../store/weeks.ts'
import type { JsonObject } from './attribute.ts'
import { ENTERPRISE, FACET } from './schemas.ts'

const { held, send, call } = testApp()
const scim = scimClient(send)

async function infoOf(email: string) {
  return (await call('users.info', { email })).user
}

async function create(userName: string, more: JsonObject = {}): Promise<JsonObject> {
  const { status, body } = await scim.post('/Users', { userName, ...more })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}

test('a person of the same address is adopted, with what is known of them', async () => {
  await given.people(held.database, [
    {
      email: 'Ada@Example.com',
      name: 'Ada',
      aliases: ['countess@example.com'],
      github_username: 'ada',
      attributes: { Level: ['L4'] },
    },
  ])
  const before = await infoOf('ada@example.com')
  await create('ada@example.com', { displayName: 'Ada Lovelace', [FACET]: { role: 'Engineer' } })
  expect(await infoOf('countess@example.com')).toMatchObject({
    id: before.id,
    name: 'Ada Lovelace',
    github_username: 'ada',
    attributes: [
      { name: 'Level', value: 'L4' },
      { name: 'Role', value: 'Engineer' },
    ],
  })
})

test('who was deactivated is adopted and active again', async () => {
  await given.people(held.database, [{ email: 'back@example.com', deactivated: true }])
  const before = await infoOf('back@example.com')
  expect(before.deleted_at).not.toBeNull()
  await create('back', { emails: [{ value: 'back@example.com' }] })
  expect(await infoOf('back@example.com')).toMatchObject({ id: before.id, deleted_at: null })
})

test('the primary address is the main one, the others are further ones', async () => {
  await create('many', {
    emails: [
      { value: 'home@example.org', type: 'home' },
      { value: 'work@example.com', type: 'work' },
      { value: 'main@example.com', type: 'other', primary: true },
    ],
  })
  expect(await infoOf('home@example.org')).toMatchObject({
    email: 'main@example.com',
    aliases: ['home@example.org', 'work@example.com'],
  })
})

test('without an address there is nobody yet, and then they are in their groups too', async () => {
  const { id } = await create('nomad', { displayName: 'Nomad', title: 'Wanderer' })
  await scim.post('/Groups', { displayName: 'Travellers', members: [{ value: id ?? '' }] })
  await scim.patch(`/Users/${id}`, { op: 'add', path: 'emails', value: 'nomad@example.com' })
  expect(await infoOf('nomad@example.com')).toMatchObject({
    name: 'Nomad',
    attributes: [{ name: 'Title', value: 'Wanderer' }],
  })
  expect(await groupsOf('nomad@example.com')).toEqual(['Travellers'])
})

async function groupsOf(email: string): Promise<string[]> {
  const rows = await many(
    held.database.db,
    sql<{ name: string }>`
      select g.name
      from group_members gm
      join groups g on g.id = gm.group_id
      where gm.user_id = ${await given.idOf(held.database, email)}
      order by g.name
    `,
  )
  return rows.map(({ name }) => name)
}

test('all that is known of work becomes an attribute, that of our own extension by its name in words', async () => {
  await create('work.er@example.com', {
    title: 'Engineer',
    userType: 'Contractor',
    addresses: [
      { type: 'home', country: 'BE' },
      { type: 'work', country: 'NL' },
    ],
    [ENTERPRISE]: {
      employeeNumber: '007',
      costCenter: '4130',
      organization: 'Universal',
      division: 'Theme park',
      department: 'Tours',
      manager: { value: 'mgr-1', displayName: 'John Smith' },
    },
    [FACET]: { level: 'L5', employmentType: 'Fixed', spoken_languages: ['en', 'nl'], remote: true },
  })
  const { attributes } = await infoOf('work.er@example.com')
  const values = attributes.map(({ name, value }) => `${name}: ${value}`)
  expect(values.toSorted()).toEqual([
    'Cost centre: 4130',
    'Country: NL',
    'Department: Tours',
    'Division: Theme park',
    'Employment type: Fixed',
    'Level: L5',
    'Manager: John Smith',
    'Organization: Universal',
    'Remote: true',
    'Spoken languages: en',
    'Spoken languages: nl',
    'Title: Engineer',
    'User type: Contractor',
  ])
})

test('a changed value keeps its history, with its source', async () => {
  const { id } = await create('mover@example.com', { [ENTERPRISE]: { department: 'Sales' } })
  held.now = new Date('2026-04-01T12:00:00Z')
  await scim.patch(`/Users/${id}`, {
    op: 'replace',
    path: `${ENTERPRISE}:department`,
    value: 'Support',
  })
  held.now = given.NOW
  expect((await infoOf('mover@example.com')).history).toMatchObject([
    { value: 'Support', from: '2026-04-01', to: null, source: 'scim' },
    { value: 'Sales', from: null, to: '2026-04-01', source: 'scim' },
  ])
})

test('what others have stated meanwhile stays, unless the provider says something new of it', async () => {
  const { id } = await create('shared@example.com', { displayName: 'Sh', title: 'A' })
  await given.people(held.database, [
    { email: 'shared@example.com', name: 'Shared Person', attributes: { Level: ['L2'] } },
  ])
  await scim.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'B' })
  expect(await infoOf('shared@example.com')).toMatchObject({
    name: 'Shared Person',
    attributes: expect.arrayContaining([
      { name: 'Level', value: 'L2' },
      { name: 'Title', value: 'B' },
    ]),
  })
})

test('an attribute that a provider brought is its own, one that is owned by another source is left', async () => {
  await create('owner@example.com', { [FACET]: { shirtSize: 'M' } })
  const { notes } = await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'owner@example.com', attributes: { 'Shirt size': ['XL'] } }],
  })
  expect(notes).toEqual(['Shirt size is owned by scim; its column was left out.'])
  await call('attributeGroups.create', { name: 'Badge', kind: 'number', owner_source: 'file' })
  await create('badge@example.com', { title: 'T', [FACET]: { badge: 'x' } })
  expect((await infoOf('badge@example.com')).attributes).toEqual([{ name: 'Title', value: 'T' }])
  const noted = await one(
    held.database.db,
    sql<{ details: object }>`
      select a.details from audit_log a where a.action = 'scim.values.refused' order by a.id desc limit 1
    `,
  )
  expect(noted.details).toEqual({ attributes: [{ name: 'Badge', error: 'owned_attribute' }] })
})

test('an address of somebody else is refused, and of nobody two are made', async () => {
  await create('one@example.com')
  const twin = { userName: 'other', emails: [{ value: 'ONE@example.com' }] }
  expect(await scim.post('/Users', twin)).toMatchObject({
    status: 409,
    body: { scimType: 'uniqueness' },
  })
  await given.people(held.database, [{ email: 'one@example.com', aliases: ['uno@example.com'] }])
  expect((await scim.post('/Users', { userName: 'uno@example.com' })).status).toBe(409)
  const both = await Promise.all(
    [1, 2].map(() => scim.post('/Users', { userName: 'racer@example.com' })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
})

test('an address that a provider gives to somebody else is theirs from then on', async () => {
  const { id } = await create('a.smith@example.com', { displayName: 'Anna' })
  await scim.patch(`/Users/${id}`, {
    op: 'replace',
    path: 'userName',
    value: 'a.jones@example.com',
  })
  expect((await infoOf('a.smith@example.com')).name).toBe('Anna')
  await create('a.smith@example.com', { displayName: 'Adam' })
  expect((await infoOf('a.smith@example.com')).name).toBe('Adam')
  expect(await infoOf('a.jones@example.com')).toMatchObject({ name: 'Anna', aliases: [] })
})

test.each(['deactivated', 'deleted'])('who is %s by a provider is out at once', async (how) => {
  const { id } = await create(`${how}@example.com`)
  const session = await given.session(held.database, `${how}@example.com`, held.now)
  await call('auth.info', {}, { session })
  if (how === 'deleted') await scim.remove(`/Users/${id}`)
  else await scim.patch(`/Users/${id}`, { op: 'replace', value: { active: false } })
  const headers = { cookie: `facet_session=${session}` }
  expect((await held.app.request('/auth.info', { headers })).status).toBe(401)
})

test('an account is linked when the address of its owner comes, and its weeks are counted anew', async () => {
  await importFacts(held.database, {
    kind: 'tool_days',
    facts: [{ tool: 'Coder', account: { email: 'zoe@example.com' }, day: '2026-02-03' }],
  })
  expect(await weeks.dirty(held.database.db)).toBe(0)
  await create('zoe@example.com', { displayName: 'Zoe' })
  expect((await infoOf('zoe@example.com')).accounts).toHaveLength(1)
  expect(await weeks.dirty(held.database.db)).toBeGreaterThan(0)
})

test('an import that is undone leaves who follows a provider', async () => {
  const { import_id } = await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'kept@example.com', name: 'kept' }],
  })
  await create('kept@example.com')
  await call('imports.undo', { id: toWire(import_id) })
  expect((await infoOf('kept@example.com')).deleted_at).toBeNull()
})

test('of two users whose people were merged, the one that nobody follows any more is kept and refused nothing', async () => {
  const [stays, goes] = [await create('stays@example.com'), await create('goes@example.com')]
  const [into, from] = [await infoOf('stays@example.com'), await infoOf('goes@example.com')]
  await call('users.merge', { into: into.id, from: from.id })
  const off = { op: 'replace', path: 'active', value: false }
  expect(await scim.patch(`/Users/${goes.id}`, off)).toMatchObject({ status: 200 })
  expect((await infoOf('goes@example.com')).deleted_at).toBeNull()
  await scim.patch(`/Users/${stays.id}`, off)
  expect((await infoOf('goes@example.com')).deleted_at).not.toBeNull()
})

test('a statement that says nothing new is no new version', async () => {
  const body = await create('same@example.com', { title: 'T', [ENTERPRISE]: { division: 'D' } })
  held.now = new Date('2026-05-01T12:00:00Z')
  expect((await scim.put(`/Users/${body.id}`, body)).body).toEqual(body)
  held.now = given.NOW
})

test('what no schema knows comes back as it was sent', async () => {
  const odd = {
    favouriteColours: ['blue', { hex: '#00f' }],
    'urn:example:params:scim:schemas:extension:acme:2.0:User': { desk: { floor: 3 }, tags: ['a'] },
  }
  const { id } = await create('odd@example.com', odd)
  expect((await scim.get(`/Users/${id}`)).body).toMatchObject(odd)
  await scim.patch(`/Users/${id}`, {
    op: 'replace',
    path: 'urn:example:params:scim:schemas:extension:acme:2.0:User:tags',
    value: ['b'],
  })
  expect((await scim.get(`/Users/${id}`)).body).toMatchObject({
    'urn:example:params:scim:schemas:extension:acme:2.0:User': { desk: { floor: 3 }, tags: ['b'] },
  })
})
