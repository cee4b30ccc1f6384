import { describe, expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { adoptsAt, buildPanel, randomPanel, type World } from '../../test/oracle/panels.ts'
import type { Estimate } from './estimate.ts'
import { type MetricKind, type ObservedExpected, observedExpected } from './observed-expected.ts'
import type { Panel } from './panel/panel.ts'

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
