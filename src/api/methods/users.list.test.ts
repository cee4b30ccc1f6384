import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'
import { usersList } from './users.list.ts'

const { held, call, refusal, send } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    {
      email: 'ada@example.com',
      name: 'Ada "Countess" L',
      github_username: 'ada',
      gitlab_username: 'ada.l',
      additional_github_username: 'ada-alt',
      roles: ['Team Lead'],
      attributes: { Level: ['L5'], Tools: ['Coder', 'Cursor'], Salary: ['high'], Shoes: ['44'] },
    },
    { email: 'grace@example.com', name: 'Grace', deactivated: true, start_date: '2020-01-01' },
    { email: 'edsger@example.com', name: 'Edsger', team: 'Compilers' },
    { email: 'nobody@example.com', name: 'Not listed' },
    { email: 'vera@example.com', name: 'Vera', roles: ['Privileged User', 'Workspace Admin'] },
  ])
  const { attribute_groups } = await call('attributeGroups.list', {})
  for (const { id, name } of attribute_groups)
    await call('attributeGroups.update', {
      id,
      ...(name === 'Salary' && { privileged: true }),
      ...(name === 'Shoes' && { hidden: true }),
    })
})

test('lists users a page at a time, with the documented fields in the documented order', async () => {
  const first = await call('users.list', { page_size: 2 })
  expect(JSON.stringify(first)).toBe(
    JSON.stringify({
      ok: true,
      users: [
        {
          id: toWire(await given.idOf(held.database, 'ada@example.com')),
          name: 'Ada "Countess" L',
          email: 'ada@example.com',
          github_username: 'ada',
          gitlab_username: 'ada.l',
          additional_github_username: 'ada-alt',
          attributes: [
            { name: 'Level', value: 'L5' },
            { name: 'Tools', value: 'Coder' },
            { name: 'Tools', value: 'Cursor' },
          ],
          deleted_at: null,
          roles: [{ name: 'Team Lead', description: '' }],
        },
        {
          id: toWire(await given.idOf(held.database, 'grace@example.com')),
          name: 'Grace',
          email: 'grace@example.com',
          github_username: null,
          gitlab_username: null,
          additional_github_username: null,
          attributes: [],
          deleted_at: '2026-03-02T00:00:00.000Z',
          roles: [],
        },
      ],
      next_page: 2,
      total: 4,
      total_pages: 2,
    }),
  )
})

test('a page holds to the shape that stands in the documentation', async () => {
  const answer = await call('users.list', {})
  const { ok, ...told } = answer
  expect(ok).toBe(true)
  expect(usersList.result.encode(usersList.result.decode(told))).toEqual(told)
})

test('has a hundred users on a page unless told otherwise', async () => {
  expect(await call('users.list', {})).toMatchObject({ next_page: null, total_pages: 1 })
  expect((await call('users.list', { page: 1, page_size: 100 })).users).toHaveLength(4)
})

test('goes on where the page before has ended, and has an empty page past the end', async () => {
  const last = await call('users.list', { page: 2, page_size: 3 })
  expect(last).toMatchObject({ next_page: null, total: 4, total_pages: 2 })
  expect(last.users.map(({ name }) => name)).toEqual(['Vera'])
  for (const page of [3, 1_000_000, Number.MAX_SAFE_INTEGER])
    expect(await call('users.list', { page, page_size: 3 })).toEqual({
      ok: true,
      users: [],
      next_page: null,
      total: 4,
      total_pages: 2,
    })
})

test('shows a change at once', async () => {
  const token = await given.token(held.database, { scopes: ['users:read'] })
  const names = async () =>
    (await call('users.list', { page_size: 100 }, { token })).users.map(({ name }) => name)
  expect(await names()).not.toContain('Not listed')
  await call('users.update', { email: 'nobody@example.com', start_date: '2026-01-01' })
  expect(await names()).toContain('Not listed')
  await call('users.update', { email: 'nobody@example.com', start_date: null })
  expect(await names()).not.toContain('Not listed')
})

test('shows privileged attributes only to a personal token whose user may see them', async () => {
  const seen = async (token: string) => {
    const { users } = await call('users.list', { page_size: 1 }, { token })
    return users[0]?.attributes.map(({ name }) => name)
  }
  expect(await seen(await given.token(held.database))).toEqual(['Level', 'Tools', 'Tools'])
  const privileged = await given.token(held.database, { email: 'vera@example.com' })
  expect(await seen(privileged)).toEqual(['Level', 'Salary', 'Tools', 'Tools'])
})

test.each([
  ['its documented name', '/users.list?page=1&page_size=50', {}],
  ['its older name', '/users.listAttributable', {}],
  ['its name in other letters', '/USERS.LIST?page_size=50', {}],
  ['POST with JSON', '/users.list', json({ page_size: 50 })],
  ['POST with a form', '/users.list', form('page_size=50&page=1')],
  ['POST without a body', '/users.list', { method: 'POST' }],
  ['arguments that it does not know', '/users.list?order=name&token=x', {}],
])('answers to %s', async (_, path, init) => {
  const response = await send(path, init)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toMatchObject({ ok: true, total: 4, next_page: null })
})

test('JSON wins over the query', async () => {
  const response = await send('/users.list?page_size=2', json({ page_size: 1 }))
  expect(await response.json()).toMatchObject({ total_pages: 4 })
})

test.each([
  'page=0',
  'page=-1',
  'page=1.5',
  'page=two',
  'page=',
  'page=9007199254740993',
  'page_size=0',
  'page_size=101',
  'page_size=1e1',
  'page_size=null',
])('names the argument that is wrong in ?%s', async (query) => {
  const response = await send(`/users.list?${query}`)
  expect(response.status).toBe(422)
  const [path] = query.split('=')
  expect(await response.json()).toMatchObject({
    ok: false,
    error: 'invalid_arguments',
    message: expect.stringContaining(`${path}: `),
    error_details: { message: expect.any(String), issues: [{ path }] },
  })
})

test.each([
  [401, 'not_authed', {}],
  [401, 'not_authed', { authorization: 'Basic YTpi' }],
  [401, 'invalid_auth', { authorization: 'Bearer facet_unknown' }],
])('says %i %s to a request with %o', async (status, error, headers) => {
  const response = await held.app.request('/users.list', { headers })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ ok: false, error })
})

test('needs the scope users:read', async () => {
  expect(
    await refusal('users.list', {}, { scopes: ['snapshots:read', 'users:write'] }),
  ).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
})

function json(body: object): RequestInit {
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

function form(body: string): RequestInit {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST', headers, body }
}
