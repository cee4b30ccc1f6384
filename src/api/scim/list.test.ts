import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'
import type { JsonObject } from './attribute.ts'

const { send, held } = testApp()
const scim = scimClient(send)

beforeAll(async () => {
  for (let n = 1; n <= 13; n++)
    await scim.post('/Users', {
      userName: `user${n}@example.com`,
      externalId: `ID-${n}`,
      displayName: `User ${n}`,
      active: n % 4 !== 0,
      title: n < 5 ? 'Engineer' : 'Designer',
      emails: [
        { value: `user${n}@example.com`, type: 'work', primary: true },
        { value: `home${n}@example.org`, type: 'home' },
      ],
      name: { givenName: 'User', familyName: `${n}` },
    })
  const [first] = await scim.find('/Users', 'userName eq "user1@example.com"')
  for (let n = 1; n <= 11; n++)
    await scim.post('/Groups', {
      displayName: `Group ${n}`,
      members: n === 1 ? [{ value: first?.id ?? '' }] : [],
    })
})

async function namesOf(filter: string): Promise<string[]> {
  return (await scim.find('/Users', filter)).map(
    ({ userName }) => `${userName}`.split('@')[0] ?? '',
  )
}

test.each(['/Users', '/Groups'])('%s are read by pages of five, each once', async (path) => {
  const all = (await scim.get(path)).body.Resources as unknown as JsonObject[]
  const read: JsonObject[] = []
  for (let from = 1; from <= all.length; from += 5) {
    const { body } = await scim.get(`${path}?startIndex=${from}&count=5`)
    expect(body).toMatchObject({ totalResults: all.length, startIndex: from })
    const some = body.Resources as unknown as JsonObject[]
    expect(body.itemsPerPage).toBe(some.length)
    read.push(...some)
  }
  expect(read).toEqual(all)
})

test.each([
  ['startIndex=0', 1, 13],
  ['startIndex=-5&count=2', 1, 2],
  ['startIndex=12', 12, 2],
  ['startIndex=99', 99, 0],
  ['count=0', 1, 0],
  ['count=-1', 1, 0],
  ['count=100000', 1, 13],
])('the page %s begins at %i and has %i', async (query, startIndex, itemsPerPage) => {
  const { body } = await scim.get(`/Users?${query}`)
  expect(body).toMatchObject({ totalResults: 13, startIndex, itemsPerPage })
})

test('without resources a list is only a number', async () => {
  expect((await scim.get('/Users?count=0')).body).not.toHaveProperty('Resources')
})

test.each([
  ['userName eq "USER3@example.com"', ['user3']],
  ['externalId eq "ID-3"', ['user3']],
  ['externalId eq "id-3"', []],
  ['displayName eq "user 3"', ['user3']],
  ['emails.value eq "home3@example.org"', ['user3']],
  ['emails eq "home3@example.org"', ['user3']],
  ['emails[type eq "work" and value eq "home3@example.org"]', []],
  ['emails[type eq "home" and value co "home3@"]', ['user3']],
  ['active eq false', ['user4', 'user8', 'user12']],
  ['active eq "False" and externalId eq "ID-4"', ['user4']],
  ['title eq "engineer" and not (active eq true)', ['user4']],
  ['title eq "engineer" and (userName sw "user1" or userName sw "user2")', ['user1', 'user2']],
  ['userName eq "user1@example.com" or externalId eq "ID-2"', ['user1', 'user2']],
  ['name.familyName eq "7"', ['user7']],
  ['name.familyName ew "3" and title ne "Engineer"', ['user13']],
  ['nickName pr or name.familyName eq "9"', ['user9']],
  ['groups pr', ['user1']],
  ['meta.lastModified lt "2000-01-01T00:00:00Z"', []],
  ['meta.resourceType eq "User" and title eq "Engineer" and active eq false', ['user4']],
])('the filter %s finds %o', async (filter, names) => {
  expect(await namesOf(filter)).toEqual(names)
})

test('what is looked at one by one is paged as well', async () => {
  const filter = encodeURIComponent('title co "sign"')
  const { body } = await scim.get(`/Users?filter=${filter}&startIndex=3&count=2`)
  expect(body).toMatchObject({
    totalResults: 9,
    startIndex: 3,
    itemsPerPage: 2,
    Resources: [{ externalId: 'ID-7' }, { externalId: 'ID-8' }],
  })
})

test('members of groups are found by theirs, groups by their members', async () => {
  const [user] = await scim.find('/Users', 'userName eq "user1@example.com"')
  const [group] = await scim.find('/Groups', `members.value eq "${user?.id}"`)
  expect(group).toMatchObject({ displayName: 'Group 1' })
  expect(await namesOf(`groups.value eq "${group?.id}"`)).toEqual(['user1'])
  expect(await scim.find('/Groups', `members[value eq "${user?.id}"]`)).toEqual([group])
})

test('an answer has what is asked for, and always the id and the schemas', async () => {
  const [user] = await scim.find('/Users', 'externalId eq "ID-1"')
  const { body } = await scim.get(
    `/Users/${user?.id}?attributes=UserName,emails.value,name.givenName`,
  )
  expect(body).toEqual({
    schemas: user?.schemas,
    id: user?.id,
    userName: 'user1@example.com',
    emails: [{ value: 'user1@example.com' }, { value: 'home1@example.org' }],
    name: { givenName: 'User' },
  })
  const { body: lean } = await scim.get(
    '/Users?count=1&excludedAttributes=emails,name.givenName,groups,id',
  )
  const [first = {}] = lean.Resources as unknown as JsonObject[]
  expect(first).toMatchObject({ id: user?.id, name: { familyName: '1' } })
  for (const name of ['emails', 'groups', 'name.givenName']) expect(first).not.toHaveProperty(name)
})

test('a question may be sent as a body', async () => {
  const { status, body } = await scim.post('/Users/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    filter: 'title eq "Engineer"',
    attributes: ['userName'],
    startIndex: 2,
    count: 1,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    totalResults: 4,
    startIndex: 2,
    Resources: [{ userName: 'user2@example.com' }],
  })
})

test('a list is noted in the audit log once a minute', async () => {
  await Promise.all([scim.get('/Users'), scim.get('/Users')])
  expect(held.log.filter(({ method }) => method === 'scim.users.list').length).toBeGreaterThan(1)
  expect(JSON.stringify(held.log)).not.toContain('@example')
})
