import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { GEOS } from './coefficients.ts'
import { asciiOf, drawLogin, drawName, uniqueNames } from './naming.ts'

test.each([
  ['Jürgen', 'jurgen'],
  ['Weiß', 'weiss'],
  ['Łukasz', 'lukasz'],
  ['Đurić', 'duric'],
  ['Øster', 'oster'],
  ['Yılmaz', 'yilmaz'],
  ['Nguyễn', 'nguyen'],
  ['Íñigo', 'inigo'],
])('%s is %s in an address', (name, ascii) => {
  expect(asciiOf(name)).toBe(ascii)
})

test('every name that is drawn has letters left for an address and a login', () => {
  const source = random(1)
  for (let i = 0; i < 2000; i++) {
    const name = drawName(source.pick(GEOS).name, source)
    expect(asciiOf(name.given)).toMatch(/^[a-z]{2,}$/)
    expect(asciiOf(name.family)).toMatch(/^[a-z]{2,}$/)
    expect(drawLogin(name, source)).toMatch(/^[A-Za-z][A-Za-z0-9]*(-[a-z]+)?$/)
  }
})

test('a name that is taken gets a number, whatever its case', () => {
  const unique = uniqueNames()
  expect(['ana', 'Ana', 'ana2', 'ana'].map(unique)).toEqual(['ana', 'Ana2', 'ana22', 'ana3'])
})

test('no two names come out the same', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[abAB]{1,2}[23]?$/)), (wanted) => {
      const names = wanted.map(uniqueNames()).map((name) => name.toLowerCase())
      expect(new Set(names).size).toBe(names.length)
    }),
  )
})
