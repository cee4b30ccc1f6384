import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { chiSquaredCdf, chiSquaredUpper } from './chi-squared.ts'
import { continuedFraction } from './continued-fraction.ts'
import { deviance } from './deviance.ts'
import { fCdf, fUpper } from './f.ts'
import { betaKernel, incompleteBeta } from './incomplete-beta.ts'
import { incompleteGamma } from './incomplete-gamma.ts'
import { lnGamma, stirlingError } from './ln-gamma.ts'
import { normalCdf, normalQuantile, normalUpper } from './normal.ts'
import { tCdf, tQuantile, tUpper } from './t.ts'

const FUNCTIONS: Record<string, (...parameters: number[]) => number> = {
  normalCdf,
  normalUpper,
  normalQuantile,
  tCdf,
  tUpper,
  tQuantile,
  chiSquaredCdf,
  chiSquaredUpper,
  fCdf,
  fUpper,
  incompleteBeta: (x, a, b) =>
    incompleteBeta(x as number, 1 - (x as number), a as number, b as number).lower,
  lnGamma,
  incompleteGamma: (a, x) => incompleteGamma(a as number, x as number).lower,
  incompleteGammaUpper: (a, x) => incompleteGamma(a as number, x as number).upper,
  betaKernel: (x, a, b) => betaKernel(x as number, 1 - (x as number), a as number, b as number),
  // Lambert's continued fraction of tanh
  continuedFraction: (x = 0) =>
    continuedFraction(
      (n) => (n === 1 ? x : x * x),
      (n) => Math.max(0, 2 * n - 1),
    ),
}

const REMAINDERS: Record<string, (x: number, m: number) => number> = { stirlingError, deviance }

describe('distributions', () => {
  test.each(fixture<{ arguments: number[][]; expected: number[] }>('distributions'))(
    '$name is R’s $call to 12 digits, far out in the tails too',
    ({ name, arguments: points, expected }) => {
      points.forEach((point, i) => {
        const got = FUNCTIONS[name]?.(...point) ?? Number.NaN
        const wanted = expected[i] as number
        const message = `${name}(${point}) is ${got}, not ${wanted}`
        // Near the middle a quantile is only as exact as its share.
        const tolerance = 1e-12 * Math.abs(wanted) + (name.endsWith('Quantile') ? 1e-15 : 0)
        expect(Math.abs(got - wanted), message).toBeLessThanOrEqual(tolerance)
      })
    },
  )

  test.each(fixture<{ arguments: number[][]; expected: number[] }>('remainders'))(
    '$name is what R’s $call leaves over',
    ({ name, arguments: points, expected }) => {
      points.forEach(([x = 0, m = 0], i) => {
        expectClose(REMAINDERS[name]?.(x, m) ?? Number.NaN, expected[i] as number, 1e-9)
      })
    },
  )

  test('the two tails of a distribution add to 1', () => {
    const df = fc.double({ min: 0.5, max: 1e9, noNaN: true })
    const x = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(
      fc.property(x, df, df, (x, df1, df2) => {
        expectClose(normalCdf(x) + normalUpper(x), 1, 1e-14)
        expectClose(tCdf(x, df1) + tUpper(x, df1), 1, 1e-14)
        expectClose(chiSquaredCdf(x, 1000) + chiSquaredUpper(x, 1000), 1, 1e-14)
        expectClose(fCdf(x, df1, df2) + fUpper(x, df1, df2), 1, 1e-14)
      }),
    )
  })

  test('a quantile undoes its distribution, from either tail', () => {
    const p = fc.double({ min: 1e-100, max: 0.5, noNaN: true })
    const df = fc.double({ min: 1, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(p, df, (p, df) => {
        expectClose(normalCdf(normalQuantile(p)), p, 1e-12)
        expectClose(tCdf(tQuantile(p, df), df), p, 1e-12)
        expectClose(tUpper(-tQuantile(p, df), df), p, 1e-12)
      }),
    )
  })

  test('t with endless degrees of freedom is the normal distribution', () => {
    const endless = Number.POSITIVE_INFINITY
    expect(tUpper(1.96, endless)).toBe(normalUpper(1.96))
    expect(tQuantile(0.2, endless)).toBe(normalQuantile(0.2))
  })

  test('the ends are exact', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
    expect([tQuantile(0, 3), tQuantile(0.5, 3), tQuantile(1, 3)]).toEqual([-Infinity, 0, Infinity])
    expect([chiSquaredCdf(0, 2), chiSquaredUpper(Infinity, 2)]).toEqual([0, 0])
    expect([fCdf(0, 1, 2), fUpper(-1, 1, 2)]).toEqual([0, 1])
    expect([tCdf(-Infinity, 2), tCdf(Infinity, 2)]).toEqual([0, 1])
  })
})
