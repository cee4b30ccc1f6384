import { afterEach, expect, test } from 'vitest'
import {
  type ContextOptions,
  collect,
  contextFor,
  facts,
} from '../../../test/fakes/coder/context.ts'
import { DELETED, inOrder } from '../../../test/fakes/coder/people.ts'
import { type CoderOptions, type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { connected } from '../../../test/fakes/coder/usage.ts'
import { FACT_KINDS, SOURCE_KINDS } from '../../model/index.ts'
import type { Batch } from '../connector.ts'
import { coder } from './coder.ts'

const started: FakeCoder[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

async function given(options: CoderOptions = {}) {
  const fake = await startCoder(options)
  started.push(fake)
  const run = (how: ContextOptions = {}, cursor: Batch['cursor'] | null = null) =>
    collect(
      coder.sync(
        contextFor(fake, { ...how, settings: { usage_from: '2026-08-10', ...how.settings } }),
        cursor,
      ),
    )
  return { fake, run }
}

const lefts = (batches: Batch[]) => batches.flatMap(({ left }) => left ?? [])
const codes = (batches: Batch[]) => lefts(batches).map(({ code }) => code)
const covers = (batches: Batch[], tool?: string) =>
  batches.flatMap((batch) => (batch.covers ?? []).filter((it) => it.tool === tool))

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
  expect(lefts(batches).filter(({ code }) => code !== 'not_licensed')).toEqual([
    expect.objectContaining({ about: 'ci-bot', code: 'service_account' }),
    expect.objectContaining({ about: 'facet-import', code: 'own_user' }),
  ])
  expect(covers(batches)).toEqual([
    { subject: 'accounts', from_day: '2026-08-20', to_day: '2026-08-21' },
  ])
})

test('days of use are those of the zone, of people, with those who were deleted', async () => {
  const { run, fake } = await given()
  const batches = await run()
  const days = facts(batches, 'tool_days')
  const [from, to] = [Date.parse('2026-08-17T22:00:00Z'), Date.parse('2026-08-18T22:00:00Z')]
  const expected = [...fake.world.people, DELETED]
    .filter(({ username }) => username !== 'ci-bot')
    .flatMap((person) => {
      const seconds = connected(person, from, to)
      const account = { external_id: person.id, username: person.username }
      return seconds > 0
        ? [{ tool: 'Coder', account, day: '2026-08-18', minutes: seconds / 60 }]
        : []
    })
  const told = days.filter(({ day }) => day === '2026-08-18')
  expect(told).toHaveLength(expected.length)
  expect(told).toEqual(expect.arrayContaining(expected))
  expect(days.map(({ account }) => account.username)).not.toContain('ci-bot')
  expect([...new Set(days.map(({ day }) => day))].sort().at(-1)).toBe('2026-08-19')
})

test('each day asks with its own offset, where clocks change too', async () => {
  const now = () => new Date('2026-03-31T12:00:00Z')
  const { run, fake } = await given({ now, count: 5 })
  await run({ settings: { usage_from: '2026-03-28' } })
  const asked = fake.seen.filter(({ path }) => path.endsWith('user-activity'))
  expect(asked.map(({ query }) => [query.get('start_time'), query.get('end_time')])).toEqual([
    ['2026-03-28T00:00:00+01:00', '2026-03-29T00:00:00+01:00'],
    ['2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2026-03-30T00:00:00+02:00', '2026-03-31T00:00:00+02:00'],
  ])
})

test('a day that is over is covered, with its weekend, and today is not', async () => {
  const { run } = await given()
  const batches = await run({ time_zone: 'UTC' })
  const days = covers(batches, 'Coder').map(({ from_day, to_day }) => [from_day, to_day])
  expect(days).toEqual([
    ['2026-08-10', '2026-08-11'],
    ['2026-08-11', '2026-08-12'],
    ['2026-08-12', '2026-08-13'],
    ['2026-08-13', '2026-08-14'],
    ['2026-08-14', '2026-08-15'],
    ['2026-08-15', '2026-08-18'],
    ['2026-08-18', '2026-08-19'],
    ['2026-08-19', '2026-08-20'],
  ])
})

test('the next run reads two days again, and a year is read unless told otherwise', async () => {
  const { run, fake } = await given({ count: 3 })
  const first = await run({ settings: { usage_from: undefined } })
  const asked = () => fake.seen.filter(({ path }) => path.endsWith('user-activity'))
  expect(asked()).toHaveLength(365)
  const days = await run({}, first.at(-1)?.cursor)
  expect(asked().slice(365)).toHaveLength(2)
  expect(facts(days, 'tool_users')).toHaveLength(11)
})

test('days while insights are off stay unknown when they are on again', async () => {
  let now = new Date('2026-08-13T12:00:00Z')
  const { run, fake } = await given({ now: () => now })
  const first = await run()
  now = new Date('2026-08-17T12:00:00Z')
  fake.world.insights = false
  const second = await run({}, first.at(-1)?.cursor)
  expect(codes(second)).toContain('insights_off')
  expect(covers(second, 'Coder')).toEqual([])
  expect(facts(second, 'tool_users').length).toBeGreaterThan(30)
  now = new Date('2026-08-20T12:00:00Z')
  fake.world.insights = true
  const third = await run({}, second.at(-1)?.cursor)
  expect(covers(third, 'Coder').map(({ from_day, to_day }) => [from_day, to_day])).toEqual([
    ['2026-08-18', '2026-08-19'],
    ['2026-08-19', '2026-08-20'],
  ])
})

test('a token that may not read insights leaves days unknown, until it may', async () => {
  const { run, fake } = await given()
  const batches = await run({ token: fake.tokens.user_admin })
  expect(codes(batches)).toContain('insights_forbidden')
  expect(facts(batches, 'tool_days')).toEqual([])
  const later = await run({}, batches.at(-1)?.cursor)
  expect(covers(later, 'Coder')[0]).toMatchObject({ from_day: '2026-08-10' })
})

test('a server before v2.2 has users and no days', async () => {
  const { run } = await given({ version: 'v2.0' })
  const batches = await run()
  expect(codes(batches)).toContain('insights_missing')
  expect(facts(batches, 'tool_users')).toHaveLength(39)
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

test('starts of workspaces are told with their time, for the owner who is a person', async () => {
  const { run, fake } = await given()
  const batches = await run({ token: fake.tokens.owner, settings: { workspaces: true } })
  const starts = facts(batches, 'workspace_starts')
  const good = starts.filter(({ ok }) => ok)
  expect(good.length).toBeGreaterThan(5)
  expect(good.every(({ seconds }) => seconds !== undefined && seconds >= 20 && seconds < 200)).toBe(
    true,
  )
  expect(starts.some(({ ok, seconds }) => !ok && seconds === undefined)).toBe(true)
  expect(starts.map(({ account }) => account.username)).not.toContain('prebuilds')
  expect(starts.map(({ account }) => account.username)).not.toContain('ci-bot')
  expect(codes(batches)).toContain('system_user')
  expect(covers(batches)).toHaveLength(1)
})

test('the last use of workspaces stands in for days that cannot be read, without minutes or coverage', async () => {
  const { run, fake } = await given({ insights: false })
  const batches = await run({ token: fake.tokens.owner, settings: { workspaces: true } })
  const days = facts(batches, 'tool_days')
  expect(days.length).toBeGreaterThan(5)
  expect(days.every((day) => day.minutes === undefined && day.day <= '2026-08-20')).toBe(true)
  expect(covers(batches, 'Coder')).toEqual([])
})

test('a token that may not see workspaces says so', async () => {
  const batches = await (await given()).run({ settings: { workspaces: true } })
  expect(codes(batches)).toContain('workspaces_forbidden')
  expect(facts(batches, 'workspace_starts')).toEqual([])
})

test('groups become teams where they are licensed', async () => {
  const settings = { groups: true }
  const free = await (await given()).run({ settings })
  expect(lefts(free)).toContainEqual(
    expect.objectContaining({ about: 'groups', code: 'not_licensed' }),
  )
  const [team, ...others] = facts(
    await (await given({ licensed: true })).run({ settings }),
    'teams',
  )
  expect(others).toEqual([])
  expect(team).toMatchObject({ name: 'Platform team', reference_id: expect.any(String) })
  expect(team?.member_accounts?.map(({ username }) => username)).not.toContain('ci-bot')
})

test('AI sessions are counted by person and day, and what was written is not read', async () => {
  const { run, fake } = await given({ licensed: true, count: 100 })
  const batches = await run()
  const days = facts(batches, 'tool_days').filter(({ tool }) => tool === 'Coder AI')
  expect(days.length).toBeGreaterThan(50)
  expect(days.every(({ actions, minutes }) => Number(actions) > 0 && minutes === undefined)).toBe(
    true,
  )
  expect(JSON.stringify(batches)).not.toContain('wrote to a machine')
  expect(covers(batches, 'Coder AI').at(-1)).toMatchObject({ to_day: '2026-08-20' })
  const alias = await given({ licensed: true, count: 100, profile: { ai: ['aibridge'] } })
  expect(facts(await alias.run(), 'tool_days')).toEqual(facts(batches, 'tool_days'))
  const member = await run({ token: fake.tokens.template_admin })
  expect(codes(member)).toContain('ai_forbidden')
  expect(covers(member, 'Coder AI')).toEqual([])
})

test('more AI sessions on a day than a page holds are counted once each', async () => {
  const { run, fake } = await given({ licensed: true, count: 1500 })
  const batches = await run({ settings: { usage_from: '2026-08-18' } })
  const told = facts(batches, 'tool_days').filter(
    ({ tool, day }) => tool === 'Coder AI' && day === '2026-08-18',
  )
  const asked = fake.seen.filter(({ query }) => query.get('offset') === '1000')
  expect(asked.length).toBeGreaterThan(0)
  expect(told.reduce((sum, { actions }) => sum + Number(actions), 0)).toBeGreaterThan(1000)
})
