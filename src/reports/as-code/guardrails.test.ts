import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judged, verdictOf } from './guardrails.ts'

const interval = fc
  .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([low, width]) => ({ low: low / 10, high: (low + width) / 10, level: 0.95 }))
const margin = fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10)

test('a guardrail holds only where the whole interval lies within the margin on the worse side', () => {
  fc.assert(
    fc.property(interval, margin, (it, size) => {
      const lower = verdictOf(it, 'lower', size)
      expect(lower === 'holds').toBe(it.high < size)
      expect(lower === 'worse').toBe(it.high >= size && it.low > 0)
      expect(verdictOf({ ...it, low: -it.high, high: -it.low }, 'higher', size)).toBe(lower)
    }),
    { numRuns: 25 },
  )
})

test('a wider margin never breaks what a narrower one lets pass', () => {
  fc.assert(
    fc.property(interval, margin, margin, (it, one, other) => {
      const [narrow, wide] = [Math.min(one, other), Math.max(one, other)]
      if (verdictOf(it, 'higher', narrow) === 'holds')
        expect(verdictOf(it, 'higher', wide)).toBe('holds')
    }),
    { numRuns: 25 },
  )
})

test('what is unknown is never taken for unharmed', () => {
  expect(verdictOf(null, 'lower', 3)).toBe('not judged')
  expect(verdictOf({ low: 0, high: 0, level: 0.95 }, 'context', 3)).toBe('not judged')
})

const metric = { id: 'a', name: 'A', direction: 'higher' as const, kind: 'rate' as const }
const estimate = (low: number, high: number) => ({
  estimate: (low + high) / 2,
  interval: { low, high, level: 0.95 },
})
const answerOf = (ratio: object | null, standardised: object | null) => ({
  metrics: [
    {
      metric,
      comparisons: [
        {
          of: 'users',
          to: 'others',
          difference: null,
          ratio,
          standardised: { difference: null, ratio: standardised, reason: null },
          reason: ratio ? null : { reason: 'hidden', message: 'Too few people.' },
        },
      ],
    },
  ],
})
const guardrail = { metric: 'a', margin: 5, when_unknown: 'fail' as const }

test('cohorts are held against one another like with like where that is known', () => {
  const [verdict] = judged('cohort', [guardrail], answerOf(estimate(0.5, 0.6), estimate(0.97, 1.1)))
  expect(verdict).toMatchObject({ passed: true, about: 'users against others, like with like' })
  expect(verdict?.sentence).toBe(
    'A (users against others, like with like) is not worse by 5% or more: 95% interval from −3.0 to +10.0.',
  )
  const [crude] = judged('cohort', [guardrail], answerOf(estimate(0.5, 0.6), null))
  expect(crude).toMatchObject({ passed: false, verdict: 'worse', about: 'users against others' })
})

test('what cannot be judged fails, unless the file says that it may', () => {
  const [failed] = judged('cohort', [guardrail], answerOf(null, null))
  expect(failed).toMatchObject({ passed: false, verdict: 'not judged' })
  expect(failed?.sentence).toContain('cannot be judged. Too few people.')
  const lenient = { ...guardrail, when_unknown: 'pass' as const }
  expect(judged('cohort', [lenient], answerOf(null, null))[0]?.passed).toBe(true)
  expect(judged('cohort', [{ ...guardrail, metric: 'b' }], answerOf(null, null))).toMatchObject([
    { passed: false, verdict: 'not judged' },
  ])
})

const impactOf = (verdict: string) => ({
  metrics: [
    {
      metric: { ...metric, direction: 'lower' },
      effect: estimate(-1, 2),
      guardrail: { margin: 3, verdict },
      reason: null,
      sentence: 'Whether A suffered cannot be judged. It changed before.',
    },
  ],
})

test('what the impact report does not judge is not judged by a margin either', () => {
  const [held] = judged('impact', [guardrail], impactOf('not worse'))
  expect(held).toMatchObject({ passed: true, about: 'observed against expected', unit: '%' })
  const [unjudged] = judged('impact', [guardrail], impactOf('not judged'))
  expect(unjudged).toMatchObject({ passed: false, interval: null, verdict: 'not judged' })
  expect(unjudged?.sentence).toContain('It changed before.')
})

test('a trend is held against the step before, in every cohort', () => {
  const change = (against: string, low: number, high: number) => ({
    ...{ against, from: '2026-02-02', difference: null, reason: null },
    ratio: estimate(low, high),
  })
  const cohorts = ['users', 'others'].map((cohort) => ({
    cohort,
    changes: [change('previous', 0.99, 1.2), change('year_before', 0.1, 0.2)],
  }))
  const verdicts = judged('trend', [guardrail], { metrics: [{ metric, cohorts }] })
  expect(verdicts.map(({ passed, about }) => [passed, about])).toEqual([
    [true, 'users, the last step against that from 2 Feb 2026'],
    [true, 'others, the last step against that from 2 Feb 2026'],
  ])
})
