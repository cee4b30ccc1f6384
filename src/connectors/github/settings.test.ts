import { expect, test } from 'vitest'
import { apiUrl, GitHubSecret, GitHubSettings, graphqlUrl } from './settings.ts'

test.each([
  ['https://api.github.com', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['https://api.github.com/', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['https://github.com/acme', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
  ['https://api.acme.ghe.com', 'https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
  ['https://git.acme.test', 'https://git.acme.test/api/v3', 'https://git.acme.test/api/graphql'],
  [
    'https://git.acme.test:8443/api/v3/',
    'https://git.acme.test:8443/api/v3',
    'https://git.acme.test:8443/api/graphql',
  ],
])('the address %s leads to the API at %s', (url, rest, graphql) => {
  expect(apiUrl({ url })).toBe(rest)
  expect(graphqlUrl(rest)).toBe(graphql)
})

test('only the organisation must be stated', () => {
  expect(GitHubSettings.parse({ organization: 'acme' })).toEqual({
    url: 'https://api.github.com',
    organization: 'acme',
    production_environments: ['production', 'prod'],
  })
  expect(GitHubSettings.safeParse({ organization: 'acme/app' }).success).toBe(false)
  expect(GitHubSettings.safeParse({ organization: 'acme', url: 'file:///etc' }).success).toBe(false)
})

test('a secret is a token or the whole key of an App', () => {
  expect(GitHubSecret.safeParse({ token: 't' }).success).toBe(true)
  expect(GitHubSecret.safeParse({ app_id: 1, private_key: 'k' }).success).toBe(false)
  expect(GitHubSecret.parse({ app_id: 1, private_key: 'k', installation_id: '7' })).toEqual({
    app_id: '1',
    private_key: 'k',
    installation_id: 7,
  })
})
