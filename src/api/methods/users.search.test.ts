import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'zoe@example.com', name: 'Zoë Lovelace', team: 'Compilers' },
    { email: 'grace@example.com', name: 'Grace', github_username: 'amazing', coder_username: 'gh' },
    { email: 'ada@example.com', name: 'Ada', aliases: ['a.byron@example.org'] },
    { email: 'percent@example.com', name: '100% (Sure_ly)' },
    { email: 'e@example.com', name: 'Edsger', attributes: { Salary: ['high'], Level: ['L5'] } },
  ])
  const { attribute_groups } = await call('attributeGroups.list', {})
  const salary = attribute_groups.find(({ name }) => name === 'Salary')
  await call('attributeGroups.update', { id: salary?.id ?? '', privileged: true })
})

const names = async (q: string) => (await call('users.search', { q })).users.map(({ name }) => name)

test.each([
  ['', ['100% (Sure_ly)', 'Ada', 'Edsger', 'Grace', 'Zoë Lovelace']],
  ['LOVE', ['Zoë Lovelace']],
  ['amaz', ['Grace']],
  ['byron', ['Ada']],
  ['  gh ', ['Grace']],
  ['%', ['100% (Sure_ly)']],
  ['_l', ['100% (Sure_ly)']],
  ['\\', []],
  ['nobody', []],
])('"%s" finds %o, in order of name', async (q, found) => {
  expect(await names(q)).toEqual(found)
})

test('tells the team, and goes page by page', async () => {
  const last = await call('users.search', { page: 3, page_size: 2 })
  expect(last).toMatchObject({ next_page: null, total: 5, total_pages: 3 })
  expect(last.users).toMatchObject([{ name: 'Zoë Lovelace', team: { name: 'Compilers' } }])
  const first = await call('users.search', { page_size: 2 })
  expect(first).toMatchObject({ next_page: 2, users: [{ team: null }, { name: 'Ada' }] })
})

test('keeps what is privileged from a token of the organisation', async () => {
  const { users } = await call('users.search', { q: 'edsger' })
  expect(users[0]?.attributes).toEqual([{ name: 'Level', value: 'L5' }])
})

test('needs the scope users:read', async () => {
  expect(await refusal('users.search', {}, { scopes: ['snapshots:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('users.search', { q: 'x'.repeat(201) })).toMatchObject({
    error_details: { issues: [{ path: 'q' }] },
  })
})
