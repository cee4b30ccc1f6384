import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { effectByDefinition, errorByDefinition } from '../../test/oracle/impact.ts'
import { adoptsAt, buildPanel, randomPanel, type World } from '../../test/oracle/panels.ts'
import { type CallawaySantAnna, callawaySantAnna } from './callaway-santanna.ts'
import { type MetricKind, observedExpected } from './observed-expected.ts'
import { AFTER } from './panel/design.ts'
import type { Panel } from './panel/panel.ts'

type Fields = {
  periods: number
  num: number[]
  den: number[]
  adoption: number[]
  stratum: number[]
  team: number[]
  expected: Expected & { curve: Expected[] }
}

test.each(fixture<Fields>('callaway-santanna'))('from single changes, as in R: $name', (c) => {
  const answer = answerOf(panelOf(c), 'shares')
  expectEstimate(answer, c.expected)
  expect(answer.curve.map(({ offset }) => offset)).toEqual([
    -6, -5, -4, -3, -2, 0, 1, 2, 3, 4, 5, 6,
  ])
  answer.curve.forEach(({ effect }, i) => {
    expectEstimate(effect, c.expected.curve[i] as Expected)
  })
})

test('estimate and jackknife are what working through the definition person by person gives', () => {
  const base = { first: -1, last: -1 }
  const design = { baseline: base, history: base, at_least: 1, outcomes: AFTER }
  fc.assert(
    fc.property(fc.nat(100_000), fc.constantFrom('counts', 'shares'), (seed, kind) => {
      const panel = randomPanel(seed)
      // The definition has no cohorts before the fourth period.
      panel.adoption = panel.adoption.map((adopted) =>
        adopted === 1 || adopted === 2 ? 0 : adopted,
      )
      const answer = callawaySantAnna(panel, kind) as CallawaySantAnna
      fc.pre(!('reason' in answer))
      const effect = effectByDefinition(panel, kind, design)
      expectClose(answer.estimate, kind === 'counts' ? Math.expm1(effect) : effect, 1e-9, 0.1)
      expectClose(answer.se, errorByDefinition(panel, kind, design))
    }),
    { numRuns: 20 },
  )
})

describe('in a world whose effect is known', () => {
  test('it is found exactly, whatever the seasons and the levels', () => {
    const { estimate, curve, n_people, n_teams, df } = answerOf(buildPanel({}), 'counts')
    expectClose(estimate, 0.1, 1e-12)
    expect(curve).toHaveLength(12)
    expect(n_people).toEqual({ adopters: 24, controls: 24 })
    expect([n_teams, df]).toEqual([{ adopters: 12, controls: 12 }, 11])
  })

  test('a surge that makes people adopt and stays does not pass for an effect', () => {
    const adoption = (i: number) => (adoptsAt(i) < 0 ? -1 : 5)
    const panel = buildPanel({ adoption, gain: (_, since) => (since >= -1 ? 1.3 : 1) })
    expectClose(answerOf(panel, 'counts').estimate, 0, 1e-12, 1)
    const long = observedExpected(panel, 'counts')
    expect('reason' in long ? null : long.estimate).toBeGreaterThan(0.2)
  })

  test('one period before adoption is enough', () => {
    const adoption = (i: number) => (adoptsAt(i) < 0 ? -1 : 1)
    expectClose(answerOf(buildPanel({ adoption }), 'counts').estimate, 0.1, 1e-12)
  })
})

test.each<[string, Partial<World>, string]>([
  ['nobody adopts', { adoption: () => -1 }, 'no_adopters'],
  ['all adopt at once when the records begin', { adoption: () => 0 }, 'no_adopters'],
  ['all adopt together', { adoption: () => 5 }, 'no_controls'],
  ['nobody ever did anything', { rate: () => 0 }, 'not_positive'],
  ['everybody is in one team', { team: () => 0 }, 'too_few_teams'],
  ['there is nobody', { people: 0 }, 'no_adopters'],
])('%s: a reason in place of a number', (_, world, reason) => {
  expect(callawaySantAnna(buildPanel(world), 'counts')).toMatchObject({ reason })
})

function panelOf({ periods, num, den, adoption, stratum, team }: Fields): Panel {
  return {
    people: adoption.length,
    periods,
    num: Float64Array.from(num),
    den: Float64Array.from(den),
    adoption: Int32Array.from(adoption),
    stratum: Int32Array.from(stratum),
    team: Int32Array.from(team),
  }
}

function answerOf(panel: Panel, kind: MetricKind): CallawaySantAnna {
  const answer = callawaySantAnna(panel, kind)
  if ('reason' in answer) throw new Error(answer.reason)
  return answer
}
