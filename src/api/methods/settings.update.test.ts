import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
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
