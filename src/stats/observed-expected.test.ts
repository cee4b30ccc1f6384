import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { arrange, effectByDefinition, errorByDefinition, subset } from '../../test/oracle/impact.ts'
import type { Estimate } from './estimate.ts'
import { type MetricKind, type ObservedExpected, observedExpected } from './observed-expected.ts'
import { AFTER, type Design, LONG_BASELINE, PLACEBO, SHORT_BASELINE } from './panel/design.ts'
import type { Panel } from './panel/panel.ts'
import { random } from './random.ts'
import type { Reason } from './reason.ts'

type Fields = {
  kind: MetricKind
  periods: number
  num: number[]
  den: number[]
  adoption: number[]
  stratum: number[]
  team: number[]
  expected: Expected & {
    widened: { low: number; high: number }
    curve: Expected[]
    short: Expected
    placebo: Expected & { p: number }
    baselines: Expected & { p: number }
  }
}

describe.each(fixture<Fields>('observed-expected'))('as R has it by the definition: $name', (c) => {
  const answer = answerOf(panelOf(c), c.kind)
  const { expected } = c

  test('the effect with its interval, plain and widened', () => {
    expectEstimate(answer, expected)
    const { widened } = answer
    if ('reason' in widened) throw new Error(widened.reason)
    expectClose(widened.low, expected.widened.low)
    expectClose(widened.high, expected.widened.high)
  })

  test('what was observed and expected differ by the effect', () => {
    const { estimate, observed, expected } = answer
    const differ = c.kind === 'shares' ? observed - expected : observed / expected - 1
    expectClose(differ, estimate, 1e-9, 1)
  })

  test('the smallest effect that such data find is on the scale of the effect', () => {
    const wanted = c.kind === 'shares' ? 2.8 * expected.se : Math.exp(2.8 * expected.se) - 1
    expectClose(answer.smallest_detectable, wanted)
  })

  test('each point of the event curve', () => {
    expect(answer.curve.map(({ offset }) => offset)).toEqual(
      [...Array(13).keys()].map((k) => k - 6),
    )
    answer.curve.forEach(({ effect }, i) => {
      expectEstimate(effect, expected.curve[i] as Expected)
    })
  })

  test('the placebo and the two baselines, with their chances', () => {
    const { placebo, baselines, short_baseline } = answer.checks
    if ('reason' in placebo || 'reason' in baselines) throw new Error('A check is missing')
    expectEstimate(placebo, expected.placebo)
    expectEstimate(baselines, expected.baselines)
    expectEstimate(short_baseline, expected.short)
    expectClose(placebo.p, expected.placebo.p)
    expectClose(baselines.p, expected.baselines.p)
  })
})

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

describe('in a world whose effect is known', () => {
  test('it is found exactly, whatever the seasons and the levels', () => {
    const { estimate, interval, observed, expected } = answerOf(buildPanel({}), 'counts')
    expectClose(estimate, 0.1, 1e-12)
    expectClose(observed / expected, 1.1, 1e-12)
    expect(interval.low).toBeGreaterThan(0)
  })

  test('what stands where the denominator is 0 is not looked at', () => {
    const unknown = buildPanel({})
    unknown.den[3] = 0
    const filled = { ...unknown, num: unknown.num.map((num, i) => (i === 3 ? 1e9 : num)) }
    expect(observedExpected(filled, 'counts')).toEqual(observedExpected(unknown, 'counts'))
  })

  test('the people and teams of both sides are counted', () => {
    const { n_people, n_teams, share_without } = answerOf(buildPanel({}), 'counts')
    expect(n_people).toEqual({ adopters: 24, controls: 24 })
    expect(n_teams).toEqual({ adopters: 12, controls: 12 })
    expect(share_without).toBe(0)
  })

  test('who has no known period after adoption is not counted', () => {
    const known = (i: number, t: number) => i > 0 || t < 5
    const { n_people } = answerOf(buildPanel({ known }), 'counts')
    expect(n_people).toEqual({ adopters: 23, controls: 24 })
  })

  test('adopters for whom nobody is left are told apart and kept out', () => {
    const adoption = (i: number) => (i % 4 < 2 ? 5 : 8)
    const { estimate, share_without } = answerOf(buildPanel({ adoption }), 'counts')
    expectClose(estimate, 0.1, 1e-12)
    // The first cohort has controls in 6 and 7 of its outcome periods 6 to 11, the second has none in 9 to 11.
    expectClose(share_without, 7 / 9)
  })

  test('in more teams than groups it is found too, from groups of teams', () => {
    const { estimate, df, n_teams } = answerOf(
      buildPanel({ people: 1500, team: (i) => Math.floor(i / 5) }),
      'counts',
    )
    expectClose(estimate, 0.1, 1e-12)
    expect(df).toBeLessThan(200)
    expect(n_teams.adopters).toBe(300)
  })

  test('a team without known outcomes of adopters or their controls lends no degree of freedom', () => {
    expect(answerOf(buildPanel({}), 'counts').df).toBe(11)
    const gone = buildPanel({ people: 39, known: (i, t) => i < 36 || t < 5 })
    expect(answerOf(gone, 'counts').df).toBe(11)
    // The last three are controls only of an adopter in period 8, who is not known afterwards.
    const vain = buildPanel({
      people: 39,
      adoption: (i) => (i === 0 ? 8 : i < 36 ? adoptsAt(i) : -1),
      known: (i, t) => (i === 0 ? t <= 8 : i < 36 || t > 4),
    })
    expect(answerOf(vain, 'counts').df).toBe(11)
  })

  test('the checks count the teams that take part in them', () => {
    const known = (i: number, t: number) => i > 2 || (t !== 3 && t !== 5)
    const { df, checks } = answerOf(buildPanel({ known }), 'counts')
    expect([df, (checks.short_baseline as Estimate).df]).toEqual([11, 10])
    const panel = randomPanel(1)
    const early = panel.adoption.map((adopted) => (adopted < 6 && adopted >= 0 ? 4 : adopted))
    const team = panel.team.map((team, i) => (early[i] === 4 ? 6 : team))
    const answer = answerOf({ ...panel, adoption: early, team }, 'counts')
    expect([answer.df, (answer.checks.placebo as Estimate).df]).toEqual([6, 5])
  })

  test('a person without team stands alone', () => {
    expect(answerOf(buildPanel({ team: () => -1 }), 'counts')).toMatchObject({
      df: 35,
      n_teams: { adopters: 24, controls: 24 },
    })
  })

  test('the largest contributors can be left out', () => {
    const panel = buildPanel({
      people: 360,
      rate: () => 1,
      gain: (i, since) => (i === 0 && since > 0 ? 500 : 1),
    })
    const { estimate, checks } = answerOf(panel, 'counts')
    expect(estimate).toBeGreaterThan(1)
    expectClose((checks.without_top as Estimate).estimate, 0, 1e-12, 1)
  })
})

describe('what cannot be estimated has a reason', () => {
  test.each<[string, Partial<World>, string]>([
    ['nobody adopts', { adoption: () => -1 }, 'no_adopters'],
    ['all adopt before there is a baseline', { adoption: () => 2 }, 'no_adopters'],
    ['all adopt in the last period', { adoption: () => 11 }, 'no_adopters'],
    ['all adopt together', { adoption: () => 5 }, 'no_controls'],
    ['everybody is in one team', { team: () => 0 }, 'too_few_teams'],
    ['all adopters are in one team', { team: (i) => (adoptsAt(i) < 0 ? i : 0) }, 'too_few_teams'],
    ['nobody ever did anything', { rate: () => 0 }, 'not_positive'],
    ['adopters are not known before', { known: (i, t) => adoptsAt(i) < 0 || t > 6 }, 'no_adopters'],
    ['there is nobody', { people: 0 }, 'no_adopters'],
  ])('%s', (_, world, reason) => {
    expect(observedExpected(buildPanel(world), 'counts')).toMatchObject({ reason })
  })
})

type World = {
  people: number
  rate: (person: number) => number
  /** Factor on a person's output, so many periods after adoption. */
  gain: (person: number, since: number) => number
  adoption: (person: number) => number
  team: (person: number) => number
  known: (person: number, period: number) => boolean
}

/**
 * Twelve periods in which all share the seasons. One third adopts in period 4, one in period 6, one never; afterwards every
 * second person does 5 per cent more than before, the others 15.
 */
function buildPanel(world: Partial<World>): Panel {
  const { people, rate, gain, adoption, team, known } = { ...WORLD, ...world }
  const periods = 12
  const everybody = [...Array(people).keys()]
  const num = everybody.flatMap((i) =>
    Array.from({ length: periods }, (_, t) => {
      const adopted = adoption(i)
      return 20 * rate(i) * season(t) * (adopted < 0 ? 1 : gain(i, t - adopted))
    }),
  )
  return {
    people,
    periods,
    num: Float64Array.from(num),
    den: Float64Array.from(num, (_, i) => (known(Math.floor(i / periods), i % periods) ? 20 : 0)),
    adoption: Int32Array.from(everybody, adoption),
    stratum: Int32Array.from(everybody, (i) => i % 2),
    team: Int32Array.from(everybody, team),
  }
}

const WORLD: World = {
  people: 36,
  rate: (person) => 1 + Math.floor(person / 6),
  gain: (person, since) => (since <= 0 ? 1 : person % 2 === 0 ? 1.05 : 1.15),
  adoption: adoptsAt,
  team: (person) => Math.floor(person / 3),
  known: () => true,
}

function adoptsAt(person: number): number {
  return [4, 6, -1][Math.floor(person / 2) % 3] ?? -1
}

function season(period: number): number {
  return 1 + 0.2 * Math.sin(period)
}

/** Thirty people in six teams and two strata, with gaps, whole numbers and no effect. */
function randomPanel(seed: number): Panel {
  const r = random(seed)
  const [people, periods] = [30, 12]
  const draw = (length: number, value: () => number) => Array.from({ length }, value)
  const den = draw(people * periods, () => (r.chance(0.1) ? 0 : 1 + r.int(20)))
  return {
    people,
    periods,
    num: Float64Array.from(den, (days) => (days > 0 ? 1 + r.poisson(days) : 0)),
    den: Float64Array.from(den),
    adoption: Int32Array.from(draw(people, () => (r.chance(0.4) ? -1 : r.int(periods)))),
    stratum: Int32Array.from(draw(people, () => r.int(2))),
    team: Int32Array.from([...Array(people).keys()], (i) => i % 6),
  }
}

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

function answerOf(panel: Panel, kind: MetricKind): ObservedExpected {
  const answer = observedExpected(panel, kind)
  if ('reason' in answer) throw new Error(answer.message)
  return answer
}
