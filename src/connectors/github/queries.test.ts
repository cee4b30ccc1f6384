import { expect, test } from 'vitest'
import { weigh } from '../../../test/fakes/github/limits.ts'
import { parseQuery } from '../../../test/fakes/graphql/graphql.ts'
import * as queries from './queries.ts'

const variables = { first: 50, newest: true, whole: true }

test.each([
  ['a page of members', queries.members({ addresses: true }), 100, 1],
  ['a page of teams', queries.TEAMS, 20, 1],
  ['a page of repositories', queries.REPOSITORIES, 50, 1],
  ['a page of pull requests', queries.PULL_REQUESTS, 25, 1],
  ['a page of deployments', queries.DEPLOYMENTS, 50, 1],
])('%s costs what the comment says', (_, text, first, cost) => {
  const weight = weigh(parseQuery(text), { ...variables, first })
  expect(weight.errors).toEqual([])
  expect(weight.cost).toBe(cost)
})
