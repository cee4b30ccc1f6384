import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { rollup } from '../metrics/rollup.ts'
import type { PullRequestFact } from '../model/index.ts'
import { many, one, run } from '../store/db.ts'
import { undo } from './import/undo.ts'
import { suspectBots } from './suspect-bots.ts'

const { held, call } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada Lovelace' },
    { email: 'grace@example.com', name: 'Grace Hopper', time_zone: 'Asia/Tokyo' },
  ]),
)
beforeEach(async () => {
  for (const table of [
    'reviews',
    'pull_requests',
    'rejected_suggestions',
    'accounts',
    'dirty_weeks',
  ])
    await run(held.database.db, sql`delete from ${sql.table(table)}`)
})

type Pull = Partial<PullRequestFact>
let number = 0

/** Pull requests of an account, one for each of what is given, opened at noon unless said otherwise. */
const pulls = (username: string, given: Pull[], email?: string) =>
  importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: given.map((pull) => ({
      repo: 'a/b',
      number: ++number,
      account: { username, ...(email && { email }) },
      title: TITLES[number % TITLES.length] ?? '',
      opened_at: '2026-02-03T12:00:00Z',
      ...pull,
    })),
    options: { from: '2026-01-26', to: '2026-03-02' },
  })

const TITLES = ['Fix the login page', 'Add a report of teams', 'Explain how to install it']

const times = (n: number, pull: (n: number) => Pull): Pull[] =>
  Array.from({ length: n }, (_, i) => pull(i))

/** `n` on each of these days of February, one an hour or as said. */
const daily = (days: number[], n: number, pull: (at: string) => Pull, minutes = 0) =>
  days.flatMap((day) =>
    times(n, (i) => {
      const hour = String(i % 24).padStart(2, '0')
      return pull(
        `2026-02-${String(day).padStart(2, '0')}T${hour}:${String(minutes).padStart(2, '0')}:00Z`,
      )
    }),
  )

const merged = (at: string): Pull => ({ merged_at: at, opened_at: '2026-02-02T12:00:00Z' })

/** Reasons by account. */
const suspected = async () => {
  const { accounts } = await call('accounts.list', { bots: true })
  return Object.fromEntries(accounts.map(({ username, suspected }) => [username, suspected]))
}

test('a name like a bot’s is suspected without a single pull request, a person’s is not', async () => {
  await pulls('release-bot', [{}])
  await pulls('abbot', [{}])
  await importFacts(held.database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [
      { account: { email: 'svc-backup@example.com' } },
      { account: { username: 'q7', name: 'mirror[bot]' } },
    ],
  })
  expect(await suspectBots(held.database)).toBe(3)
  const { accounts, suspected } = await call('accounts.list', { bots: true })
  expect(suspected).toBe(3)
  expect(
    accounts.map(({ username, bot, bot_word, suspected }) => [username, bot, bot_word, suspected]),
  ).toEqual([
    ['release-bot', true, null, 'its name is like a bot’s'],
    ['q7', true, null, 'its name is like a bot’s'],
    [null, true, null, 'its name is like a bot’s'],
  ])
})

test('more than 15 merged a working day on five days is suspected; 15, four days, or weekends are not', async () => {
  const [week, weekends] = [
    [2, 3, 4, 5, 6],
    [1, 7, 8, 14, 15],
  ]
  await pulls('quick', daily(week, 16, merged))
  await pulls('fifteen', daily(week, 15, merged))
  await pulls('four', daily(week.slice(1), 16, merged))
  await pulls('weekends', daily(weekends, 16, merged))
  await suspectBots(held.database)
  expect(await suspected()).toEqual({
    quick: 'more than 15 pull requests merged a working day, on 5 days',
  })
})

test('more than 90 % of at least 20 titles by one template is suspected, digits and hashes folded', async () => {
  const bump = (i: number) => ({
    title: `Bump image to 1.${i}.3 at ${(0x1bcdef0 + i).toString(16)}`,
  })
  await pulls('alike', [...times(19, bump), {}])
  await pulls(
    'cyrillic',
    times(20, (i) => ({ title: `Обновить образ ${i}` })),
  )
  await pulls('nine-tenths', [...times(18, bump), {}, {}])
  await pulls('nineteen', times(19, bump))
  await pulls(
    'untitled',
    times(20, (i) => (i < 19 ? bump(i) : { title: undefined })),
  )
  await pulls(
    'tickets',
    times(40, (i) => ({ title: `MY-PROJ-${i}` })),
  )
  await suspectBots(held.database)
  expect(await suspected()).toEqual({
    cyrillic: '100% of 20 pull requests are titled like “Обновить образ #”',
    alike: '95% of 20 pull requests are titled like “bump image to # at #”',
  })
})

test('active in 20 hours of the day on five days is suspected, by reviews too; 19 hours are not', async () => {
  const days = [2, 3, 4, 5, 6]
  const opened = (at: string) => ({ opened_at: at })
  await pulls('sleepless', daily(days, 10, opened))
  await pulls('nineteen', daily(days, 19, opened))
  await pulls(
    'minutes',
    daily(days, 40, (at) => ({ opened_at: `${at.slice(0, 11)}12${at.slice(13)}` })),
  )
  const reviewer = {
    account: { username: 'sleepless' },
    repo: 'a/b',
    number: 1,
    state: 'approved',
  } as const
  await run(
    held.database.db,
    sql`
      insert into reviews (account_id, repo_id, number, submitted_at, state, created_in, changed_in)
      select a.id, r.id, 1, d + h * interval '1 hour', ${reviewer.state}, 0, 0
      from accounts a
      cross join repos r
      cross join generate_series('2026-02-02T00:00:00Z'::timestamptz, '2026-02-06T00:00:00Z', interval '1 day') d
      cross join generate_series(10, 19) h
      where a.username = 'sleepless'
    `,
  )
  await suspectBots(held.database)
  expect(await suspected()).toEqual({
    sleepless: 'active in 20 or more hours of the day, on 5 days',
  })
})

test('an account for which several things speak has all of them as its reason', async () => {
  await pulls(
    'deploy-bot',
    times(20, (i) => ({ title: `Deploy number ${i}` })),
  )
  await suspectBots(held.database)
  expect(await suspected()).toEqual({
    'deploy-bot':
      'its name is like a bot’s; 100% of 20 pull requests are titled like “deploy number #”',
  })
})

const mergedOf = async (email: string) => {
  await rollup(held.database)
  const { n } = await one(
    held.database.db,
    sql<{ n: number | null }>`
      select sum(w.prs_merged) as n from user_weeks w join users u on u.id = w.user_id where u.email = ${email}
    `,
  )
  return n
}

const dirty = async () =>
  (await one(held.database.db, sql<{ n: number }>`select count(*) as n from dirty_weeks`)).n

test('what a suspect did is out of the numbers of its person, and in them again once a person clears it', async () => {
  await pulls(
    'ada',
    times(20, (i) => ({ title: `Sync schema ${i}`, ...merged('2026-02-04T10:00:00Z') })),
    'ada@example.com',
  )
  expect(await mergedOf('ada@example.com')).toBe(20)
  expect(await suspectBots(held.database)).toBe(1)
  expect(await mergedOf('ada@example.com')).toBeNull()
  const [account] = (await call('accounts.list', { bots: true })).accounts
  expect(account).toMatchObject({ user: { email: 'ada@example.com' }, link: 'email' })
  await call('accounts.judge', { id: account?.id ?? '', bot: false })
  expect(await mergedOf('ada@example.com')).toBe(20)
})

test('a second look finds nothing, writes nothing and marks nothing; two servers at once find it once', async () => {
  await pulls('release-bot', [{}])
  const both = await Promise.all([suspectBots(held.database), suspectBots(held.database)])
  expect(both.sort()).toEqual([0, 1])
  await rollup(held.database)
  const entries = sql`select l.id from audit_log l where l.action = 'bots.suspect'`
  const before = await many(held.database.db, entries)
  expect(await suspectBots(held.database)).toBe(0)
  expect(await many(held.database.db, entries)).toEqual(before)
  expect(await dirty()).toBe(0)
})

test('who was cleared is never suspected again, whatever is imported after', async () => {
  await pulls('release-bot', [{}])
  await suspectBots(held.database)
  const [account] = (await call('accounts.list', { bots: true })).accounts
  await call('accounts.judge', { id: account?.id ?? '', bot: false })
  await pulls(
    'release-bot',
    times(30, (i) => ({ title: `Deploy number ${i}` })),
  )
  expect(await suspectBots(held.database)).toBe(0)
  expect((await call('accounts.list', { bots: true })).accounts).toMatchObject([
    { username: 'release-bot', bot: false, bot_word: false },
  ])
})

test('an import of which an account is suspected is undone all the same', async () => {
  const { import_id } = await pulls(
    'release-bot',
    times(3, () => ({})),
  )
  await suspectBots(held.database)
  const input = { actor: 'test', now: given.NOW, dry_run: false }
  const { tables } = await undo(held.database, import_id, input)
  expect(tables.filter(({ kept }) => kept > 0)).toEqual([])
  expect(await suspected()).toEqual({})
})

test('an undo of a later import leaves the account suspected', async () => {
  await pulls(
    'q9',
    times(25, (i) => ({ title: `Sync schema ${i}` })),
  )
  const { import_id } = await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: ++number,
        account: { username: 'q9', name: 'Q' },
        opened_at: '2026-02-03T12:00:00Z',
      },
    ],
    options: { from: '2026-01-26', to: '2026-03-02' },
  })
  await suspectBots(held.database)
  await undo(held.database, import_id, { actor: 'test', now: given.NOW, dry_run: false })
  expect(Object.keys(await suspected())).toEqual(['q9'])
})
