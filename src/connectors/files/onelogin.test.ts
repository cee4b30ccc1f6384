import { expect, test } from 'vitest'
import { factsOf, read } from './fixtures/given.ts'

const user = (id: number, more: object = {}) => ({
  id,
  email: `p${id}@corp.example`,
  username: `p${id}`,
  firstname: 'Person',
  lastname: `${id}`,
  status: 1,
  state: 1,
  last_login: null,
  created_at: '2024-03-01T09:00:00.000Z',
  updated_at: '2024-03-01T09:00:00.000Z',
  activated_at: null,
  department: null,
  title: null,
  group_id: null,
  role_ids: [7, 8],
  ...more,
})

test('the answer of the API of OneLogin tells who people are', async () => {
  const more = {
    title: 'Staff Engineer',
    department: 'Compilers',
    company: 'Corp',
    custom_attributes: { shoe: '44' },
  }
  const text = JSON.stringify([user(1, more)])
  expect((await read(text)).recognised).toMatchObject({
    format: 'onelogin-json',
    kind: 'people',
    notes: ['Left out: custom_attributes.shoe. Map a column to keep it.'],
  })
  expect(await factsOf(text)).toEqual([
    {
      email: 'p1@corp.example',
      name: 'Person 1',
      deactivated: false,
      attributes: { Title: ['Staff Engineer'], Department: ['Compilers'], Company: ['Corp'] },
    },
  ])
})

test('of the numbers of OneLogin only the one for suspended deactivates a person', async () => {
  const statuses = [0, 1, 2, 3, 4, 5, 7, 8]
  const text = JSON.stringify(statuses.map((status) => user(status, { status })))
  const facts = await factsOf(text)
  expect(facts.map((fact) => 'deactivated' in fact && fact.deactivated)).toEqual(
    statuses.map((status) => status === 2),
  )
})

test('who awaits a first password in OneLogin has an account that was never used', async () => {
  const text = JSON.stringify([user(1, { status: 7 }), user(2)])
  const users = await factsOf(text, { as: 'tool_users' })
  expect(users).toMatchObject([{ status: 'dormant' }, { status: 'active' }])
})
