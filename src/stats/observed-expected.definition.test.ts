import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../../test/oracle/fixture.ts'
import { arrange, effectByDefinition, errorByDefinition, subset } from '../../test/oracle/impact.ts'
import { randomPanel } from '../../test/oracle/panels.ts'
import type { Estimate } from './estimate.ts'
import { type MetricKind, type ObservedExpected, observedExpected } from './observed-expected.ts'
import { AFTER, type Design, LONG_BASELINE, PLACEBO, SHORT_BASELINE } from './panel/design.ts'
import type { Panel } from './panel/panel.ts'
import type { Reason } from './reason.ts'

describe('estimate and jackknife are what working through the definition person by person gives', () => {
  const studies: [string, Design, (answer: ObservedExpected) => Estimate | Reason][] = [
    ['the effect', { ...LONG_BASELINE, outcomes: AFTER }, (answer) => answer],
    ['the effect on the short baseline', SHORT_BASELINE, ({ checks }) => checks.short_baseline],
    ['the placebo', PLACEBO, ({ checks }) => checks.placebo],
  ]

  test.each(studies)('%s', (_, design, pick) => {
    fc.assert(
      fc.property(panels(), kinds(), (panel, kind) => {
        const answer = pick(answerOf(panel, kind)) as Estimate
        // All adopters of a few may be in one team.
        fc.pre(!('reason' in answer))
        const effect = effectByDefinition(panel, kind, design)
        expectClose(answer.estimate, kind === 'counts' ? Math.expm1(effect) : effect, 1e-9, 0.1)
        expectClose(answer.se, errorByDefinition(panel, kind, design))
      }),
      { numRuns: 20 },
    )
  })

  test('the effect without the largest contributors', () => {
    fc.assert(
      fc.property(panels(), kinds(), (panel, kind) => {
        const answer = answerOf(panel, kind).checks.without_top as Estimate
        const people = [...Array(panel.people).keys()]
        const peaks = people.map((person) => peak(panel, person))
        const [largest = 0, next = 0] = peaks.toSorted((a, b) => b - a)
        fc.pre(largest > next)
        const others = subset(panel, (person) => peaks[person] !== largest)
        expectClose(answer.estimate, answerOf(others, kind).estimate, 1e-9, 0.1)
      }),
      { numRuns: 20 },
    )
  })

  test('without one team nobody may be left to compare with', () => {
    const whole = randomPanel(1)
    const alone = (i: number) => i % 6 === 0
    const panel = {
      ...whole,
      // Tenths do not cancel exactly when a team is taken out.
      num: whole.num.map((num) => num * 0.1),
      den: whole.den.map((den) => den * 0.7),
      adoption: whole.adoption.map((_, i) => (alone(i) ? -1 : 4 + (i % 3))),
    }
    const design = { ...LONG_BASELINE, outcomes: AFTER }
    expectClose(answerOf(panel, 'counts').se, errorByDefinition(panel, 'counts', design))
    expectClose(answerOf(panel, 'shares').se, errorByDefinition(panel, 'shares', design))
  })
})

test('the order of the people, and the numbers of teams and strata, change nothing', () => {
  fc.assert(
    fc.property(panels(), kinds(), (panel, kind) => {
      const order = [...Array(panel.people).keys()].sort((a, b) => ((a * 7) % 31) - ((b * 7) % 31))
      const turned = arrange(panel, order)
      turned.team = turned.team.map((team) => 1000 - team)
      turned.stratum = turned.stratum.map((stratum) => 1 - stratum)
      const [one, other] = [answerOf(panel, kind), answerOf(turned, kind)]
      expectClose(other.estimate, one.estimate, 1e-9, 0.1)
      expectClose(other.se, one.se)
      expect(other).toMatchObject({ n_people: one.n_people, n_teams: one.n_teams })
    }),
  )
})

test('the unit of exposure changes nothing, and a factor on a score scales its effect', () => {
  fc.assert(
    fc.property(panels(), (panel) => {
      const [days, hours] = [panel, { ...panel, den: panel.den.map((den) => den * 8) }]
      expectClose(answerOf(hours, 'counts').estimate, answerOf(days, 'counts').estimate, 1e-9, 0.1)
      const [score, tenfold] = [panel, { ...panel, num: panel.num.map((num) => num * 10) }]
      const plain = answerOf(score, 'shares')
      expectClose(answerOf(tenfold, 'shares').estimate, 10 * plain.estimate, 1e-9, 1)
      expectClose(answerOf(tenfold, 'shares').se, 10 * plain.se)
    }),
    { numRuns: 30 },
  )
})

/** Random panels that allow an estimate: in a few, all adopters are in one team. */
function panels(): fc.Arbitrary<Panel> {
  return fc
    .nat(100_000)
    .map(randomPanel)
    .filter((panel) => !('reason' in observedExpected(panel, 'counts')))
}

function peak({ num, periods }: Panel, person: number): number {
  return Math.max(...num.slice(person * periods, (person + 1) * periods))
}

function kinds(): fc.Arbitrary<'counts' | 'shares'> {
  return fc.constantFrom('counts', 'shares')
}

function answerOf(panel: Panel, kind: MetricKind): ObservedExpected {
  const answer = observedExpected(panel, kind)
  if ('reason' in answer) throw new Error(answer.message)
  return answer
}
