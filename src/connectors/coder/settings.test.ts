import { expect, test } from 'vitest'
import { coder } from './coder.ts'
import { apiOf, Secret, Settings } from './settings.ts'

test.each([
  'https://coder.example.com',
  'https://coder.example.com/',
  'https://coder.example.com/api/v2',
  'https://coder.example.com/api/v2/',
  'https://coder.example.com/api',
])('the API of %s is below /api/v2', (url) => {
  expect(apiOf(url)).toBe('https://coder.example.com/api/v2')
})

test('a server below a path is called there, with its port', () => {
  const url = 'http://dev.example.com:7080/coder/'
  expect(apiOf(url)).toBe('http://dev.example.com:7080/coder/api/v2')
  expect(coder.hosts(Settings.parse({ url }))).toEqual(['dev.example.com:7080'])
})

test.each(['coder.example.com', 'ftp://coder.example.com', 'https://ada:pw@coder.example.com', ''])(
  'the address %j is refused',
  (url) => {
    expect(Settings.safeParse({ url }).success).toBe(false)
  },
)

test('less is read unless more is wanted, and blanks around a token are dropped', () => {
  const settings = Settings.parse({ url: 'https://coder.example.com' })
  expect(settings).toMatchObject({ workspaces: false, groups: false })
  expect(Secret.parse({ token: ' abc \n' })).toEqual({ token: 'abc' })
  expect(Secret.safeParse({ token: '  ' }).success).toBe(false)
})
