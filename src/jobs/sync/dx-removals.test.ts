import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { type FakeDx, startDx } from '../../../test/fakes/dx/start.ts'
import {
  type DxTeam,
  dxAttribute,
  dxId,
  dxTeam,
  dxUser,
  type World,
} from '../../../test/fakes/dx/world.ts'
import { givenSource, SECRET_KEY } from '../../../test/source.ts'
import { many, run } from '../../store/db.ts'
import { runSync } from './run.ts'

const held = testDatabase()
let fake: FakeDx
let source_id: number

beforeEach(async () => {
  await run(
    held.database.db,
    sql`
      truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, user_documents, user_buckets, accounts, attributes, teams, groups, roles,
        sources cascade
    `,
  )
  fake = await startDx(worldOf())
  source_id = await givenSource(held.database, {
    kind: 'dx',
    name: 'DX',
    settings: { url: fake.url },
    secret: { token: 'organization' },
  })
})
afterEach(() => fake.close())

const below = (number: number, fields: Partial<DxTeam>) =>
  dxTeam(number, { parent_id: dxId(1), ...fields })

const worldOf = (): Partial<World> => ({
  attributes: [dxAttribute('Level'), dxAttribute('Site')],
  users: [1, 2, 3].map((n) => dxUser(n, { attributes: [{ name: 'Level', value: `L${n}` }] })),
  groups: [{ name: 'Guild', members: ['person1@example.com', 'person2@example.com'] }],
  teams: [
    dxTeam(1, { name: 'Engineering', reference_id: 'E' }),
    below(2, { name: 'Build', reference_id: 'B', contributors: ['person1@example.com'] }),
    below(3, { name: 'Web', reference_id: 'W', contributors: ['person2@example.com'] }),
  ],
})

const read = async (day = '2026-06-01') =>
  runSync(
    {
      database: held.database,
      secretKey: SECRET_KEY,
      now: () => new Date(`${day}T12:00:00Z`),
      wait: async () => {},
    },
    { source_id, asked_by: 'test' },
  )

const rows = async (query: ReturnType<typeof sql<{ text: string }>>) =>
  (await many(held.database.db, query)).map(({ text }) => text)
const values = () =>
  rows(sql`
    select concat_ws(' ', split_part(u.email, '@', 1), a.name, v.value, v.valid_to) as text
    from user_attributes v
    join users u on u.id = v.user_id
    join attributes a on a.id = v.attribute_id
    order by 1
  `)
const memberships = () =>
  rows(sql`
    select concat_ws(' ', split_part(u.email, '@', 1), t.name, m.valid_to) as text
    from team_members m
    join users u on u.id = m.user_id
    join teams t on t.id = m.team_id
    order by 1
  `)
const teams = () =>
  rows(sql`
    select concat_ws(' < ', t.name, p.name) as text
    from teams t
    left join teams p on p.id = t.parent_id
    where t.deleted_at is null
    order by 1
  `)
const members = () =>
  rows(sql`
    select concat_ws(' ', g.name, split_part(u.email, '@', 1)) as text
    from group_members gm
    join groups g on g.id = gm.group_id
    join users u on u.id = gm.user_id
    order by 1
  `)
const file = (...facts: Parameters<typeof importFacts<'people'>>[1]['facts']) =>
  importFacts(held.database, { kind: 'people', facts, now: new Date('2026-05-01T12:00:00Z') })
const user = (n: number) => fake.world.users[n - 1] ?? dxUser(n)

test('what DX has no more ends on the day of the reading', async () => {
  await read()
  user(1).attributes = []
  fake.world.users.splice(1, 1)
  fake.world.groups[0]?.members.shift()
  fake.world.teams.splice(2, 1)
  expect(await read('2026-06-02')).toMatchObject({ status: 'done', error: null })
  expect(await values()).toEqual([
    'person1 Level L1 2026-06-02',
    'person2 Level L2 2026-06-02',
    'person3 Level L3 infinity',
  ])
  expect(await memberships()).toEqual(['person1 Build infinity', 'person2 Web 2026-06-02'])
  expect(await teams()).toEqual(['Build < Engineering', 'Engineering'])
  expect(await members()).toEqual(['Guild person2'])
  const listed = sql<{ text: string }>`
    select split_part(u.email, '@', 1) as text
    from user_documents d
    join users u on u.id = d.user_id
    where d.listed
    order by 1
  `
  expect(await rows(listed)).toEqual(['person1', 'person2', 'person3'])
  fake.world.groups = []
  await read('2026-06-03')
  expect(await rows(listed)).toEqual(['person1', 'person3'])
  await read('2026-06-04')
  expect(await memberships()).toEqual(['person1 Build infinity', 'person2 Web 2026-06-02'])
})

test('what a file said before stays, though DX said the same', async () => {
  await file(
    { email: 'person1@example.com', attributes: { Level: ['L1'] }, groups: ['Guild'] },
    { email: 'person2@example.com', team: 'Engineering' },
  )
  const [engineering] = fake.world.teams
  engineering?.contributors.push('person2@example.com')
  fake.world.teams.splice(2, 1)
  await read()
  expect(await memberships()).toEqual(['person1 Build infinity', 'person2 Engineering infinity'])
  user(1).attributes = []
  fake.world.groups = []
  fake.world.teams.splice(0, 1)
  await read('2026-06-02')
  expect(await values()).toContain('person1 Level L1 infinity')
  expect(await members()).toEqual(['Guild person1'])
  expect(await memberships()).toEqual(['person1 Build infinity', 'person2 Engineering infinity'])
  expect(await teams()).toContain('Engineering')
})

test('a team stays in which somebody else has put a person', async () => {
  await read()
  await file({ email: 'person3@example.com', team: 'Engineering / Web' })
  fake.world.teams.splice(2, 1)
  await read('2026-06-02')
  expect(await memberships()).toEqual([
    'person1 Build infinity',
    'person2 Web 2026-06-02',
    'person3 Web infinity',
  ])
  expect(await teams()).toContain('Web < Engineering')
})

test('what is below a team that ends moves up, and a team that comes back is the same one', async () => {
  await read()
  const ids = () => rows(sql`select t.id::text as text from teams t order by t.id`)
  const before = await ids()
  const [engineering] = fake.world.teams.splice(0, 1)
  for (const team of fake.world.teams) team.parent_id = null
  await read('2026-06-02')
  expect(await teams()).toEqual(['Build', 'Web'])
  if (engineering) fake.world.teams.unshift(engineering)
  for (const team of fake.world.teams.slice(1)) team.parent_id = dxId(1)
  expect((await read('2026-06-03')).error).toBeNull()
  expect(await teams()).toEqual(['Build < Engineering', 'Engineering', 'Web < Engineering'])
  expect(await ids()).toEqual(before)
})

test('nothing ends before the listing is whole, also of a run that is cut off and goes on', async () => {
  await read()
  user(1).attributes = []
  fake.world.groups = []
  fake.world.teams.splice(1, 2)
  const failing = (path: string) =>
    fake.script((call) => (call.path === path ? { kind: 'html', status: 200 } : undefined))
  failing('/users.list')
  expect((await read('2026-06-02')).status).toBe('failed')
  expect(await values()).toContain('person1 Level L1 infinity')
  failing('/teams.list')
  expect((await read('2026-06-03')).status).toBe('failed')
  expect(await values()).toContain('person1 Level L1 2026-06-03')
  expect(await memberships()).toEqual(['person1 Build infinity', 'person2 Web infinity'])
  fake.script(() => undefined)
  await read('2026-06-04')
  expect(await memberships()).toEqual(['person1 Build 2026-06-04', 'person2 Web 2026-06-04'])
  expect(await values()).toContain('person3 Level L3 infinity')
})

test('a list that never rests, and one that is empty, end nothing', async () => {
  await read()
  user(1).attributes = []
  let number = 100
  fake.script(({ path }) => {
    if (path === '/users.list') fake.world.users.push(dxUser(number++), dxUser(number++))
    return undefined
  })
  fake.world.users.push(...Array.from({ length: 200 }, (_, n) => dxUser(1000 + n)))
  await read('2026-06-02')
  expect(await values()).toContain('person1 Level L1 infinity')
  fake.script(() => undefined)
  fake.world.users = []
  fake.world.teams = []
  await read('2026-06-03')
  expect(await values()).toContain('person2 Level L2 infinity')
  expect(await memberships()).toContain('person1 Build infinity')
})

test('attributes and groups that the token is not shown any more end nothing', async () => {
  await read()
  for (const attribute of fake.world.attributes) attribute.hidden = true
  const token = fake.world.tokens.organization
  if (token)
    fake.world.tokens = {
      organization: { ...token, scopes: token.scopes.filter((it) => it !== 'user_groups:read') },
    }
  await read('2026-06-02')
  expect(await values()).toContain('person1 Level L1 infinity')
  expect(await members()).toEqual(['Guild person1', 'Guild person2'])
})

test('a team that could not be used here ends no team', async () => {
  await read()
  fake.world.teams.splice(2, 1, dxTeam(4, { name: 'Web two', lead: 'nobody@example.com' }))
  await read('2026-06-02')
  expect(await memberships()).toContain('person2 Web infinity')
})

test('a last day that DX set goes when the person is back, one from a file stays', async () => {
  await file({ email: 'person2@example.com', end_date: '2026-05-20' })
  user(1).deleted_at = '2026-05-20T10:00:00.000Z'
  user(2).deleted_at = '2026-05-20T10:00:00.000Z'
  await read()
  const ends = () =>
    rows(sql`
      select concat_ws(' ', split_part(u.email, '@', 1), u.end_date, u.deleted_at is not null) as text
      from users u
      where u.end_date is not null
      order by 1
    `)
  const gone = ['person1 2026-05-20 t', 'person2 2026-05-20 t']
  expect(await ends()).toEqual(gone)
  await read('2026-06-02')
  expect(await ends()).toEqual(gone)
  user(1).deleted_at = null
  user(2).deleted_at = null
  await read('2026-06-03')
  expect(await ends()).toEqual(['person2 2026-05-20 f'])
})

test('a last day that a file has set since is not cleared', async () => {
  user(1).deleted_at = '2026-05-20T10:00:00.000Z'
  await read()
  await file({ email: 'person1@example.com', end_date: '2026-05-31' })
  user(1).deleted_at = null
  await read('2026-06-02')
  const [end] = await rows(
    sql`select u.end_date as text from users u where u.email = 'person1@example.com'`,
  )
  expect(end).toBe('2026-05-31')
})
