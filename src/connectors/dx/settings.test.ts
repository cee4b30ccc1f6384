import { expect, test } from 'vitest'
import { dx } from './dx.ts'
import { apiOf, Settings } from './settings.ts'

test.each([
  ['https://api.getdx.com', 'https://api.getdx.com'],
  ['https://app.getdx.com/admin/tokens', 'https://api.getdx.com'],
  ['https://acme.getdx.io/', 'https://api.acme.getdx.io'],
  ['https://api.acme.getdx.io', 'https://api.acme.getdx.io'],
  ['http://facet.internal:4000/', 'http://facet.internal:4000'],
  ['https://proxy.example.com/dx/', 'https://proxy.example.com/dx'],
])('%s is called at %s', (url, api) => {
  expect(apiOf(url)).toBe(api)
})

test('the public DX is called unless told otherwise, and only its host', () => {
  expect(dx.hosts(Settings.parse({}))).toEqual(['api.getdx.com'])
  expect(dx.hosts(Settings.parse({ url: 'https://acme.getdx.io' }))).toEqual(['api.acme.getdx.io'])
})

test.each(['ftp://api.getdx.com', 'https://user:secret@api.getdx.com', 'getdx.com'])(
  'the address %s is refused',
  (url) => {
    expect(Settings.safeParse({ url }).success).toBe(false)
  },
)
