import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { scimClient } from '../../../test/scim.ts'
import { rollup } from '../../metrics/rollup.ts'
import { many, one, run } from '../../store/db.ts'

const { held, send, call, refusal } = testApp()

// Ada merges at one o'clock in the night to Monday, by the clock of Greenwich: in Denver it is Sunday.
beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', github_username: 'ada', attributes: { Tool: ['yes'] } },
    {
      email: 'bob@example.com',
      github_username: 'bob',
      attributes: { Tool: ['no'] },
      time_zone: 'Europe/Lisbon',
    },
  ])
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: ['ada', 'bob'].map((username, place) => ({
      repo: 'a/b',
      number: place + 1,
      account: { username },
      opened_at: '2026-02-05T10:00:00Z',
      merged_at: '2026-02-09T01:00:00Z',
    })),
    options: { from: '2026-02-02', to: '2026-02-16' },
    now: given.NOW,
  })
})

beforeEach(() => run(held.database.db, sql`delete from settings`))

const merged = () =>
  many(
    held.database.db,
    sql`
      select u.email, w.week
      from user_weeks w
      join users u on u.id = w.user_id
      where w.prs_merged > 0
      order by u.email
    `,
  )

test('sets what is given and leaves the rest', async () => {
  await call('settings.update', { organization: '  Example Ltd ', minimum_group: 8 })
  const { settings } = await call('settings.update', { minimum_group: 3 })
  expect(settings).toMatchObject({
    organization: 'Example Ltd',
    time_zone: 'UTC',
    minimum_group: 3,
    usage_change_days: 14,
  })
  expect((await call('settings.info', {})).settings).toEqual(settings)
  expect((await call('auth.info', {})).account.name).toBe('Example Ltd')
})

test('another time zone has the weeks of those counted anew who have none of their own', async () => {
  await rollup(held.database)
  const [ada, bob] = ['ada@example.com', 'bob@example.com']
  expect(await merged()).toEqual([
    { email: ada, week: '2026-02-09' },
    { email: bob, week: '2026-02-09' },
  ])
  const { weeks_waiting } = await call('settings.update', { time_zone: 'America/Denver' })
  expect(weeks_waiting).toBe(2)
  await rollup(held.database)
  expect(await merged()).toEqual([
    { email: ada, week: '2026-02-02' },
    { email: bob, week: '2026-02-09' },
  ])
})

test('the same time zone again has nothing counted', async () => {
  await rollup(held.database)
  expect(await call('settings.update', { time_zone: 'UTC' })).toMatchObject({ weeks_waiting: 0 })
})

test('another country by default has the weeks of everybody counted anew; one without holidays is refused', async () => {
  await rollup(held.database)
  const { weeks_waiting } = await call('settings.update', { default_country: 'Netherlands' })
  expect(weeks_waiting).toBe(4)
  await rollup(held.database)
  expect(await call('settings.update', { geo_attribute: 'Geo' })).toMatchObject({
    weeks_waiting: 0,
  })
  expect(await refusal('settings.update', { default_country: 'Atlantis' })).toMatchObject({
    status: 422,
    error: 'invalid_arguments',
  })
})

test('stands in the audit log with what was set', async () => {
  await call('settings.update', { minimum_group: 7 })
  const entry = await one(
    held.database.db,
    sql`select a.action, a.details from audit_log a where a.minute is null order by a.id desc limit 1`,
  )
  expect(entry).toEqual({ action: 'settings.update', details: { minimum_group: 7 } })
})

test('a minimum group holds for the next report', async () => {
  await call('settings.update', { minimum_group: 11 })
  expect(await call('reports.cohort', { attribute: 'Tool' })).toMatchObject({ minimum_group: 11 })
})

test('what is not given of the thresholds of use stays as it was set', async () => {
  await call('settings.update', { usage_day_minutes: 30 })
  const { settings } = await call('settings.update', { usage_change_days: 1 })
  expect(settings).toMatchObject({
    usage_day_minutes: 30,
    usage_change_days: 1,
    usage_weekly_weeks: 3,
  })
})

test('a prefix has groups of an identity provider be teams, those of before when they change next', async () => {
  const scim = scimClient(send)
  const { body: member } = await scim.post('/Users', { userName: 'cy@example.com' })
  const team = async () => (await call('users.info', { email: 'cy@example.com' })).user.team?.name
  const members = [{ value: member.id ?? '' }]
  const { body } = await scim.post('/Groups', { displayName: 'Squad: Build', members })
  const again = { op: 'replace', path: 'displayName', value: 'Squad: Build' }
  expect(await team()).toBeUndefined()

  const { settings } = await call('settings.update', { scim_team_prefix: ' squad: ' })
  expect(settings.scim_team_prefix).toBe('squad:')
  expect(await team()).toBeUndefined()
  await scim.patch(`/Groups/${body.id}`, again)
  expect(await team()).toBe('Build')
  await scim.post('/Groups', { displayName: 'SQUAD: Data', members })
  expect(await team()).toBe('Data')

  await call('settings.update', { scim_team_prefix: null })
  expect((await call('settings.info', {})).settings.scim_team_prefix).toBeNull()
  await scim.post('/Groups', { displayName: 'Squad: Web', members })
  expect(await team()).toBe('Data')
})

describe('roles that groups give', () => {
  const scim = scimClient(send)
  const rolesOf = async (name: string) =>
    (await call('users.info', { email: `${name}@example.com` })).user.roles.map(({ name }) => name)
  const lead = [{ group: ' builders ', role: 'team lead' }]

  beforeAll(async () => {
    const members: { value: string }[] = []
    for (const name of ['dee', 'eli']) {
      const { body } = await scim.post('/Users', { userName: `${name}@example.com` })
      members.push({ value: String(body.id) })
    }
    await scim.post('/Groups', { displayName: 'Builders', members })
  })

  beforeEach(() => call('settings.update', { group_roles: [] }))

  test('are told before they are given: how many people gain and lose what', async () => {
    const told = await call('settings.update', { group_roles: lead, dry_run: true })
    expect(told).toMatchObject({
      dry_run: true,
      settings: { group_roles: [{ group: 'builders', role: 'Team Lead' }] },
      role_changes: [{ role: 'Team Lead', gained: 2, lost: 0 }],
    })
    expect(await rolesOf('dee')).toEqual([])
    expect((await call('settings.info', {})).settings.group_roles).toEqual([])
    const done = await call('settings.update', { group_roles: lead })
    expect(done).toEqual({ ...told, dry_run: false })
    expect(await rolesOf('dee')).toEqual(['Team Lead'])
  })

  test('go with another mapping, but for those given by hand', async () => {
    await call('settings.update', { group_roles: lead })
    await call('users.roles.update', { email: 'eli@example.com', add: ['Team Lead'] })
    const { role_changes } = await call('settings.update', {
      group_roles: [{ group: 'Builders', role: 'Snapshot Analyst' }],
    })
    expect(role_changes).toEqual([
      { role: 'Snapshot Analyst', gained: 2, lost: 0 },
      { role: 'Team Lead', gained: 0, lost: 1 },
    ])
    expect([await rolesOf('dee'), await rolesOf('eli')]).toEqual([
      ['Snapshot Analyst'],
      ['Snapshot Analyst', 'Team Lead'],
    ])
  })

  test('are the same from several groups, and each pair stands once', async () => {
    const group_roles = [...lead, { group: 'Builders', role: 'Team Lead' }]
    const { settings } = await call('settings.update', { group_roles })
    expect(settings.group_roles).toEqual([{ group: 'Builders', role: 'Team Lead' }])
  })

  test('cannot be taken from the last Workspace Admin', async () => {
    await call('settings.update', { group_roles: [{ group: 'builders', role: 'Workspace Admin' }] })
    const refused = await refusal('settings.update', { group_roles: [] })
    expect(refused).toMatchObject({ status: 409, error: 'conflict' })
    expect(refused.message).toMatch(/^Nobody would be a Workspace Admin any more/)
    expect(await rolesOf('dee')).toContain('Workspace Admin')
    await call('users.roles.update', { email: 'ada@example.com', add: ['Workspace Admin'] })
    await call('settings.update', { group_roles: [] })
    expect(await rolesOf('dee')).not.toContain('Workspace Admin')
  })

  test.each([
    [{ group: 'builders', role: 'Team Leader' }, 'role', 'There is no role "Team Leader"'],
    [{ group: ' ', role: 'Team Lead' }, 'group', 'Enter the name of a group.'],
  ])('%o is refused at its place', async (pair, field, words) => {
    expect(await refusal('settings.update', { group_roles: [...lead, pair] })).toMatchObject({
      status: 422,
      message: expect.stringContaining(words),
      error_details: { issues: [{ path: `group_roles.1.${field}` }] },
    })
  })
})

test('needs the scope admin', async () => {
  const refused = await refusal(
    'settings.update',
    { organization: 'x' },
    { scopes: ['users:write'] },
  )
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})

test.each([
  [{ minimum_group: 4 }, 'minimum_group'],
  [{ minimum_group: 2 }, 'minimum_group'],
  [{ minimum_group: 5.5 }, 'minimum_group'],
  [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
  [{ time_zone: '+02:00' }, 'time_zone'],
  [{ time_zone: 'IST' }, 'time_zone'],
  [{ time_zone: null }, 'time_zone'],
  [{ organization: ' ' }, 'organization'],
  [{ usage_day_minutes: 0 }, 'usage_day_minutes'],
  [{ usage_daily_percent: 101 }, 'usage_daily_percent'],
  [{ usage_weekly_weeks: 5 }, 'usage_weekly_weeks'],
  [{ usage_change_days: 0 }, 'usage_change_days'],
  [{ scim_team_prefix: ' ' }, 'scim_team_prefix'],
  [{ scim_team_prefix: 7 }, 'scim_team_prefix'],
])('%o is refused with the argument that is wrong, and nothing is set', async (args, path) => {
  expect(await refusal('settings.update', { organization: 'Other', ...args })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
  expect((await call('settings.info', {})).settings.organization).toBe('My organization')
})
