import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { scimClient } from '../../../test/scim.ts'
import { many, run } from '../../store/db.ts'

const { held, send, call } = testApp()
const scim = scimClient(send)
const ids: Record<string, string> = {}

beforeAll(async () => {
  for (const name of ['ada', 'bob', 'cy']) {
    const { body } = await scim.post('/Users', { userName: `${name}@example.com` })
    ids[name] = String(body.id)
  }
})

const member = (...names: string[]) => names.map((name) => ({ value: ids[name] ?? '' }))

/** The people of a group here, in the order of their addresses. */
async function peopleOf(group: string): Promise<string[]> {
  const rows = await many(
    held.database.db,
    sql<{ email: string }>`
      select u.email
      from groups g
      join group_members gm on gm.group_id = g.id
      join users u on u.id = gm.user_id
      where g.name = ${group}
      order by u.email
    `,
  )
  return rows.map(({ email }) => email.split('@')[0] ?? '')
}

async function teamOf(name: string) {
  return (await call('users.info', { email: `${name}@example.com` })).user.team?.name
}

test('a group here follows the one of the provider, under its name', async () => {
  const { body } = await scim.post('/Groups', {
    displayName: 'Guild',
    members: member('ada', 'bob'),
  })
  expect(await peopleOf('Guild')).toEqual(['ada', 'bob'])
  await scim.put(`/Groups/${body.id}`, { displayName: 'Old guild', members: member('bob', 'cy') })
  expect(await peopleOf('Guild')).toEqual([])
  expect(await peopleOf('Old guild')).toEqual(['bob', 'cy'])
  await scim.put(`/Groups/${body.id}`, { displayName: 'Old guild' })
  expect(await peopleOf('Old guild')).toEqual([])
})

test('a group of the same name is followed, and whom others put into it stays', async () => {
  await given.people(held.database, [{ email: 'dee@example.com', groups: ['Choir'] }])
  const { body } = await scim.post('/Groups', { displayName: 'choir', members: member('ada') })
  expect(await peopleOf('Choir')).toEqual(['ada', 'dee'])
  await scim.remove(`/Groups/${body.id}`)
  expect(await peopleOf('Choir')).toEqual(['dee'])
})

test('two groups of a provider never have one name', async () => {
  await scim.post('/Groups', { displayName: 'Twins' })
  const { body } = await scim.post('/Groups', { displayName: 'Triplets' })
  const refused = { status: 409, body: { status: '409', scimType: 'uniqueness' } }
  expect(await scim.post('/Groups', { displayName: 'TWINS' })).toMatchObject(refused)
  const rename = { op: 'replace', path: 'displayName', value: 'twins' }
  expect(await scim.patch(`/Groups/${body.id}`, rename)).toMatchObject(refused)
  expect((await scim.patch(`/Groups/${body.id}`, { ...rename, value: 'TRIPLETS' })).status).toBe(
    204,
  )
})

test('a member is there once, and may be another group', async () => {
  const inner = await scim.post('/Groups', { displayName: 'Inner', members: member('ada', 'ada') })
  expect(inner.body.members).toHaveLength(1)
  const outer = await scim.post('/Groups', {
    displayName: 'Outer',
    members: [{ value: inner.body.id ?? '', type: 'Group' }],
  })
  expect(outer.body.members).toEqual([
    {
      value: inner.body.id,
      $ref: inner.headers.get('location'),
      type: 'Group',
      display: 'Inner',
    },
  ])
  await scim.remove(`/Groups/${inner.body.id}`)
  expect((await scim.get(`/Groups/${outer.body.id}`)).body).not.toHaveProperty('members')
})

test('a user who is deleted leaves the groups', async () => {
  const { body: user } = await scim.post('/Users', { userName: 'gone@example.com' })
  const group = await scim.post('/Groups', {
    displayName: 'Leavers',
    members: [{ value: user.id ?? '' }],
  })
  expect(await peopleOf('Leavers')).toEqual(['gone'])
  await scim.remove(`/Users/${user.id}`)
  expect(await peopleOf('Leavers')).toEqual([])
  expect((await scim.get(`/Groups/${group.body.id}`)).body).not.toHaveProperty('members')
})

test('a patch answers with the group only when it is asked for', async () => {
  const { body } = await scim.post('/Groups', { displayName: 'Asked' })
  const Operations = [{ op: 'add', path: 'members', value: member('cy') }]
  const asked = await scim.ask('PATCH', `/Groups/${body.id}?attributes=members`, { Operations })
  expect(asked).toMatchObject({ status: 200, body: { members: [{ value: ids.cy }] } })
  expect(asked.body).not.toHaveProperty('displayName')
})

test('all members go when their list is removed', async () => {
  const { body } = await scim.post('/Groups', {
    displayName: 'Brief',
    members: member('ada', 'cy'),
  })
  await scim.patch(`/Groups/${body.id}`, { op: 'remove', path: 'members' })
  expect(await peopleOf('Brief')).toEqual([])
})

test('a statement that says nothing new is no new version', async () => {
  const { body } = await scim.post('/Groups', { displayName: 'Still', members: member('ada') })
  const path = `/Groups/${body.id}`
  await scim.put(path, body)
  await scim.patch(path, { op: 'add', path: 'members', value: member('ada') })
  expect((await scim.get(path)).body).toEqual(body)
})

test('a group here that is gone is made anew when the provider speaks of it', async () => {
  const { body } = await scim.post('/Groups', { displayName: 'Phoenix' })
  await run(held.database.db, sql`delete from groups where name = 'Phoenix'`)
  const add = { op: 'add', path: 'members', value: member('bob') }
  await scim.patch(`/Groups/${body.id}`, add)
  expect(await peopleOf('Phoenix')).toEqual(['bob'])
})

test('groups whose names begin as those of teams are teams, in which people have been since a day', async () => {
  await run(
    held.database.db,
    sql`insert into settings (key, value, changed_in) values ('scim_team_prefix', '"team:"', 0)`,
  )
  const one = await scim.post('/Groups', {
    displayName: 'Team: Engineering / Build',
    members: member('ada', 'bob'),
  })
  expect([await teamOf('ada'), await teamOf('bob')]).toEqual(['Build', 'Build'])
  held.now = new Date('2026-04-01T12:00:00Z')
  await scim.post('/Groups', { displayName: 'team:Data', members: member('bob') })
  await scim.patch(`/Groups/${one.body.id}`, {
    op: 'remove',
    path: `members[value eq "${ids.ada}"]`,
  })
  expect([await teamOf('ada'), await teamOf('bob')]).toEqual([undefined, 'Data'])
  const history = await many(
    held.database.db,
    sql<{ email: string; name: string; to: string }>`
      select u.email, t.name, m.valid_to as to
      from team_members m
      join users u on u.id = m.user_id
      join teams t on t.id = m.team_id
      order by u.email, t.name
    `,
  )
  expect(history).toEqual([
    { email: 'ada@example.com', name: 'Build', to: '2026-04-01' },
    { email: 'bob@example.com', name: 'Build', to: '2026-04-01' },
    { email: 'bob@example.com', name: 'Data', to: 'infinity' },
  ])
  held.now = given.NOW
})

test('a team under a new name is the same team, and one that is no team any more is a group', async () => {
  const { body } = await scim.post('/Groups', { displayName: 'team: Infra', members: member('cy') })
  const rename = (value: string) =>
    scim.patch(`/Groups/${body.id}`, { op: 'replace', path: 'displayName', value })
  await rename('team: Infrastructure')
  expect(await teamOf('cy')).toBe('Infrastructure')
  await rename('Infra people')
  expect(await teamOf('cy')).toBeUndefined()
  expect(await peopleOf('Infra people')).toEqual(['cy'])
  await rename('team: Infrastructure')
  expect(await teamOf('cy')).toBe('Infrastructure')
  expect(await peopleOf('Infra people')).toEqual([])
})
