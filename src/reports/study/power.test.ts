import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../stats/random.ts'
import { isReason } from '../../stats/reason.ts'
import { expectedError, type Power, powerOf } from './power.ts'

/** Teams of six, whose people have a pace of their own and chance in each of two spans of time. */
function past(teams: number, seed: number) {
  const r = random(seed)
  const people = Array.from({ length: 6 * teams }, (_, i) => {
    const own = r.normal(10, 2)
    return { team: i % teams, value: own + r.normal(), before: own + r.normal() }
  })
  return {
    sample: { values: people.map(({ value }) => value), teams: people.map(({ team }) => team) },
    before: people.map(({ before }) => before),
  }
}

function found(teams: number, seed: number, effect = 10): Power {
  const { sample, before } = past(teams, seed)
  const power = powerOf(sample, before, { kind: 'rate' }, effect)
  if (isReason(power)) throw new Error(power.message)
  return power
}

describe('what a study could find', () => {
  test('gets smaller with the past, by the share of the spread that the past tells', () => {
    const { plain, adjusted, plan } = found(40, 1)
    expect(plan.rho).toBeGreaterThan(0.7)
    expect(adjusted.detectable / plain.detectable).toBeCloseTo(
      Math.sqrt(1 - (plan.rho ?? 0) ** 2),
      9,
    )
    expect(adjusted.teams_needed).toBeLessThanOrEqual(plain.teams_needed)
  })

  test('is never less with fewer people known before, and needs more teams for less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 30 }), fc.nat(1_000), (teams, seed) => {
        const { plain, adjusted } = found(teams, seed)
        expect(adjusted.detectable).toBeLessThanOrEqual(plain.detectable)
        expect(found(teams, seed, 5).plain.teams_needed).toBeGreaterThanOrEqual(plain.teams_needed)
      }),
      { numRuns: 25 },
    )
  })

  test('an unknown past is not a past of 0', () => {
    const { sample, before } = past(20, 3)
    const some = before.map((value, i) => (i % 2 ? value : null))
    const power = powerOf(sample, some, { kind: 'rate' }, 10) as Power
    expect(power.plan.rho).toBeGreaterThan(0.6)
    const none = powerOf(
      sample,
      before.map(() => null),
      { kind: 'rate' },
      10,
    ) as Power
    expect(none.plan.rho).toBe(0)
  })

  test('is not known of fewer than four teams, or where nothing varies', () => {
    const { sample, before } = past(3, 1)
    expect(powerOf(sample, before, { kind: 'rate' }, 10)).toMatchObject({ reason: 'too_few_teams' })
    const same = { values: Array(24).fill(2), teams: Array.from({ length: 24 }, (_, i) => i % 6) }
    const constant = powerOf(same, same.values, { kind: 'rate' }, 10)
    expect(constant).toMatchObject({ reason: 'constant' })
    expect(expectedError(constant)).toBeNull()
  })
})
