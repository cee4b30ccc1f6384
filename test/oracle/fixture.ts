import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** One data set with what R says about it, and the call that said it. */
export type Case<Fields> = { name: string; call: string } & Fields

/** The cases of a fixture; `fixtures.R` writes them. */
export function fixture<Fields>(name: string): Case<Fields>[] {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
  return JSON.parse(text).cases
}

/** Expects a number to agree with another to the given share of it, and to agree wholly with 0. */
export function expectClose(got: number, wanted: number, relative = 1e-9, of = wanted): void {
  const message = `${got} is not ${wanted}`
  if (got !== wanted) expect(Math.abs(got - wanted), message).toBeLessThan(relative * Math.abs(of))
}

/** An estimate as the fixtures hold it. */
export type Expected = { estimate: number; se: number; df: number; low: number; high: number }

/** An estimate as the estimators give it. */
type Given = {
  estimate: number
  se: number
  df: number
  interval: { low: number; high: number }
}

/** Expects an estimate with its error and interval to be that of R. */
export function expectEstimate(got: Given | { reason: string }, wanted: Expected): void {
  if ('reason' in got) throw new Error(`A reason in place of an estimate: ${got.reason}`)
  // Bounds and differences near 0 are held to the scale of their error.
  const scale = Math.max(Math.abs(wanted.estimate), wanted.high - wanted.low)
  expectClose(got.estimate, wanted.estimate, 1e-9, scale)
  expectClose(got.se, wanted.se)
  expectClose(got.df, wanted.df)
  expectClose(got.interval.low, wanted.low, 1e-9, scale)
  expectClose(got.interval.high, wanted.high, 1e-9, scale)
}

/** The large data set of the fixtures, with ties and zeros, by the formula that made it in R. */
export function large(n: number, shift: number): number[] {
  return Array.from({ length: n }, (_, i) =>
    Math.floor(100 * ((((i + 1) * 7919 + shift) % 99991) / 99991) ** 3),
  )
}

/** The teams that go with it. */
export function largeTeams(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i + 1) % 700)
}
