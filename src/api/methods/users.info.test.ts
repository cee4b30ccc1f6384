import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal } = testApp()
const ada = { email: 'ada@example.com' }

beforeAll(async () => {
  const person = {
    ...ada,
    name: 'Ada',
    aliases: ['a.byron@example.org'],
    start_date: '2020-01-31',
    time_zone: 'Europe/London',
    github_username: 'ada',
    team: 'Compilers',
  }
  await given.people(held.database, [
    { ...person, attributes: { Level: ['L4'], Salary: ['low'], Shoes: ['38'] } },
    { email: 'vera@example.com', name: 'Vera', roles: ['Privileged User'] },
  ])
  await call('users.attributes.update', {
    ...ada,
    attributes: [{ name: 'level', value: 'L5' }],
    valid_from: '2026-02-01',
  })
  await importFacts(held.database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [{ account: { username: 'ada-l', email: 'ADA@example.com' }, status: 'active' }],
    options: { attribute: 'Coder' },
    now: given.NOW,
  })
  const { attribute_groups } = await call('attributeGroups.list', {})
  for (const { id, name } of attribute_groups)
    await call('attributeGroups.update', {
      id,
      ...(name === 'Salary' && { privileged: true }),
      ...(name === 'Shoes' && { hidden: true }),
    })
})

test('tells what is known of a user, with the history of attributes', async () => {
  const { user } = await call('users.info', ada)
  expect(user).toMatchObject({
    id: toWire(await given.idOf(held.database, ada.email)),
    name: 'Ada',
    email: ada.email,
    aliases: ['a.byron@example.org'],
    start_date: '2020-01-31',
    end_date: null,
    time_zone: 'Europe/London',
    writes_code: null,
    team: { name: 'Compilers' },
    accounts: [{ source: 'coder', username: 'ada-l', status: 'active', link: 'email' }],
    roles: [],
    deleted_at: null,
  })
  expect(user.attributes).toContainEqual({ name: 'Level', value: 'L5' })
  expect(user.history.filter(({ name }) => name === 'Level')).toEqual([
    { name: 'Level', value: 'L5', from: '2026-02-01', to: null, source: 'api' },
    { name: 'Level', value: 'L4', from: null, to: '2026-02-01', source: 'file' },
  ])
})

test('says which account is held for a bot, and by whose word', async () => {
  const bot = async () => {
    const { user } = await call('users.info', ada)
    return user.accounts.map(({ bot, bot_word, suspected }) => ({ bot, bot_word, suspected }))
  }
  expect(await bot()).toEqual([{ bot: false, bot_word: null, suspected: null }])
  const [account] = (await call('users.info', ada)).user.accounts
  await call('accounts.judge', { id: account?.id ?? '', bot: true })
  expect(await bot()).toEqual([{ bot: true, bot_word: true, suspected: null }])
  await call('accounts.judge', { id: account?.id ?? '', bot: null })
})

test('finds the user by id and by any address', async () => {
  const id = toWire(await given.idOf(held.database, ada.email))
  for (const args of [{ id }, { id: `${id}==` }, { email: 'A.Byron@example.org' }])
    expect((await call('users.info', args)).user.email).toBe(ada.email)
})

test('knows those too whom users.list leaves out', async () => {
  await given.people(held.database, [{ email: 'new@example.com', name: 'Not listed' }])
  expect((await call('users.info', { email: 'new@example.com' })).user).toMatchObject({
    name: 'Not listed',
    team: null,
    accounts: [],
    history: [],
  })
})

test('keeps privileged attributes and their history from those who may not see them', async () => {
  const told = async (token: string) => JSON.stringify(await call('users.info', ada, { token }))
  expect(await told(await given.token(held.database))).not.toContain('Salary')
  const session = await given.session(held.database, 'vera@example.com', held.now)
  expect(await refusal('users.info', ada, { session })).toMatchObject({ error: 'not_authorized' })
  await given.people(held.database, [{ email: 'vera@example.com', roles: ['Workspace Admin'] }])
  const seen = await told(await given.token(held.database, { email: 'vera@example.com' }))
  expect(seen.match(/Salary/g)).toHaveLength(2)
  expect(seen).not.toContain('Shoes')
})

test('needs the scope users:read', async () => {
  expect(await refusal('users.info', ada, { scopes: ['snapshots:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('says so when there is nobody, or nobody was named', async () => {
  for (const args of [{ email: 'x@example.com' }, { id: 'OTk5OTk' }, { id: '%' }])
    expect(await refusal('users.info', args)).toMatchObject({ status: 404, error: 'not_found' })
  expect(await refusal('users.info', {})).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'id' }] },
  })
})
