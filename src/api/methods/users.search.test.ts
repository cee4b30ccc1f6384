import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import type { Args } from '../methods.ts'

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

describe('only people', () => {
  beforeAll(() =>
    given.people(held.database, [
      {
        email: 'k1@example.com',
        name: 'K1',
        team: 'K / Left',
        attributes: { Band: ['B1'], Site: ['Lisbon'] },
      },
      {
        email: 'k2@example.com',
        name: 'K2',
        team: 'K / Right',
        attributes: { Band: ['B2'], Site: ['Lisbon'] },
      },
      {
        email: 'k3@example.com',
        name: 'K3',
        team: 'K / Right',
        attributes: { Band: ['B3'], Site: ['Porto'] },
      },
    ]),
  )

  const among = async (args: Args<'users.search'>) => {
    const query = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, JSON.stringify(value)]),
    )
    const { users, total } = await call('users.search', query as Args<'users.search'>)
    expect(total).toBe(users.length)
    return users.map(({ name }) => name)
  }

  test.each([
    [{ filter: ['Band=B1'] }, ['K1']],
    [{ filter: ['band=b1|b3'] }, ['K1', 'K3']],
    [{ filter: ['Band=B1|B2', 'Site=Lisbon'] }, ['K1', 'K2']],
    [{ filter: ['Band=B1', 'Site=Porto'] }, []],
    [{ team: ['K'] }, ['K1', 'K2', 'K3']],
    [{ team: ['Left', 'Right'], filter: ['Site=Lisbon'] }, ['K1', 'K2']],
    [{ team: ['Right'], filter: ['Band=B1|B2|B3'] }, ['K2', 'K3']],
  ])('with %o', async (args, found) => {
    expect(await among(args)).toEqual(found)
  })

  test('who have the value today, and whose name holds the text', async () => {
    await call('users.attributes.update', {
      email: 'k1@example.com',
      attributes: [{ name: 'Band', value: 'B2' }],
      valid_from: '2026-03-01',
    })
    expect(await among({ filter: ['Band=B1'] })).toEqual([])
    const found = await call('users.search', { q: 'k1', filter: 'Band=B2' as unknown as string[] })
    expect(found.users.map(({ name }) => name)).toEqual(['K1'])
  })

  test('filters by a sensitive attribute alone, never beside another', async () => {
    const facts = [{ email: 'k1@example.com', attributes: { Rating: ['good'] } }]
    await given.people(held.database, facts)
    expect(await among({ filter: ['Rating=good'] })).toEqual(['K1'])
    const both = { filter: ['Rating=good', 'Site=Lisbon'] }
    expect(await refusal('users.search', both)).toMatchObject({ error: 'purpose_refused' })
  })

  test.each([
    [{ filter: 'Band' }, 422, 'Band'],
    [{ filter: 'Salary=high' }, 422, 'no attribute "Salary"'],
    [{ filter: 'Band=B9' }, 422, 'B1, B2, B3'],
    [{ team: 'Nowhere' }, 404, 'Nowhere'],
  ])('is refused for %o', async (args, status, word) => {
    expect(await refusal('users.search', args)).toMatchObject({
      status,
      message: expect.stringContaining(word),
    })
  })
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
