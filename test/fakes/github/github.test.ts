import { expect, test } from 'vitest'
import type { GraphqlError } from '../graphql/execute.ts'
import { fakeGitHub, TOKEN } from './github.ts'
import { merged, person, repository, world } from './world.ts'

const ann = person('ann', 1)
const acme = world([repository('app', [merged(1, ann, 0), merged(2, ann, 10)])])

interface Answer {
  data?: { repository: { pullRequests: { nodes: unknown[]; pageInfo: { endCursor: string } } } }
  errors?: GraphqlError[]
}

async function ask(query: string, variables = {}) {
  const { app } = fakeGitHub(acme)
  const answer = await app.request('/api/graphql', {
    method: 'POST',
    headers: { authorization: `bearer ${TOKEN}`, 'user-agent': 'test' },
    body: JSON.stringify({ query, variables }),
  })
  return (await answer.json()) as Answer
}

const pulls = (args: string, inner = '') =>
  `query Q($first: Int!) { repository(owner: "acme", name: "app") {
    pullRequests(${args}) { nodes { number ${inner} } } } }`

test('a query gets the fields that it asks for, and no others', async () => {
  const query = `query Q { me: viewer { name: login } }`
  expect(await ask(query)).toEqual({ data: { me: { name: 'machine' } } })
})

test('a field that does not exist is an error of the whole query', async () => {
  const { data, errors } = await ask('query Q { viewer { shoeSize } }')
  expect(data).toBeUndefined()
  expect(errors?.[0]?.extensions).toEqual({ code: 'undefinedField', fieldName: 'shoeSize' })
})

test.each([
  [{}, 'MISSING_PAGINATION_BOUNDARIES', ''],
  [{ first: 101 }, 'EXCESSIVE_PAGINATION', 'first: $first'],
  [{ first: 0 }, 'EXCESSIVE_PAGINATION', 'first: $first'],
])('a list with %o is refused', async (variables, type, args) => {
  const query = pulls(args || 'after: ""')
  expect((await ask(query, variables)).errors?.[0]).toMatchObject({ type })
})

test('lists in lists are refused above 500,000 nodes', async () => {
  const query = pulls(
    'first: 100',
    'reviews(first: 100) { nodes { comments(first: 100) { nodes { id } } } }',
  )
  expect((await ask(query, { first: 1 })).errors?.[0]?.type).toBe('MAX_NODE_LIMIT_EXCEEDED')
})

test('a variable must be given, and of its type', async () => {
  for (const variables of [{}, { first: 'one' }, { first: null }])
    expect((await ask(pulls('first: $first'), variables)).errors).toHaveLength(1)
  expect((await ask(pulls('first: $first'), { first: 1 })).errors).toBeUndefined()
})

test('a page goes on after its cursor, even if what it ended with has moved', async () => {
  const query = `query Q($after: String) { repository(owner: "acme", name: "app") {
    pullRequests(first: 1, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } } }`
  const first = (await ask(query)).data?.repository.pullRequests
  expect(first?.nodes).toEqual([{ number: 2 }])
  const moved = acme.repositories[0]?.pullRequests[1]
  if (moved) moved.updatedAt = '2026-05-01T00:00:00Z'
  const variables = { after: first?.pageInfo.endCursor }
  const second = (await ask(query, variables)).data?.repository.pullRequests
  expect(second).toMatchObject({ nodes: [{ number: 1 }], pageInfo: { hasNextPage: false } })
})
