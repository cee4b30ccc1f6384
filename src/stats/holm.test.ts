import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { holm } from './holm.ts'

type Fields = { p: number[]; holm: number[]; benjamini_hochberg: number[] }

test.each(fixture<Fields>('adjusted'))('chances are adjusted as by R’s $call: $name', (c) => {
  expectSame(holm(c.p), c.holm)
  expectSame(benjaminiHochberg(c.p), c.benjamini_hochberg)
})

test('no adjusted chance is smaller than it was, larger than 1, or out of order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
      for (const adjusted of [holm(p), benjaminiHochberg(p)]) {
        const pairs = p.map((before, i) => ({ before, after: adjusted[i] as number }))
        for (const { before, after } of pairs) {
          expect(after).toBeGreaterThanOrEqual(before)
          expect(after).toBeLessThanOrEqual(1)
        }
        const afters = pairs.toSorted((a, b) => a.before - b.before).map(({ after }) => after)
        expect(afters).toEqual(afters.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('Benjamini and Hochberg’s chances are at most Holm’s', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
      const strict = holm(p)
      benjaminiHochberg(p).forEach((chance, i) => {
        expect(chance).toBeLessThanOrEqual((strict[i] as number) * (1 + 1e-15))
      })
    }),
  )
})

function expectSame(got: number[], wanted: number[]): void {
  expect(got).toHaveLength(wanted.length)
  got.forEach((value, i) => {
    expectClose(value, wanted[i] as number, 1e-14)
  })
}
