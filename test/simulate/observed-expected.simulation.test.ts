import { describe, expect, test } from 'vitest'
import { type ObservedExpected, observedExpected } from '../../src/stats/observed-expected.ts'
import { organisation } from './organisation.ts'

/*
 * Seeded, so each count is always the same. The bounds are three standard errors from what 1,500 organisations gave: without
 * effect "clear" in 0.9 %, an interval without 0 in 4.4 %, coverage 95.6 %.
 */
const ORGANISATIONS = 200
const SEED = 1000

describe('in 200 simulated organisations of 600 people', () => {
  test('without effect "clear" is said at most twice and the interval excludes 0 at most 20 times', () => {
    const answers = simulate(0)
    expect(count(answers, ({ answer }) => answer.evidence.word === 'clear')).toBeLessThanOrEqual(2)
    expect(count(answers, ({ answer }) => !holds(answer, 0))).toBeLessThanOrEqual(20)
  }, 120_000)

  test('an effect of 6 % is covered by at least 180 intervals, and on average it is met', () => {
    const answers = simulate(0.08)
    expect(count(answers, ({ answer, truth }) => holds(answer, truth))).toBeGreaterThanOrEqual(180)
    const errors = answers.map(({ answer, truth }) => answer.estimate - truth)
    const bias = errors.reduce((sum, error) => sum + error, 0) / ORGANISATIONS
    expect(Math.abs(bias)).toBeLessThan(0.006)
  }, 120_000)
})

type Simulated = { answer: ObservedExpected; truth: number }

function simulate(tau: number): Simulated[] {
  return Array.from({ length: ORGANISATIONS }, (_, i) => {
    const { panel, truth } = organisation({ seed: SEED + i, tau })
    const answer = observedExpected(panel, 'counts')
    if ('reason' in answer) throw new Error(answer.message)
    return { answer, truth }
  })
}

function holds({ interval }: ObservedExpected, value: number): boolean {
  return interval.low <= value && value <= interval.high
}

function count(answers: Simulated[], holds: (answer: Simulated) => boolean): number {
  return answers.filter(holds).length
}
