import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { many, one, run } from '../../store/db.ts'

const { held, call, refusal } = testApp()

beforeEach(async () => {
  await run(held.database.db, sql`delete from pull_requests`)
  await run(held.database.db, sql`delete from accounts`)
  await given.people(held.database, [{ email: 'ada@example.com', name: 'Ada Lovelace' }])
})

/** A pull request of an account that its source calls a bot, or does not. */
const pull = (bot: boolean | undefined, email = 'ada@example.com') =>
  importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: 1,
        account: { username: 'ada', email, ...(bot !== undefined && { bot }) },
        opened_at: '2026-02-03T10:00:00Z',
      },
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
    now: given.NOW,
  })

const account = async () => {
  const [waiting, bots] = [
    await call('accounts.list', {}),
    await call('accounts.list', { bots: true }),
  ]
  const others = await call('accounts.list', { linked: true })
  const found = [waiting, bots, others].flatMap(({ accounts }) => accounts)[0]
  if (!found) throw new Error('There is no account.')
  return found
}

const dirty = () =>
  many<{ week: string }>(
    held.database.db,
    sql`with gone as (delete from dirty_weeks d returning d.week) select g.week from gone g order by 1`,
  )

test('a person says that an account is a bot, which holds until that is taken back', async () => {
  await pull(undefined)
  const { id } = await account()
  await dirty()
  expect(await call('accounts.judge', { id, bot: true })).toMatchObject({
    id,
    bot: true,
    bot_word: true,
    suspected: null,
  })
  expect(await dirty()).toEqual([{ week: '2026-02-02' }])
  await pull(undefined)
  expect(await account()).toMatchObject({ bot: true, link: 'email' })
  await dirty()
  expect(await call('accounts.judge', { id, bot: null })).toMatchObject({
    bot: false,
    bot_word: null,
  })
  expect(await dirty()).toEqual([{ week: '2026-02-02' }])
})

test('a person’s word holds over a source’s, then and later, and without it the source’s counts again', async () => {
  await pull(true)
  const { id } = await account()
  expect(await account()).toMatchObject({ bot: true, bot_word: null, user: null })
  await call('accounts.judge', { id, bot: false })
  await pull(true)
  expect(await account()).toMatchObject({ bot: false, bot_word: false })
  expect(await call('accounts.judge', { id, bot: null })).toMatchObject({ bot: true })
})

test('what is no bot any more is linked by the rules, and the weeks of its person are counted anew', async () => {
  await pull(true)
  const { id } = await account()
  await dirty()
  await call('accounts.judge', { id, bot: false })
  expect(await account()).toMatchObject({ link: 'email', user: { email: 'ada@example.com' } })
  expect(await dirty()).toEqual([{ week: '2026-02-02' }])
})

test('nothing is marked when nothing changes but who says so', async () => {
  await pull(true)
  const { id } = await account()
  await dirty()
  expect(await call('accounts.judge', { id, bot: true })).toMatchObject({ bot: true })
  expect(await dirty()).toEqual([])
})

test('the audit log has who said what of which account', async () => {
  await pull(undefined)
  const { id } = await account()
  await call('accounts.judge', { id, bot: true })
  const entry = await one(
    held.database.db,
    sql<{ details: object }>`
      select l.details from audit_log l where l.action = 'accounts.judge' order by l.id desc limit 1
    `,
  )
  expect(entry.details).toEqual({ bot: true })
})

test('needs the scope users:write', async () => {
  const refused = await refusal(
    'accounts.judge',
    { id: 'MQ', bot: true },
    { scopes: ['users:read'] },
  )
  expect(refused).toMatchObject({ error: 'not_authorized' })
})

test('names what is wrong', async () => {
  expect(await refusal('accounts.judge', { id: 'MTIzNDU', bot: true })).toMatchObject({
    status: 404,
    error: 'not_found',
  })
  expect(await refusal('accounts.judge', { id: 'MQ' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'bot' }] },
  })
})
