import { describe, expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { evidence } from '../../stats/evidence.ts'
import { impactSentence, type Told } from './sentence.ts'

/** A report of this effect in per cent, whose evidence is judged as the statistics judge it. */
function told(
  estimate: number,
  half: number,
  more: Partial<Parameters<typeof evidence>[0]> = {},
): Told {
  const interval = { low: estimate - half, high: estimate + half, level: 0.95 }
  const share = { low: interval.low / 100, high: interval.high / 100, level: 0.95 }
  return {
    tool: 'Coder',
    metric: prThroughput,
    unit: '%',
    effect: { estimate, interval },
    people: { adopters: 120, controls: 240 },
    smallest_detectable: 8,
    reason: null,
    evidence: evidence({
      interval: share,
      widened: share,
      placebo_p: 0.5,
      baseline_p: 0.5,
      n_people: { adopters: 120, controls: 240 },
      n_teams: { adopters: 40, controls: 60 },
      ...more,
    }),
  }
}

describe('the sentence of an impact report', () => {
  test.each<[string, Told, string]>([
    [
      'clear',
      told(6.2, 5),
      'After adopting Coder, merged pull requests rose by 6.2% against what was expected (95% interval +1.2% to +11%; 120 people who adopted, 240 who had not yet): clear.',
    ],
    [
      'clear, downwards',
      told(-6.2, 5),
      'After adopting Coder, merged pull requests fell by 6.2% against what was expected (95% interval -11% to -1.2%; 120 people who adopted, 240 who had not yet): clear.',
    ],
    [
      'suggestive',
      told(6.2, 5, { widened: { low: -0.01, high: 0.1, level: 0.95 } }),
      'After adopting Coder, merged pull requests came out 6.2% higher than expected (95% interval +1.2% to +11%; 120 people who adopted, 240 who had not yet): suggestive. Chance or other changes could explain it.',
    ],
    [
      'not established',
      told(1.5, 4.5),
      'Whether merged pull requests changed after adopting Coder we cannot tell: not established. An effect from -3.0% to +6.0% fits the data (120 people who adopted, 240 who had not yet); only effects above 8.0% would have been visible.',
    ],
    [
      'negligible',
      told(0.5, 1),
      'After adopting Coder, any difference of merged pull requests from what was expected is smaller than what matters, 3.0% (95% interval -0.5% to +1.5%; 120 people who adopted, 240 who had not yet): not established.',
    ],
    [
      'a failed check',
      told(6.2, 5, { placebo_p: 0.01 }),
      'What changed in merged pull requests after adopting Coder is not established. Adopters were already changing before they adopted, so this comparison is not used.',
    ],
    [
      'nothing to show',
      {
        ...told(1, 1),
        effect: null,
        evidence: null,
        reason: { reason: 'hidden', message: 'Not shown.' },
      },
      'What changed in merged pull requests after adopting Coder is not shown. Not shown.',
    ],
  ])('for %s', (_, it, sentence) => {
    expect(impactSentence(it)).toBe(sentence)
  })

  test('never claims more than it may', () => {
    for (const half of [1, 3, 5, 20])
      for (const placebo_p of [0.5, 0.05, null])
        expect(impactSentence(told(4, half, { placebo_p }))).not.toMatch(
          /no effect|prove|drives?\b|thanks to|\broi\b|because of/i,
        )
  })
})
