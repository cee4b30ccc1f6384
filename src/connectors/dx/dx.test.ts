import { expect, test } from 'vitest'
import { emails, lefts, peopleOf, readingDx, teamsOf } from '../../../test/fakes/dx/run.ts'
import { dxAttribute, dxId, dxTeam, dxUser, dxUsers } from '../../../test/fakes/dx/world.ts'
import { FACT_KINDS } from '../../model/index.ts'

const begin = readingDx()

test('a user becomes a person with names, roles and attributes', async () => {
  const { run } = await begin({
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
  const people = peopleOf(await run({ settings: { roles: true } }))
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

test('roles, which are rights here, stay away unless they are wanted', async () => {
  const { run } = await begin({ users: dxUsers(1) })
  expect(peopleOf(await run())[0]).not.toHaveProperty('roles')
})

test('somebody without an address is told, and everybody else is read', async () => {
  const { run } = await begin({
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
  const { run } = await begin({ users: dxUsers(1), groups })
  const told = peopleOf(await run()).flatMap((person) => person.groups ?? [])
  expect(told).toEqual(groups.map(({ name }) => name))
})

test('a token that may not read groups reads all else', async () => {
  const { run } = await begin({ users: dxUsers(1), groups: [{ name: 'A', members: [] }] })
  const batches = await run({ token: 'reader' })
  expect(emails(batches)).toHaveLength(1)
  expect(lefts(batches)).toMatchObject([{ code: 'no_groups' }])
})

test('teams come with leads and people, those above before those below', async () => {
  const { run } = await begin({
    teams: [
      dxTeam(3, { name: 'Build', parent_id: dxId(2) }),
      dxTeam(2, { name: 'Platform', parent_id: dxId(1), reference_id: 'P-2' }),
      dxTeam(4, { name: 'Web', parent_id: dxId(5), contributors: ['a@example.com', null] }),
      dxTeam(1, { name: 'Engineering', lead: 'lead@example.com' }),
      dxTeam(5, { name: 'Product', parent_id: dxId(1) }),
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
  const { run } = await begin(world)
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
  const { run } = await begin({ attributes: [dxAttribute('Pay band', { privileged: true })] })
  const batches = await run({ settings: { attributes: ['Pay band'] } })
  expect(lefts(batches)).toMatchObject([{ about: 'Pay band', code: 'unknown_attribute' }])
})

test('a run goes on from any place at which it was cut off', async () => {
  const { run } = await begin({
    users: dxUsers(250),
    groups: [{ name: 'A', members: ['person1@example.com'] }],
    teams: Array.from({ length: 25 }, (_, n) => dxTeam(n + 1)),
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
  const { run } = await begin({ users: dxUsers(2) })
  const first = await run()
  const again = await run({}, first.at(-1)?.cursor)
  expect(emails(again)).toEqual(emails(first))
})
