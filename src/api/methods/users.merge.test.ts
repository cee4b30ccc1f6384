import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'
import { many, run } from '../../store/db.ts'

const { held, call, refusal } = testApp()

const TABLES = [
  'pull_requests',
  'accounts',
  'user_keys',
  'user_documents',
  'user_buckets',
  'user_attributes',
  'team_members',
  'group_members',
  'user_roles',
  'users',
]

let pair: { into: string; from: string }
beforeEach(async () => {
  for (const table of TABLES) await run(held.database.db, sql`delete from ${sql.table(table)}`)
  await given.people(held.database, [
    {
      email: 'jane@example.com',
      name: 'Jane Doe',
      github_username: 'jane',
      start_date: '2025-01-01',
      team: 'Core',
      roles: ['Manager'],
      attributes: { Level: ['L3'] },
    },
    {
      email: 'j.doe@example.com',
      name: 'J. Doe',
      aliases: ['doe@example.org'],
      github_username: 'jdoe',
      start_date: '2023-01-01',
      team: 'Web',
      roles: ['Manager', 'Contributor'],
      groups: ['Guild'],
      time_zone: 'Asia/Kolkata',
      attributes: { Level: ['L2'], Geo: ['EU'] },
    },
  ])
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: 1,
        account: { username: 'jdoe' },
        opened_at: '2026-02-03T10:00:00Z',
      },
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
  })
  const id = async (email: string) => toWire(await given.idOf(held.database, email))
  pair = { into: await id('jane@example.com'), from: await id('j.doe@example.com') }
})

const info = async (email: string) => (await call('users.info', { email })).user

test('everything of the one goes to the other, whose own word holds', async () => {
  await call('users.merge', pair)
  const jane = await info('doe@example.org')
  expect(jane).toMatchObject({
    id: pair.into,
    name: 'Jane Doe',
    email: 'jane@example.com',
    aliases: ['j.doe@example.com', 'doe@example.org'],
    github_username: 'jane',
    additional_github_username: 'jdoe',
    start_date: '2023-01-01',
    end_date: null,
    time_zone: 'Asia/Kolkata',
    team: { name: 'Core' },
    accounts: [{ username: 'jdoe', link: 'hand' }],
    attributes: [
      { name: 'Geo', value: 'EU' },
      { name: 'Level', value: 'L3' },
    ],
  })
  expect(jane.roles.map(({ name }) => name)).toEqual(['Contributor', 'Manager'])
  expect((await call('users.list', {})).users.map(({ id }) => id)).toEqual([pair.into])
  expect((await call('users.search', {})).total).toBe(1)
  const { merges } = await call('users.merges.list', { id: pair.into })
  expect(merges).toMatchObject([{ name: 'J. Doe', email: 'j.doe@example.com' }])
})

test('an attribute keeps the history that the other knows and the one does not', async () => {
  await run(
    held.database.db,
    sql`
      update user_attributes ua set valid_from = '2025-06-01', valid_to = '2026-01-01'
      from users u where u.id = ua.user_id and u.email = 'jane@example.com'
    `,
  )
  const histories = async () => [
    (await info('jane@example.com')).history,
    (await info('j.doe@example.com')).history,
  ]
  const before = await histories()
  const { id } = await call('users.merge', pair)
  const { history } = await info('jane@example.com')
  expect(
    history.filter(({ name }) => name === 'Level').map(({ value, from, to }) => [value, from, to]),
  ).toEqual([
    ['L2', '2026-01-01', null],
    ['L3', '2025-06-01', '2026-01-01'],
    ['L2', null, '2025-06-01'],
  ])
  await call('users.split', { id: id ?? '' })
  expect(await histories()).toEqual(before)
})

test('a preview tells what moves and what is dropped, and changes nothing', async () => {
  const preview = await call('users.merge', { ...pair, dry_run: true })
  expect(preview).toMatchObject({
    id: null,
    dropped: [{ property: 'name', kept: 'Jane Doe', dropped: 'J. Doe' }],
  })
  expect(preview.moved).toContainEqual({ table: 'accounts', rows: 1 })
  expect((await call('users.search', {})).total).toBe(2)
})

test('facts that come later find the one person by either address, and the weeks are counted anew', async () => {
  await run(held.database.db, sql`delete from dirty_weeks`)
  await call('users.merge', pair)
  const dirty = await many(
    held.database.db,
    sql`select distinct d.user_id from dirty_weeks d join users u on u.id = d.user_id`,
  )
  expect(dirty).toHaveLength(1)
  await given.people(held.database, [{ email: 'j.doe@example.com', attributes: { Geo: ['US'] } }])
  expect((await call('users.search', {})).total).toBe(1)
})

test('a split is refused with what was changed since, and done where something only came', async () => {
  const { id } = await call('users.merge', pair)
  await importFacts(held.database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [{ account: { username: 'j', email: 'j.doe@example.com' } }],
  })
  expect(await call('users.split', { id: id ?? '', dry_run: true })).toMatchObject({
    from: { email: 'j.doe@example.com' },
  })
  await call('users.update', { email: 'jane@example.com', time_zone: 'Europe/Paris' })
  const [account] = (await info('jane@example.com')).accounts.filter(
    ({ source }) => source === 'github',
  )
  await call('accounts.unlink', { id: account?.id ?? '' })
  const refused = await refusal('users.split', { id: id ?? '' })
  expect(refused).toMatchObject({
    status: 409,
    error: 'not_undoable',
    error_details: {
      changed: [
        { table: 'users', rows: 1 },
        { table: 'accounts', rows: 1 },
      ],
    },
  })
})

test('a level that the server computes anew stands in the way of no split', async () => {
  await run(
    held.database.db,
    sql`
      insert into usage_tools (tool, usage_attribute_id, adopted_attribute_id)
      select 'Coder', a.id, a.id from attributes a where a.name = 'Geo'
    `,
  )
  const { id } = await call('users.merge', pair)
  await run(
    held.database.db,
    sql`
      update user_attributes ua set valid_from = '2026-01-01'
      from attributes a where a.id = ua.attribute_id and a.name = 'Geo'
    `,
  )
  await call('users.split', { id: id ?? '' })
  expect((await info('j.doe@example.com')).attributes).toContainEqual({ name: 'Geo', value: 'EU' })
  await run(held.database.db, sql`delete from usage_tools`)
})

test('a merge into one who was merged since is split after that one', async () => {
  await given.people(held.database, [{ email: 'third@example.com', name: 'Third' }])
  const third = toWire(await given.idOf(held.database, 'third@example.com'))
  const first = await call('users.merge', pair)
  const second = await call('users.merge', { into: third, from: pair.into })
  expect(await refusal('users.split', { id: first.id ?? '' })).toMatchObject({
    error: 'not_undoable',
    message: 'The user that stayed was merged since: split that first.',
  })
  await call('users.split', { id: second.id ?? '' })
  await call('users.split', { id: first.id ?? '' })
  expect((await info('doe@example.org')).id).toBe(pair.from)
})

test('a personal token of the one is the other’s, and its session ends', async () => {
  const token = await given.token(held.database, { email: 'j.doe@example.com' })
  const session = await given.session(held.database, 'j.doe@example.com')
  await call('auth.info', {}, { session })
  await call('users.merge', pair)
  expect((await call('auth.info', {}, { token })).auth).toBeDefined()
  expect(await refusal('auth.info', {}, { session })).toMatchObject({ status: 401 })
})

test('nobody gives a user rights that they lack themselves', async () => {
  await given.people(held.database, [{ email: 'j.doe@example.com', roles: ['Workspace Admin'] }])
  const sender = { scopes: ['users:read', 'users:write'] as const }
  for (const both of [pair, { into: pair.from, from: pair.into }])
    expect(await refusal('users.merge', both, sender)).toMatchObject({
      status: 403,
      error: 'not_authorized',
    })
  expect((await call('users.merge', pair)).id).not.toBeNull()
})

test('needs the scope users:write, and two users that there are', async () => {
  expect(await refusal('users.merge', pair, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
  expect(await refusal('users.merge', { ...pair, from: toWire(99_999) })).toMatchObject({
    status: 404,
  })
  expect(await refusal('users.merge', { into: pair.into, from: pair.into })).toMatchObject({
    error_details: { issues: [{ path: 'from' }] },
  })
  expect(await refusal('users.split', { id: toWire(99_999) })).toMatchObject({ status: 404 })
})
