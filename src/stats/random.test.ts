import { describe, expect, test } from 'vitest'
import { xoshiro128 } from './bits.ts'
import { type Random, random } from './random.ts'

const DRAWS = 100_000

describe('random', () => {
  test('the generator gives the words of the reference implementation in C', () => {
    const next = xoshiro128(Int32Array.from([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]))
    expect([next(), next(), next(), next()]).toEqual([
      0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70,
    ])
  })

  test('the same seed gives the same draws, another seed others', () => {
    expect(draws(random(7))).toEqual(draws(random(7)))
    expect(draws(random(7))).not.toEqual(draws(random(8)))
  })

  test('a fork depends on the seed and its name, not on what was drawn before', () => {
    const used = random(7)
    used.normal()
    expect(draws(used.fork('people'))).toEqual(draws(random(7).fork('people')))
    expect(draws(used.fork('people'))).not.toEqual(draws(used.fork('teams')))
    expect(draws(random(7).fork('people'))).not.toEqual(draws(random(8).fork('people')))
  })

  // Six standard errors: by chance once in 500 million; the seed is fixed besides.
  test.each<[string, (r: Random) => number, number, number]>([
    ['uniform', (r) => r.uniform(), 0.5, 1 / 12],
    ['normal', (r) => r.normal(3, 2), 3, 4],
    ['gamma below shape 1', (r) => r.gamma(0.3, 2), 0.6, 1.2],
    ['gamma', (r) => r.gamma(5), 5, 5],
    ['poisson of a small mean', (r) => r.poisson(2), 2, 2],
    ['poisson of a large mean', (r) => r.poisson(400), 400, 400],
    ['binomial of few trials', (r) => r.binomial(10, 0.3), 3, 2.1],
    ['binomial of many trials', (r) => r.binomial(1000, 0.1), 100, 90],
    ['int', (r) => r.int(6), 2.5, 35 / 12],
    ['chance', (r) => Number(r.chance(0.2)), 0.2, 0.16],
    ['pick', (r) => r.pick([1, 4]), 2.5, 2.25],
  ])('%s has the mean and the variance of its distribution', (name, draw, mean, variance) => {
    const stream = random(1).fork(name)
    const values = Array.from({ length: DRAWS }, () => draw(stream))
    const deviations = values.map((value) => (value - mean) ** 2)
    expect(Math.abs(average(values) - mean)).toBeLessThan(6 * Math.sqrt(variance / DRAWS))
    const spread = Math.sqrt(average(deviations.map((d) => (d - variance) ** 2)) / DRAWS)
    expect(Math.abs(average(deviations) - variance)).toBeLessThan(6 * spread + 1e-9)
  })

  test('the edges of the discrete distributions are exact', () => {
    const r = random(1)
    expect([r.poisson(0), r.binomial(50, 0), r.binomial(50, 1), r.binomial(0, 0.5)]).toEqual([
      0, 0, 50, 0,
    ])
    expect(new Set(Array.from({ length: 200 }, () => r.int(3)))).toEqual(new Set([0, 1, 2]))
    expect(() => r.pick([])).toThrow(RangeError)
  })
})

function draws(r: Random): number[] {
  return [r.uniform(), r.normal(), r.poisson(30), r.int(1000)]
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
