import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { many, one, run } from '../../store/db.ts'

const { held, call, refusal, send } = testApp()
const ada = { email: 'ada@example.com' }

beforeEach(() =>
  given.people(held.database, [
    { ...ada, name: 'Ada', start_date: '2020-01-31', github_username: 'ada' },
    { email: 'grace@example.com', name: 'Grace', github_username: 'grace' },
  ]),
)

test('sets what is given, leaves the rest, and tells all of it', async () => {
  expect(
    await call('users.update', {
      email: 'ADA@example.com',
      gitlab_username: 'ada.l',
      ai_light_adoption_date: '2025-01-01',
      sso_email: 'ada@idp.example.com',
      protected: true,
      exclude_from_snapshots: true,
      time_zone: 'Europe/London',
      writes_code: true,
    }),
  ).toMatchObject({
    ok: true,
    user: {
      email: ada.email,
      start_date: '2020-01-31',
      github_username: 'ada',
      additional_github_username: null,
      gitlab_username: 'ada.l',
      ai_light_adoption_date: '2025-01-01',
      ai_moderate_adoption_date: null,
      ai_heavy_adoption_date: null,
      sso_email: 'ada@idp.example.com',
      protected: true,
      exclude_from_snapshots: true,
      time_zone: 'Europe/London',
      writes_code: true,
    },
  })
})

test('null clears, and so does an empty text in a form', async () => {
  const { user } = await call('users.update', { ...ada, start_date: null })
  expect(user).toMatchObject({ start_date: null, github_username: 'ada' })
  const body = new URLSearchParams({ ...ada, github_username: '' })
  const answer = await (await send('/users.update', { method: 'POST', body })).json()
  expect(answer).toMatchObject({ ok: true, user: { github_username: null } })
})

test('stands in the audit log with who did it and which properties, not their values', async () => {
  const token = await given.token(held.database)
  await call('users.update', { ...ada, gitlab_username: 'secret-name' }, { token })
  const entry = await one(
    held.database.db,
    sql`select a.actor, a.action, a.object, a.details from audit_log a order by a.id desc limit 1`,
  )
  expect(entry).toEqual({
    actor: `token:${await given.tokenId(held.database, token)}`,
    action: 'users.update',
    object: `user:${await given.idOf(held.database, ada.email)}`,
    details: { properties: ['gitlab_username'] },
  })
})

test('refuses a username that is somebody else’s, and changes nothing', async () => {
  const args = { ...ada, start_date: '2021-01-01', additional_github_username: 'GRACE' }
  expect(await refusal('users.update', args)).toMatchObject({ status: 409, error: 'conflict' })
  expect((await call('users.info', ada)).user.start_date).toBe('2020-01-31')
})

test('several changes at once are all made', async () => {
  await Promise.all(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name, n) =>
      call('users.update', {
        ...ada,
        gitlab_username: name,
        ai_light_adoption_date: `2025-01-0${n + 1}`,
      }),
    ),
  )
  expect((await call('users.info', ada)).user.gitlab_username).toMatch(/^[a-f]$/)
})

test('links accounts by a username that is declared, and unlinks them when it is taken away', async () => {
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: 1,
        account: { username: 'Countess' },
        opened_at: '2026-02-03T10:00:00Z',
        merged_at: '2026-02-04T10:00:00Z',
      },
    ],
    options: { from: '2026-02-02', to: '2026-02-16' },
    now: given.NOW,
  })
  const accounts = async () => (await call('users.info', ada)).user.accounts
  const dirty = () =>
    many(
      held.database.db,
      sql<{ week: string }>`select distinct d.week from dirty_weeks d order by d.week`,
    )
  const weeks = [{ week: '2026-02-02' }, { week: '2026-02-09' }]
  expect(await accounts()).toEqual([])

  await call('users.update', { ...ada, additional_github_username: 'countess' })
  expect(await accounts()).toMatchObject([{ username: 'Countess', link: 'username' }])
  expect(await dirty()).toEqual(expect.arrayContaining(weeks))

  await run(held.database.db, sql`delete from dirty_weeks`)
  await call('users.update', { ...ada, additional_github_username: null })
  expect(await accounts()).toEqual([])
  expect(await dirty()).toEqual(weeks)

  await call('users.update', { email: 'grace@example.com', additional_github_username: 'countess' })
  expect(await accounts()).toEqual([])
})

test('needs the scope users:write', async () => {
  expect(await refusal('users.update', ada, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test.each([
  [{ start_date: '2026-02-30' }, 'start_date'],
  [{ protected: 'yes' }, 'protected'],
  [{ protected: null }, 'protected'],
  [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
  [{ github_username: '' }, 'github_username'],
  [{ email: 5 }, 'email'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('users.update', { ...ada, ...args })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test('says so when nobody has the address', async () => {
  expect(await refusal('users.update', { email: 'x@example.com' })).toMatchObject({
    status: 404,
    error: 'not_found',
  })
})
