import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal } = testApp()

const import_ = () =>
  importFacts(held.database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [{ account: { username: 'adalovelace', email: 'ada@home.example' } }],
  })

let pair: { id: string; user_id: string }
beforeEach(async () => {
  await given.people(held.database, [{ email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }])
  await import_()
  const [account] = (await call('accounts.list', {})).accounts
  const user_id = toWire(await given.idOf(held.database, 'ada.lovelace@example.com'))
  pair = { id: account?.id ?? '', user_id }
})

const suggested = async () => (await call('accounts.list', {})).accounts[0]?.suggestions.length

test('what is rejected does not come back, until that is taken back', async () => {
  expect(await suggested()).toBe(1)
  await call('accounts.reject', pair)
  await call('accounts.reject', pair)
  expect(await suggested()).toBe(0)
  await call('accounts.reject', { ...pair, rejected: false })
  expect(await suggested()).toBe(1)
})

test('no rule links what was rejected, but a person may', async () => {
  await call('accounts.reject', pair)
  await given.people(held.database, [
    { email: 'ada.lovelace@example.com', coder_username: 'adalovelace' },
  ])
  await import_()
  expect((await call('accounts.list', {})).total).toBe(1)
  await call('accounts.link', { id: pair.id, email: 'ada.lovelace@example.com' })
  expect(await refusal('accounts.reject', pair)).toMatchObject({ status: 409, error: 'conflict' })
  await call('accounts.unlink', { id: pair.id })
  expect(await suggested()).toBe(1)
})

test('needs the scope users:write, and an account and a person that there are', async () => {
  expect(await refusal('accounts.reject', pair, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
  for (const wrong of [{ id: toWire(99_999) }, { user_id: toWire(99_999) }])
    expect(await refusal('accounts.reject', { ...pair, ...wrong })).toMatchObject({ status: 404 })
  expect(await refusal('accounts.reject', { id: pair.id })).toMatchObject({
    error_details: { issues: [{ path: 'user_id' }] },
  })
})
