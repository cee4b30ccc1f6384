import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose, fixture, large } from '../../../test/oracle/fixture.ts'
import { type DunnPair, dunn } from './dunn.ts'
import { type KruskalWallis, kruskalWallis } from './kruskal-wallis.ts'

type Fields = {
  cohorts?: number[][]
  expected: Omit<KruskalWallis, 'n_people'> & { pairs: Record<keyof DunnPair, number[]> }
}

describe.each(fixture<Fields>('several-cohorts'))('as in R: $name', ({ cohorts, expected }) => {
  const given = cohorts ?? [104729, 1299709, 15485863].map((shift) => large(50_000, shift))

  test('the test over all cohorts, with its effect', () => {
    const answer = kruskalWallis(given)
    if ('reason' in answer) throw new Error(answer.reason)
    for (const key of ['h', 'df', 'p', 'epsilon_squared'] as const)
      expectClose(answer[key], expected[key])
  })

  test('every two cohorts', () => {
    const pairs = dunn(given)
    if ('reason' in pairs) throw new Error(pairs.reason)
    expect(pairs).toHaveLength(expected.pairs.z.length)
    pairs.forEach((pair, i) => {
      for (const key of ['first', 'second', 'z', 'p', 'p_adjusted'] as const)
        expectClose(pair[key], expected.pairs[key][i] as number, 1e-9, pair[key] || 1)
    })
  })
})

test.each<[string, number[][], string]>([
  ['no cohort', [], 'too_few_people'],
  ['one cohort', [[1, 2, 3]], 'too_few_people'],
  ['an empty cohort', [[1, 2, 3], []], 'too_few_people'],
  ['all the same', [[2, 2], [2]], 'constant'],
  ['a value that is none', [[1, Number.NaN], [2]], 'not_finite'],
])('%s: a reason in place of a number', (_, cohorts, reason) => {
  expect(kruskalWallis(cohorts)).toMatchObject({ reason })
  expect(dunn(cohorts)).toMatchObject({ reason })
})

test('only the order of values counts, and the effect lies from 0 to 1', () => {
  fc.assert(
    fc.property(cohortLists(), (cohorts) => {
      const plain = answerOf(cohorts)
      const bent = answerOf(cohorts.map((values) => values.map((value) => Math.exp(value / 9))))
      expect(bent).toEqual(plain)
      expect(plain.epsilon_squared).toBeGreaterThanOrEqual(0)
      expect(plain.epsilon_squared).toBeLessThanOrEqual(1 + 1e-12)
      expectClose(answerOf(cohorts.toReversed()).h, plain.h, 1e-9, 1)
    }),
  )
})

test('for two cohorts z² is H', () => {
  fc.assert(
    fc.property(cohortLists(2), (cohorts) => {
      const { h, p } = answerOf(cohorts)
      const [pair] = dunn(cohorts) as [DunnPair]
      expectClose(pair.z ** 2, h, 1e-9, 1)
      expectClose(pair.p_adjusted, p, 1e-9, 1)
    }),
  )
})

function cohortLists(maxLength = 5): fc.Arbitrary<number[][]> {
  const cohort = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 20 })
  return fc.array(cohort, { minLength: 2, maxLength })
}

function answerOf(cohorts: number[][]): KruskalWallis {
  const answer = kruskalWallis(cohorts)
  fc.pre(!('reason' in answer))
  return answer as KruskalWallis
}
