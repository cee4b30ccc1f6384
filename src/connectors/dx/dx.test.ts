import { afterEach, expect, test } from 'vitest'
import {
  type CallerOptions,
  dxContext,
  type FakeDx,
  startDx,
} from '../../../test/fakes/dx/start.ts'
import {
  type DxTeam,
  dxAttribute,
  dxId,
  dxUser,
  dxUsers,
  type World,
} from '../../../test/fakes/dx/world.ts'
import type { Mishap, Script } from '../../../test/fakes/misbehave.ts'
import { FACT_KINDS } from '../../model/index.ts'
import type { Batch, Cursor } from '../connector.ts'
import { dx } from './dx.ts'

const started: FakeDx[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

async function given(world: Partial<World> & { script?: Script } = {}) {
  const fake = await startDx(world)
  started.push(fake)
  const run = (how: CallerOptions = {}, cursor: Cursor | null = null) =>
    collect(dx.sync(dxContext(fake, how), cursor))
  return { fake, run }
}

async function collect(run: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of run) batches.push(batch)
  return batches
}

const lefts = (batches: Batch[]) => batches.flatMap(({ left }) => left ?? [])
const codes = (batches: Batch[]) => lefts(batches).map(({ code }) => code)
const peopleOf = (batches: Batch[]) => batches.flatMap(({ facts }) => facts.people ?? [])
const teamsOf = (batches: Batch[]) => batches.flatMap(({ facts }) => facts.teams ?? [])
const emails = (batches: Batch[]) => peopleOf(batches).map(({ email }) => email)

const team = (number: number, fields: Partial<DxTeam> = {}): DxTeam => ({
  id: dxId(number),
  name: `Team ${number}`,
  parent_id: null,
  reference_id: null,
  lead: null,
  contributors: [],
  ...fields,
})

test('a user becomes a person with names, roles and attributes', async () => {
  const { run } = await given({
    attributes: [dxAttribute('Level'), dxAttribute('Site')],
    users: [
      dxUser(1, {
        name: 'Ada',
        email: 'ada@example.com',
        github_username: 'ada',
        gitlab_username: 'ada-l',
        additional_github_username: 'ada-2',
        roles: [{ name: 'Team Lead', description: '' }, 'Contributor'],
        attributes: [
          { name: 'Level', value: 'L4' },
          { name: 'Site', value: '' },
        ],
      }),
      dxUser(2, { deleted_at: '2026-01-31T23:30:00.000Z', roles: [] }),
    ],
  })
  const people = peopleOf(await run())
  expect(people).toEqual([
    {
      email: 'ada@example.com',
      name: 'Ada',
      github_username: 'ada',
      gitlab_username: 'ada-l',
      additional_github_username: 'ada-2',
      deactivated: false,
      roles: ['Team Lead', 'Contributor'],
      attributes: { Level: ['L4'] },
    },
    {
      email: 'person2@example.com',
      name: 'Person 2',
      deactivated: true,
      end_date: '2026-02-01',
    },
  ])
  for (const fact of people) expect(FACT_KINDS.people.parse(fact)).toEqual(fact)
})

test('roles stay away when they are not wanted', async () => {
  const { run } = await given({ users: dxUsers(1) })
  expect(peopleOf(await run({ settings: { roles: false } }))[0]).not.toHaveProperty('roles')
})

test('somebody without an address is told, and everybody else is read', async () => {
  const { run } = await given({
    users: [dxUser(1, { email: null }), dxUser(2), dxUser(3, { name: null, email: ' ' })],
  })
  const batches = await run()
  expect(emails(batches)).toEqual(['person2@example.com'])
  expect(lefts(batches)).toEqual([
    expect.objectContaining({ about: 'Person 1', code: 'missing_email' }),
    expect.objectContaining({ about: dxId(3), code: 'missing_email' }),
  ])
})

test('a group is told as people who are in it, over all its pages', async () => {
  const groups = Array.from({ length: 101 }, (_, n) => ({
    name: `Group ${n}`,
    members: ['person1@example.com'],
  }))
  const { run } = await given({ users: dxUsers(1), groups })
  const told = peopleOf(await run()).flatMap((person) => person.groups ?? [])
  expect(told).toEqual(groups.map(({ name }) => name))
})

test('a token that may not read groups reads all else', async () => {
  const { run } = await given({ users: dxUsers(1), groups: [{ name: 'A', members: [] }] })
  const batches = await run({ token: 'reader' })
  expect(emails(batches)).toHaveLength(1)
  expect(lefts(batches)).toMatchObject([{ code: 'no_groups' }])
})

test('teams come with leads and people, those above before those below', async () => {
  const { run } = await given({
    teams: [
      team(3, { name: 'Build', parent_id: dxId(2) }),
      team(2, { name: 'Platform', parent_id: dxId(1), reference_id: 'P-2' }),
      team(4, { name: 'Web', parent_id: dxId(5), contributors: ['a@example.com', null] }),
      team(1, { name: 'Engineering', lead: 'lead@example.com' }),
      team(5, { name: 'Product', parent_id: dxId(1) }),
    ],
  })
  const batches = await run()
  const teams = teamsOf(batches)
  expect(teams).toEqual([
    { name: 'Engineering', lead_email: 'lead@example.com', members: [] },
    { name: 'Platform', reference_id: 'P-2', parent: 'Engineering', members: [] },
    { name: 'Product', parent: 'Engineering', members: [] },
    { name: 'Build', parent: 'P-2', members: [] },
    { name: 'Web', parent: 'Engineering / Product', members: ['a@example.com'] },
  ])
  for (const fact of teams) expect(FACT_KINDS.teams.parse(fact)).toEqual(fact)
  expect(lefts(batches)).toMatchObject([{ about: 'Nameless', code: 'missing_email' }])
})

test('hidden and privileged attributes are left out unless they are named', async () => {
  const world = {
    attributes: [
      dxAttribute('Level'),
      dxAttribute('Pay band', { privileged: true }),
      dxAttribute('Cost center', { hidden: true }),
    ],
    users: [
      dxUser(1, {
        attributes: [
          { name: 'Level', value: 'L4' },
          { name: 'Pay band', value: 'B' },
        ],
      }),
    ],
  }
  const { run } = await given(world)
  const batches = await run({ token: 'personal' })
  expect(peopleOf(batches)[0]?.attributes).toEqual({ Level: ['L4'] })
  expect(lefts(batches)).toMatchObject([
    { about: 'Pay band', code: 'restricted_attribute' },
    { about: 'Cost center', code: 'restricted_attribute' },
  ])
  const named = await run({ token: 'personal', settings: { attributes: ['pay BAND'] } })
  expect(peopleOf(named)[0]?.attributes).toEqual({ 'Pay band': ['B'] })
  expect(lefts(named)).toEqual([])
})

test('an attribute that is named and not shown to the token is told', async () => {
  const { run } = await given({ attributes: [dxAttribute('Pay band', { privileged: true })] })
  const batches = await run({ settings: { attributes: ['Pay band'] } })
  expect(lefts(batches)).toMatchObject([{ about: 'Pay band', code: 'unknown_attribute' }])
})

/** Changes the list of users once, before one of the calls for it is answered. */
const before =
  (call: number, change: () => void): Script =>
  ({ path, count }) => {
    if (path !== '/users.list' || count !== call) return undefined
    change()
    change = () => {}
    return undefined
  }

test.each([
  ['some are removed', (users: World['users']) => users.splice(3, 3)],
  [
    'some are removed and as many others added',
    (users: World['users']) => {
      users.splice(3, 3)
      users.push(dxUser(997), dxUser(998), dxUser(999))
    },
  ],
  ['somebody is added', (users: World['users']) => users.unshift(dxUser(999))],
  [
    'somebody takes the place of another, and one more comes',
    (users: World['users']) => {
      users.splice(3, 1, dxUser(999))
      users.push(dxUser(998))
    },
  ],
])('nobody is lost when %s while the list is read', async (_, change) => {
  const { run, fake } = await given({ users: dxUsers(350) })
  fake.script(before(2, () => change(fake.world.users)))
  const batches = await run()
  const told = emails(batches)
  for (const { email } of fake.world.users) expect(told).toContain(email)
  expect(new Set(told).size).toBe(told.length)
  expect(codes(batches)).toEqual([])
})

test('a list that never rests is read three times, and the doubt is told', async () => {
  const { run, fake } = await given({ users: dxUsers(350) })
  let number = 1000
  fake.script(({ path }) => {
    if (path === '/users.list') fake.world.users.unshift(dxUser(number++))
    return undefined
  })
  const batches = await run()
  expect(codes(batches)).toEqual(['unsettled_list'])
  expect(emails(batches)).toContain('person350@example.com')
})

test('a list in another order each time is noticed', async () => {
  const { run, fake } = await given({ users: dxUsers(250) })
  fake.script(({ path }) => {
    if (path === '/users.list') fake.world.users.reverse()
    return undefined
  })
  const batches = await run()
  expect(codes(batches)).toEqual(['unsettled_list'])
})

test('a run goes on from any place at which it was cut off', async () => {
  const { run } = await given({
    users: dxUsers(250),
    groups: [{ name: 'A', members: ['person1@example.com'] }],
    teams: Array.from({ length: 25 }, (_, n) => team(n + 1)),
  })
  const whole = await run()
  expect(whole.map(({ cursor }) => cursor.step)).toEqual([
    ...['users', 'users', 'users', 'groups', 'teams', 'teams', 'teams', 'done'],
  ])
  for (const [n, { cursor }] of whole.slice(0, -1).entries()) {
    const rest = await run({}, JSON.parse(JSON.stringify(cursor)))
    const all = [...whole.slice(0, n + 1), ...rest]
    expect(new Set(emails(all))).toEqual(new Set(emails(whole)))
    expect(emails(all).length).toBeLessThan(emails(whole).length + 5)
    expect(teamsOf(all)).toEqual(teamsOf(whole))
    expect(rest).toHaveLength(whole.length - n - 1)
  }
})

test('a run after one that ended reads everything again', async () => {
  const { run } = await given({ users: dxUsers(2) })
  const first = await run()
  const again = await run({}, first.at(-1)?.cursor)
  expect(emails(again)).toEqual(emails(first))
})

test.each<[string, Mishap]>([
  ['cut', { kind: 'cut' }],
  ['a broken server', { kind: 'status', status: 503 }],
  ['a limit', { kind: 'limited', headers: { 'retry-after': '3' } }],
])('%s in the middle loses nobody', async (_, mishap) => {
  const { run, fake } = await given({ users: dxUsers(250), teams: [team(1), team(2)] })
  fake.script(({ count }) => (count === 2 ? mishap : undefined))
  const batches = await run()
  expect(emails(batches)).toHaveLength(250)
  expect(teamsOf(batches)).toHaveLength(2)
  expect(codes(batches)).toEqual([])
})

test.each<[string, Mishap, string]>([
  ['a sign-in page', { kind: 'html' }, 'not_the_api'],
  [
    'a refusal',
    { kind: 'status', status: 403, body: '{"ok":false,"error":"not_authorized"}' },
    'forbidden',
  ],
  [
    'a refusal under 200',
    { kind: 'status', status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
    'unauthorized',
  ],
  [
    'another shape',
    { kind: 'status', status: 200, body: '{"ok":true,"users":[{"name":1}]}' },
    'broken_answer',
  ],
  [
    'bad input',
    { kind: 'status', status: 422, body: '{"ok":false,"error":"validation_error"}' },
    'refused',
  ],
])('%s instead of the users ends the run with its reason', async (_, mishap, code) => {
  const { run, fake } = await given({ users: dxUsers(1) })
  fake.script(({ path }) => (path === '/users.list' ? mishap : undefined))
  await expect(run()).rejects.toMatchObject({ name: 'SourceError', code })
})
