import { expect, test } from 'vitest'
import { covers, facts, given, left } from '../../../test/fakes/coder/given.ts'
import { inOrder } from '../../../test/fakes/coder/people.ts'
import { FACT_KINDS, SOURCE_KINDS } from '../../model/index.ts'
import type { Batch } from '../connector.ts'

test.each(['v2.10', 'v2.22', 'v2.36'] as const)(
  '%s: what is told has the shape of facts',
  async (version) => {
    const { run, fake } = await given({ version, licensed: true })
    const batches = await run({
      token: fake.tokens.owner,
      settings: { workspaces: true, groups: true },
    })
    const shapes = { ...FACT_KINDS, ...SOURCE_KINDS }
    for (const [kind, shape] of Object.entries(shapes))
      for (const fact of facts(batches, kind as keyof Batch['facts']))
        expect(shape.parse(fact)).toEqual(fact)
    expect(facts(batches, 'tool_users')).toHaveLength(version === 'v2.36' ? 38 : 39)
    expect(facts(batches, 'tool_days').length).toBeGreaterThan(100)
    expect(facts(batches, 'workspace_starts').length).toBeGreaterThan(10)
  },
)

test('every trap of the list of users is told as what it is', async () => {
  const { run } = await given({ count: 0 })
  const batches = await run()
  const by = new Map(facts(batches, 'tool_users').map((fact) => [fact.account.username, fact]))
  expect(by.get('never-logged-in')).toMatchObject({ status: 'dormant', last_seen_at: null })
  expect(by.get('exleaver')).toMatchObject({ status: 'suspended' })
  expect(by.get('janedoe')?.account).toMatchObject({
    email: 'Jane.Doe@Example.com',
    name: 'Jane "JD" Doe, PhD',
  })
  expect(by.get('admin')?.created_at).toBe('2024-01-15T08:30:00.123Z')
  expect(by.get('member')?.last_seen_at).toBe('2026-08-19T23:59:59.123Z')
  expect(by.get('facet-import')).not.toHaveProperty('last_seen_at')
  expect(by.get('facet-import')).toMatchObject({ status: 'active' })
  expect(by.has('ci-bot')).toBe(false)
  expect(left(batches).filter(({ code }) => code !== 'not_licensed')).toEqual([
    expect.objectContaining({ about: 'ci-bot', code: 'service_account' }),
    expect.objectContaining({ about: 'facet-import', code: 'own_user' }),
  ])
  expect(covers(batches)).toEqual([
    { subject: 'accounts', from_day: '2026-08-20', to_day: '2026-08-21' },
  ])
})

test('a token that sees itself alone tells nothing of others', async () => {
  const { run, fake } = await given()
  await expect(run({ token: fake.tokens.member })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a list of several pages is read to its end, each user once', async () => {
  const { run, fake } = await given({ count: 2100 })
  const users = facts(await run({ settings: { usage_from: '2026-08-19' } }), 'tool_users')
  expect(new Set(users.map(({ account }) => account.external_id)).size).toBe(users.length)
  expect(users).toHaveLength(2108)
  const asked = fake.seen.filter(({ path }) => path === '/api/v2/users')
  expect(asked.map(({ query }) => query.get('offset'))).toEqual(['0', '999', '1998'])
})

test('somebody who vanishes while the list is read makes nobody slip through', async () => {
  const { run, fake } = await given({ count: 2100 })
  const people = [...fake.world.people]
  fake.script(({ path, count }) => {
    if (path === '/api/v2/users' && count === 2) fake.world.people.splice(700, 300)
    if (path === '/api/v2/users' && count === 3)
      fake.world.people.push({ ...(people[0] as (typeof people)[0]), id: 'x', username: 'aaa' })
    inOrder(fake.world.people)
    return undefined
  })
  const users = facts(await run({ settings: { usage_from: '2026-08-19' } }), 'tool_users')
  const ids = users.map(({ account }) => account.external_id)
  expect(new Set(ids).size).toBe(ids.length)
  const services = ['ci-bot']
  for (const { id, username } of fake.world.people)
    if (!services.includes(username)) expect(ids).toContain(id)
})

test('a list that cannot be read page by page ends the run', async () => {
  const { run, fake } = await given({ count: 2100 })
  const first = fake.world.people
  fake.script(({ path, count }) => {
    if (path === '/api/v2/users') fake.world.people = count % 2 ? first : first.slice(1050)
    return undefined
  })
  await expect(run()).rejects.toMatchObject({ code: 'broken_answer' })
})

test('a limit that is waited for, a cut answer and a proxy that fails once change nothing', async () => {
  const calm = await given()
  const rough = await given()
  rough.fake.script(({ path, count }) => {
    if (path.endsWith('user-activity') && count === 2) return { kind: 'limited' }
    if (path.endsWith('user-activity') && count === 5) return { kind: 'cut' }
    if (path === '/api/v2/users' && count === 1) return { kind: 'html', status: 502 }
    return undefined
  })
  expect(facts(await rough.run(), 'tool_days')).toEqual(facts(await calm.run(), 'tool_days'))
})
