import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  amountOf,
  clean,
  countOf,
  emailOf,
  emailOfLogin,
  flagOf,
  partsOf,
  timeZoneOf,
  usernameOf,
} from './values.ts'

test.each([
  ['Jane.Doe@Example.com', 'Jane.Doe@Example.com'],
  [" o'brien+dx@mail.example.co.uk ", "o'brien+dx@mail.example.co.uk"],
  ['Doe, Jane <jane@corp.example>', 'jane@corp.example'],
  ['"Doe" <jane@corp.example>', 'jane@corp.example'],
  ['mailto:jane@corp.example', 'jane@corp.example'],
  ['"jane@corp.example"', 'jane@corp.example'],
  ['jörg@bücher.example', 'jörg@bücher.example'],
])('%s holds the address %s', (text, email) => {
  expect(emailOf(text)).toBe(email)
})

test.each([
  '',
  'jane',
  'jane@corp',
  '@corp.example',
  'jane@',
  'a@b@corp.example',
  'jane doe@corp.example',
  '.jane@corp.example',
  'ja..ne@corp.example',
  'jane.@corp.example',
  'a@corp.example,b@corp.example',
  'jane@-corp.example',
  'ja\uFFFDe@corp.example',
  `${'x'.repeat(250)}@corp.example`,
])('%j is no address', (text) => {
  expect(emailOf(text)).toBeUndefined()
})

test('no text takes long to be told from an address', () => {
  expect(emailOf(`a@${'a.'.repeat(100_000)}`)).toBeUndefined()
  expect(emailOf('<'.repeat(100_000))).toBeUndefined()
})

test('a guest of Entra is the address that was invited', () => {
  expect(emailOfLogin('pat_o_partner.example#EXT#@tenant.onmicrosoft.com')).toBe(
    'pat_o@partner.example',
  )
  expect(emailOfLogin('jane@corp.example')).toBe('jane@corp.example')
  expect(emailOfLogin('jane')).toBeUndefined()
})

test('yes and no are read in the words of files', () => {
  expect(['True', 'yes', '1', 'Y'].map(flagOf)).toEqual([true, true, true, true])
  expect(['FALSE', 'no', '0', 'n'].map(flagOf)).toEqual([false, false, false, false])
  expect(['WAHR', 'vrai', 'FALSCH', 'Falso'].map(flagOf)).toEqual([true, true, false, false])
  expect(flagOf('perhaps')).toBeUndefined()
})

test('numbers are plain ones from 0 on', () => {
  expect(['0', '42'].map(countOf)).toEqual([0, 42])
  expect(['-1', '1.5', '1,000', '1e3', '', '9'.repeat(16)].map(countOf)).toEqual(
    Array(6).fill(undefined),
  )
  expect(['0', '62.5'].map(amountOf)).toEqual([0, 62.5])
  expect(['-1', '1,5', '.5', 'NaN', 'Infinity'].map(amountOf)).toEqual(Array(5).fill(undefined))
})

test('a user name stands without its mark or its site', () => {
  expect(['@aki', 'https://github.com/aki/', 'aki'].map(usernameOf)).toEqual(['aki', 'aki', 'aki'])
  expect(usernameOf('@')).toBeUndefined()
})

test('a time zone must exist', () => {
  expect(timeZoneOf('Europe/Berlin')).toBe('Europe/Berlin')
  expect(timeZoneOf('Mars/Olympus')).toBeUndefined()
})

test('a cell of several values is cut at semicolons, bars, commas and line breaks', () => {
  expect(partsOf('a; b|c,d\ne;; ')).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('any text becomes one that a database can keep', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = clean(`${text}\0\uD800`)
      expect(kept.isWellFormed() && !kept.includes('\0') && kept === kept.trim()).toBe(true)
    }),
  ))
