import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { rollup } from '../../metrics/rollup.ts'
import { many, run } from '../../store/db.ts'
import { undo } from './undo.ts'

const held = testDatabase()

beforeEach(() =>
  run(
    held.database.db,
    sql`truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, user_documents, accounts, attributes, teams, groups, roles, repos, coverage, imports, dirty_weeks cascade`,
  ),
)

const people = (...facts: Parameters<typeof importFacts<'people'>>[1]['facts']) =>
  importFacts(held.database, { kind: 'people', facts })

/** Who had which value of an attribute from when to when, in order. */
const history = (name: string) =>
  many(
    held.database.db,
    sql<{ text: string }>`
      select split_part(u.email, '@', 1) || ' ' || ua.value || ' ' || ua.valid_from || ' ' || ua.valid_to as text
      from user_attributes ua
      join users u on u.id = ua.user_id
      join attributes a on a.id = ua.attribute_id
      where a.name = ${name} and ua.valid_from < ua.valid_to
      order by u.email, ua.valid_from
    `,
  ).then((rows) => rows.map(({ text }) => text))

const coder = (facts: Parameters<typeof importFacts<'tool_users'>>[1]['facts'], more = {}) =>
  importFacts(held.database, { kind: 'tool_users', source: 'coder', facts, ...more })

test('a value that changes keeps what was before, and a first value without a date is undated', async () => {
  await people({ email: 'ada@x.io', attributes: { Level: ['L2'] } })
  const second = { kind: 'people', now: new Date('2026-05-01T12:00:00Z') } as const
  await importFacts(held.database, {
    ...second,
    facts: [{ email: 'ada@x.io', attributes: { Level: ['L3'] } }],
  })
  expect(await history('Level')).toEqual([
    'ada L2 -infinity 2026-05-01',
    'ada L3 2026-05-01 infinity',
  ])
})

test('a later statement about earlier days overrules for its days alone', async () => {
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ada@x.io', attributes: { Level: ['L2'] } }],
    options: { valid_from: '2026-01-01' },
  })
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ada@x.io', attributes: { Level: ['L3'] } }],
    options: { valid_from: '2025-06-01' },
  })
  expect(await history('Level')).toEqual(['ada L3 2025-06-01 infinity'])
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'ada@x.io', attributes: { Level: ['L4'] } }],
    options: { valid_from: '2026-02-01' },
  })
  expect(await history('Level')).toEqual([
    'ada L3 2025-06-01 2026-02-01',
    'ada L4 2026-02-01 infinity',
  ])
})

test('a list of tool users says: an account since its creation, none before, and none for those not on it', async () => {
  await people({ email: 'ada@x.io' }, { email: 'bob@x.io' }, { email: 'eve@x.io' })
  const { notes } = await coder([
    {
      account: { username: 'ada', email: 'ADA@x.io' },
      status: 'active',
      created_at: '2026-01-05T10:00:00.000Z',
    },
    {
      account: { username: 'eve', email: 'eve@x.io' },
      status: 'suspended',
      created_at: '2026-01-10T10:00:00.000Z',
      last_seen_at: '2026-02-01T10:00:00.000Z',
    },
    {
      account: { username: 'who', email: 'who@y.io' },
      status: 'active',
      created_at: '2026-01-10T10:00:00.000Z',
    },
  ])
  expect(await history('Coder')).toEqual([
    'ada no account -infinity 2026-01-05',
    'ada account 2026-01-05 infinity',
    'bob no account -infinity infinity',
    'eve no account -infinity 2026-01-10',
    'eve account 2026-01-10 2026-02-02',
    'eve suspended 2026-03-02 infinity',
  ])
  expect(notes.join(' ')).toContain('1 person not on it get "no account"')
  expect(notes.join(' ')).toContain('1 account match nobody')
})

test('a list that covers a team says nothing about the others', async () => {
  await people(
    { email: 'ada@x.io', team: 'Eng / Core' },
    { email: 'bob@x.io', team: 'Eng / Core' },
    { email: 'eve@x.io', team: 'Ops' },
  )
  await coder([{ account: { email: 'ada@x.io' } }], { options: { within: 'Eng' } })
  expect(await history('Coder')).toEqual([
    'ada account -infinity infinity',
    'bob no account -infinity infinity',
  ])
})

test('who vanishes from a later list has no account from that day on', async () => {
  await people({ email: 'ada@x.io' })
  await coder([
    { account: { username: 'ada', email: 'ada@x.io' }, created_at: '2026-01-05T10:00:00.000Z' },
  ])
  await coder([{ account: { username: 'other' } }], { now: new Date('2026-04-01T12:00:00Z') })
  expect(await history('Coder')).toEqual([
    'ada no account -infinity 2026-01-05',
    'ada account 2026-01-05 2026-04-01',
    'ada no account 2026-04-01 infinity',
  ])
})

test('accounts are matched by address without case, alias, noreply address and declared username', async () => {
  await people(
    { email: 'ada@x.io' },
    { email: 'bob@x.io', aliases: ['bob@home.io'] },
    { email: 'eve@x.io', github_username: 'EveCodes' },
    { email: 'kim@x.io', github_username: 'kim' },
  )
  const at = { opened_at: '2026-02-03T10:00:00.000Z', merged_at: '2026-02-04T10:00:00.000Z' }
  const pull = (number: number, account: object) => ({ repo: 'o/r', number, account, ...at })
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      pull(1, { username: 'a1', email: 'ADA@X.IO' }),
      pull(2, { username: 'b1', email: 'bob@home.io' }),
      pull(3, { username: 'new-name', email: '12345+evecodes@users.noreply.github.com' }),
      pull(4, { username: 'KIM' }),
      pull(5, { username: 'stranger' }),
      pull(6, { username: 'renovate', bot: true }),
    ],
  })
  const links = await many(
    held.database.db,
    sql`
      select a.username, a.link, split_part(u.email, '@', 1) as who
      from accounts a
      left join users u on u.id = a.user_id
      order by a.username collate "C"
    `,
  )
  expect(links).toEqual([
    { username: 'KIM', link: 'username', who: 'kim' },
    { username: 'a1', link: 'email', who: 'ada' },
    { username: 'b1', link: 'email', who: 'bob' },
    { username: 'new-name', link: 'noreply', who: 'eve' },
    { username: 'renovate', link: null, who: null },
    { username: 'stranger', link: null, who: null },
  ])
})

test('a username that moves to somebody else takes its account along, and an undo brings both back', async () => {
  await people({ email: 'ada@x.io', github_username: 'old' }, { email: 'bob@x.io' })
  const at = { opened_at: '2026-02-03T10:00:00.000Z', merged_at: '2026-02-04T10:00:00.000Z' }
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [{ repo: 'o/r', number: 1, account: { username: 'old' }, ...at }],
  })
  const owner = () =>
    many(
      held.database.db,
      sql`select u.email from accounts a join users u on u.id = a.user_id where a.source = 'github'`,
    )
  await people({ email: 'ada@x.io', github_username: 'new' })
  expect(await owner()).toEqual([])
  const { import_id } = await people({ email: 'bob@x.io', github_username: 'old' })
  expect(await owner()).toEqual([{ email: 'bob@x.io' }])
  await undo(held.database, import_id, { actor: 'test', now: new Date(), dry_run: false })
  expect(await owner()).toEqual([])
})

test('people who come later get the accounts that waited for them, and their weeks', async () => {
  const at = { opened_at: '2026-02-03T10:00:00.000Z', merged_at: '2026-02-04T10:00:00.000Z' }
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [{ repo: 'o/r', number: 1, account: { username: 'ada' }, ...at }],
  })
  await people({ email: 'ada@x.io', github_username: 'ada' })
  await rollup(held.database)
  expect(await many(held.database.db, sql`select w.week, w.prs_merged from user_weeks w`)).toEqual([
    { week: '2026-02-02', prs_merged: 1 },
  ])
})

test('days outside of what a file covers are unknown, days within it without a merge are 0', async () => {
  await people({ email: 'ada@x.io', github_username: 'ada' }, { email: 'bob@x.io' })
  const at = { opened_at: '2026-02-03T10:00:00.000Z', merged_at: '2026-02-04T10:00:00.000Z' }
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [{ repo: 'o/r', number: 1, account: { username: 'ada' }, ...at }],
    options: { from: '2026-02-02', to: '2026-02-16' },
  })
  await rollup(held.database)
  const weeks = await many(
    held.database.db,
    sql`select split_part(u.email, '@', 1) as who, w.week, w.code_days, w.prs_merged from user_weeks w join users u on u.id = w.user_id order by 2`,
  )
  expect(weeks).toEqual([
    { who: 'ada', week: '2026-02-02', code_days: 5, prs_merged: 1 },
    { who: 'ada', week: '2026-02-09', code_days: 5, prs_merged: 0 },
  ])
})

test('a person in another time zone has their days by their own clock', async () => {
  await people({ email: 'ada@x.io', github_username: 'ada', time_zone: 'Asia/Kolkata' })
  const at = { opened_at: '2026-02-08T19:00:00.000Z', merged_at: '2026-02-08T19:30:00.000Z' } // Monday there
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [{ repo: 'o/r', number: 1, account: { username: 'ada' }, ...at }],
    options: { from: '2026-02-02', to: '2026-02-16' },
  })
  await rollup(held.database)
  expect(
    await many(
      held.database.db,
      sql`select w.week, w.prs_merged from user_weeks w where w.prs_merged > 0`,
    ),
  ).toEqual([{ week: '2026-02-09', prs_merged: 1 }])
})

test('a change and its revert within 48 hours count neither; a slower revert counts against it', async () => {
  await people({ email: 'ada@x.io', github_username: 'ada' })
  const pull = (number: number, title: string, merged_at: string) => ({
    repo: 'o/r',
    number,
    title,
    account: { username: 'ada' },
    opened_at: '2026-02-02T09:00:00.000Z',
    merged_at,
  })
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      pull(1, 'Fast', '2026-02-02T10:00:00.000Z'),
      pull(2, 'Revert "Fast"', '2026-02-03T10:00:00.000Z'),
      pull(3, 'Slow', '2026-02-02T10:00:00.000Z'),
      pull(4, 'Revert "Slow"', '2026-02-05T10:00:00.000Z'),
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
  })
  await rollup(held.database)
  expect(
    await many(held.database.db, sql`select w.prs_merged, w.prs_reverted from user_weeks w`),
  ).toEqual([{ prs_merged: 2, prs_reverted: 1 }])
})
