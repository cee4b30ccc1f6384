import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { many } from '../../store/db.ts'

const { held, call, refusal } = testApp()

beforeEach(async () => {
  await given.people(held.database, [
    { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' },
    { email: 'grace.hopper@example.com', name: 'Grace Hopper' },
  ])
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      {
        repo: 'a/b',
        number: 1,
        account: { username: 'alovelace' },
        opened_at: '2026-02-03T10:00:00Z',
        merged_at: '2026-02-04T10:00:00Z',
      },
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
    now: given.NOW,
  })
})

const unmatched = async () => (await call('accounts.list', {})).accounts

test('an unmatched account is listed with whose it might be', async () => {
  expect(await unmatched()).toMatchObject([
    {
      source: 'github',
      username: 'alovelace',
      link: null,
      user: null,
      pull_requests: 1,
      suggestions: [
        {
          user: { email: 'ada.lovelace@example.com' },
          score: 0.6,
          reasons: ['name_like_username'],
        },
      ],
    },
  ])
})

test('a person says whose it is, whose it is not, and the weeks of both are counted anew', async () => {
  const [account] = await unmatched()
  const id = account?.id ?? ''
  await call('accounts.link', { id, email: 'grace.hopper@example.com' })
  expect(await unmatched()).toEqual([])
  await call('accounts.link', { id, email: 'ada.lovelace@example.com' })
  const { accounts } = await call('accounts.list', { linked: true })
  expect(accounts).toMatchObject([{ link: 'hand', user: { email: 'ada.lovelace@example.com' } }])
  const dirty = await many(
    held.database.db,
    sql`select distinct d.user_id from dirty_weeks d where d.week = '2026-02-02'`,
  )
  expect(dirty).toHaveLength(2)
})

test('what a person has said is nobody’s stays so, whatever is imported after', async () => {
  await importFacts(held.database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [{ account: { username: 'build' } }],
    now: given.NOW,
  })
  const [account] = await unmatched()
  await call('accounts.link', { id: account?.id ?? '' })
  await given.people(held.database, [
    { email: 'ada.lovelace@example.com', coder_username: 'build' },
  ])
  expect((await call('accounts.list', { linked: true, source: 'coder' })).accounts).toMatchObject([
    { link: 'none', user: null },
  ])
})

test('needs the scope users:write', async () => {
  const refused = await refusal('accounts.link', { id: 'MQ' }, { scopes: ['users:read'] })
  expect(refused).toMatchObject({ error: 'not_authorized' })
})

test('names what is wrong', async () => {
  expect(await refusal('accounts.link', { id: 'MTIzNDU' })).toMatchObject({
    status: 404,
    error: 'not_found',
  })
  expect(await refusal('accounts.link', { email: 'x' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'id' }] },
  })
})
