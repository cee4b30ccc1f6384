import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from './sealed.ts'

const key = 'a key of the installation'

test('a secret comes back as it was, and never the same text twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (secret, owner) => {
      const sealed = seal(secret, { key, owner })
      expect(unseal(sealed, { key, owner })).toEqual(JSON.parse(JSON.stringify(secret)))
      expect(seal(secret, { key, owner })).not.toBe(sealed)
    }),
  )
})

test.each([
  ['another key', { key: 'another', owner: 'source:1' }],
  ['another owner', { key, owner: 'source:2' }],
])('a secret does not open with %s', (_, given) => {
  const sealed = seal({ token: 'abc' }, { key, owner: 'source:1' })
  expect(() => unseal(sealed, given)).toThrow('FACET_SECRET')
})

test('a secret that was tampered with does not open', () => {
  const sealed = seal({ token: 'abc' }, { key, owner: 'source:1' })
  const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`
  expect(() => unseal(changed, { key, owner: 'source:1' })).toThrow('FACET_SECRET')
})
