import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { rollup } from '../../metrics/rollup.ts'
import { toWire } from '../../model/index.ts'
import { many } from '../../store/db.ts'

const { held, call, refusal } = testApp()

const import_ = () =>
  importFacts(held.database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [
      { tool: 'Coder', day: '2026-02-03', account: { username: 'ada', email: 'ada@example.com' } },
    ],
    options: { from: '2026-02-02', to: '2026-02-09' },
  })

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', name: 'Ada Lovelace' },
    { email: 'grace@example.com', name: 'Grace Hopper' },
  ])
  await import_()
  await rollup(held.database)
})

const id = async () => {
  const { user } = await call('users.info', { email: 'ada@example.com' })
  return user.accounts[0]?.id ?? ''
}

test('an account that a rule had linked is free, counted anew, and not linked to the same person again', async () => {
  const account = { id: await id() }
  expect(await call('accounts.unlink', account)).toMatchObject({ unlinked: 1 })
  const dirty = await many(held.database.db, sql`select distinct d.user_id from dirty_weeks d`)
  expect(dirty).toHaveLength(1)
  await import_()
  const { accounts } = await call('accounts.list', {})
  expect(accounts).toMatchObject([{ ...account, link: null, user: null, suggestions: [] }])
  expect(await call('accounts.unlink', account)).toMatchObject({ unlinked: 0 })
})

test('is reversible: the account is linked again by hand', async () => {
  const [account] = (await call('accounts.list', {})).accounts
  await call('accounts.link', { id: account?.id ?? '', email: 'ada@example.com' })
  expect(await id()).toBe(account?.id)
})

test('what a person has said is nobody’s waits for somebody again', async () => {
  const account = { id: await id() }
  await call('accounts.link', account)
  expect((await call('accounts.list', {})).total).toBe(0)
  await call('accounts.unlink', account)
  expect((await call('accounts.list', {})).total).toBe(1)
})

test('an act of another kind is no acceptance', async () => {
  expect(await refusal('accounts.unlink', { accepted: toWire(1) })).toMatchObject({
    error: 'not_found',
  })
})

test('needs the scope users:write, an account that there is, and one of the two', async () => {
  expect(
    await refusal('accounts.unlink', { id: toWire(1) }, { scopes: ['users:read'] }),
  ).toMatchObject({ error: 'not_authorized' })
  expect(await refusal('accounts.unlink', { id: toWire(99_999) })).toMatchObject({ status: 404 })
  for (const args of [{}, { id: toWire(1), accepted: toWire(1) }])
    expect(await refusal('accounts.unlink', args)).toMatchObject({
      error_details: { issues: [{ path: 'id' }] },
    })
})
