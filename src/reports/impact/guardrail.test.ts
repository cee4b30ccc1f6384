import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { guardrailOf } from './guardrail.ts'
import { guardrailSentence } from './guardrail-sentence.ts'

const effect = (low: number, high: number) => ({
  estimate: (low + high) / 2,
  interval: { low, high, level: 0.95 },
})
const ok = { because: 'interval_holds_zero' }

describe('a guardrail', () => {
  test.each([
    ['not worse', effect(-2.9, 12), 'higher'],
    ['could be worse', effect(-3, 1), 'higher'],
    ['worse', effect(-9, -1), 'higher'],
    ['not worse', effect(-9, 2.9), 'lower'],
    ['could be worse', effect(-1, 3), 'lower'],
    ['worse', effect(0.5, 4), 'lower'],
    ['not judged', effect(0.5, 4), 'context'],
    ['not judged', null, 'lower'],
  ] as const)('is %s for %o where %s is better', (verdict, it, direction) => {
    expect(guardrailOf(it, { direction }, ok)).toEqual({ margin: 3, verdict })
  })

  test('is not judged by a comparison that does not hold', () => {
    for (const because of ['changing_before', 'baselines_disagree', 'few_people'])
      expect(guardrailOf(effect(-1, 1), { direction: 'lower' }, { because }).verdict).toBe(
        'not judged',
      )
  })

  test('never passes for want of data: a wider interval is never judged better', () => {
    const rank = ['not worse', 'could be worse']
    const number = fc.double({ min: -20, max: 20, noNaN: true })
    const width = fc.double({ min: 0, max: 20, noNaN: true })
    fc.assert(
      fc.property(
        number,
        width,
        width,
        fc.constantFrom('higher', 'lower'),
        (at, half, more, direction) => {
          const judge = (by: number) =>
            guardrailOf(effect(at - by, at + by), { direction }, ok).verdict
          const [narrow, wide] = [judge(half), judge(half + more)]
          expect(rank.indexOf(wide)).toBeGreaterThanOrEqual(Math.min(rank.indexOf(narrow), 0))
          if (narrow !== 'not worse') expect(wide).not.toBe('not worse')
        },
      ),
      { numRuns: 25 },
    )
  })

  test('is told with its interval and its people', () => {
    const told = {
      metric: prThroughput,
      unit: '%' as const,
      tool: 'Coder',
      effect: effect(-8, 2),
      people: { adopters: 40, controls: 60 },
      smallest_detectable: 5,
      reason: null,
      evidence: null,
    }
    expect(guardrailSentence(told, { margin: 3, verdict: 'could be worse' })).toBe(
      'Merged pull requests: we cannot rule out that it is worse by 3.0% or more (95% interval -8.0% to +2.0%; 40 people who adopted, 60 who had not yet).',
    )
  })
})
