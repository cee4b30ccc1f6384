import { expect, test } from 'vitest'
import { codes, covers, facts, given, left } from '../../../test/fakes/coder/given.ts'

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
  const days = facts(batches, 'tool_days').filter(({ tool }) => tool === 'Coder')
  expect(days.every(({ minutes }) => minutes !== undefined)).toBe(true)
})

test('workspaces of several pages are all read', async () => {
  const { run, fake } = await given({ count: 300 })
  await run({ token: fake.tokens.owner, settings: { workspaces: true } })
  const asked = fake.seen.filter(({ path }) => path === '/api/v2/workspaces')
  expect(asked.map(({ query }) => query.get('offset'))).toEqual(['0', '100', '200'])
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
  expect(left(free)).toContainEqual(
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
