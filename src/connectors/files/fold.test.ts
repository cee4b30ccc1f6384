import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { headerKey } from './recognised.ts'

test('headers that differ in case, blanks, marks and brackets are one', () => {
  const spellings = [
    'Email Address [Required]',
    'email_address',
    'emailAddress',
    ' E-MAIL ADDRESS ',
  ]
  expect(new Set(spellings.map(fold))).toEqual(new Set(['emailaddress']))
  expect(fold('Größe 2 部門')).toBe('größe2部門')
})

test('a set of headers has one key, whatever their order', () => {
  const key = (...headers: string[]) => headerKey(headers.map((header) => ({ header })))
  expect(key('email', 'Team')).toBe(key('team', 'E-mail'))
  expect(key('email', 'team')).not.toBe(key('emailteam'))
  expect(key('email')).toMatch(/^[0-9a-f]{64}$/)
})
