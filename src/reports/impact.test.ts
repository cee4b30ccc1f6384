import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type GivenOrganisation,
  type GivenPerson,
  inOrganisation,
  people,
} from '../../test/organisation.ts'
import { ImpactSpec } from '../model/index.ts'
import { random } from '../stats/random.ts'
import { closingSentence } from './closing.ts'
import { impactReport } from './impact.ts'

const held = testDatabase()
const WEEKS = 60
/** The week of adoption, the first of the ninth period of four weeks. */
const ADOPTION = 32

function report(
  people: GivenPerson[],
  spec: Partial<ImpactSpec> = {},
  more: Partial<GivenOrganisation> = {},
) {
  const args = ImpactSpec.parse({ attribute: 'Coder', ...spec })
  const given = { people, tool: 'Coder', weeks: WEEKS, ...more }
  return inOrganisation(held.database, given, (tx) => impactReport(tx, args, { privileged: false }))
}

/** Somebody of a team who merges so many pull requests in a week, and adopts the tool or does not. */
function person(team: string, adopts: boolean, merges: (week: number) => number): GivenPerson {
  return {
    team,
    values: { Coder: adopts ? 'account' : 'no account' },
    week: (n) => ({ prs_merged: merges(n), tool_days: adopts && n >= ADOPTION ? 2 : 0 }),
  }
}

/** Teams of two: of ten that adopt every second doubles, the others and the controls go on as before. */
const DOUBLING = [
  ...people(20, (i) => {
    const team = Math.floor(i / 2)
    return person(`A${team}`, true, (n) => (n >= ADOPTION && team % 2 === 0 ? 4 : 2))
  }),
  ...people(20, (i) => person(`B${Math.floor(i / 2)}`, false, () => 2)),
]

/** Teams of two with numbers by chance, in which adoption changes the rate by a factor. */
function byChance(factor: number, seed: number): GivenPerson[] {
  const draw = random(seed)
  return people(160, (i) => {
    const adopts = i < 80
    const rate = 4 * Math.exp(draw.normal(0, 0.3))
    return person(`T${Math.floor(i / 2)}`, adopts, (n) =>
      draw.poisson(adopts && n >= ADOPTION ? factor * rate : rate),
    )
  })
}

describe('an impact report', () => {
  test('holds what adopters did against what was expected of them, as by hand', async () => {
    const { effect, observed, expected, people, teams, unit } = await report(DOUBLING)
    // Half of the adopters merge 4 a week instead of 2: 3 observed against 2 expected.
    expect(effect?.estimate).toBeCloseTo(50, 10)
    expect([observed, expected]).toEqual([expect.closeTo(3, 10), expect.closeTo(2, 10)])
    expect({ people, teams, unit }).toEqual({
      people: { adopters: 20, controls: 20 },
      teams: { adopters: 10, controls: 10 },
      unit: '%',
    })
  })

  test('shows the plain gap beside it, with the reason why it misleads', async () => {
    const { naive } = await report(DOUBLING)
    expect(naive.now?.estimate).toBeCloseTo(50, 10)
    expect(naive.sentence).toMatch(
      /^Side by side and as they are, those who use Coder differ .*That misleads: /,
    )
  })

  test('finds an effect that is large, and calls it clear', async () => {
    const answer = await report(byChance(1.6, 1))
    expect(answer.evidence?.word).toBe('clear')
    expect(answer.effect?.interval.low).toBeLessThan(60)
    expect(answer.effect?.interval.high).toBeGreaterThan(60)
    expect(answer.checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['placebo', true],
      ['baselines', true],
      ['short_baseline', null],
      ['without_top', null],
      ['callaway_santanna', null],
    ])
    expect(closingSentence(answer)).toMatch(
      /That misleads: .* What can be said instead: after adopting Coder, merged pull requests rose by/,
    )
  })

  test('establishes nothing where nothing happened', async () => {
    const { evidence, sentence } = await report(byChance(1, 3))
    expect(evidence?.word).toBe('not established')
    expect(sentence).toMatch(/not established/)
  })

  test('draws a curve around adoption, of periods in which enough adopters are known', async () => {
    const { curve } = await report(byChance(1.6, 1))
    expect(curve.map(({ offset }) => offset)).toEqual([...Array(13).keys()].map((i) => i - 6))
    expect(curve.filter(({ effect }) => effect === null)).toEqual([])
    const few = byChance(1.6, 1).map((it, i) => ({
      ...it,
      // Of the adopters only four are known in the last period of the panel.
      week: (n: number) => (i >= 4 && i < 80 && n >= 56 ? undefined : it.week?.(n)),
    }))
    const last = (await report(few)).curve.at(-1)
    expect(last).toMatchObject({ offset: 6, effect: null, reason: { reason: 'hidden' } })
  })

  test('gives shares in points and durations in per cent', async () => {
    const doubled =
      (base: object, more: object) =>
      (adopts: boolean, team: number): GivenPerson => ({
        team: `${adopts}${team}`,
        values: { Coder: adopts ? 'account' : 'no account' },
        week: (n) => ({
          prs_merged: 10,
          ...(adopts && n >= ADOPTION && team % 2 === 0 ? more : base),
          tool_days: adopts && n >= ADOPTION ? 2 : 0,
        }),
      })
    const everybody = (make: (adopts: boolean, team: number) => GivenPerson) =>
      people(40, (i) => make(i < 20, Math.floor(i / 2) % 10))
    const large = await report(
      everybody(doubled({ prs_sized: 10, prs_large: 1 }, { prs_sized: 10, prs_large: 3 })),
      { metric: 'large_pr_share' },
    )
    expect([large.unit, large.effect?.estimate]).toEqual(['points', expect.closeTo(10, 10)])
    const ln = (hours: number) => ({
      prs_cycled: 10,
      cycle_ln: Math.round(10 * Math.log(hours) * 1e9),
    })
    const cycle = await report(everybody(doubled(ln(16), ln(4))), { metric: 'pr_cycle_time' })
    expect([cycle.unit, cycle.effect?.estimate]).toEqual(['%', expect.closeTo(-50, 6)])
    expect([cycle.observed, cycle.expected]).toEqual([expect.closeTo(8, 6), expect.closeTo(16, 6)])
  })

  test('shows several metrics beside one another, guardrails by whether they could be worse', async () => {
    const everybody = byChance(1.6, 1).map((it) => {
      const weeks = Array.from({ length: WEEKS }, (_, n) => ({
        ...it.week?.(n),
        ...{ prs_sized: 20, prs_large: n % 3, review_days: 5, reviews_given: n % 4 },
      }))
      return { ...it, week: (n: number) => weeks[n] }
    })
    const one = await report(everybody)
    const answer = await report(everybody, {
      metrics: ['large_pr_share', 'reviews_given', 'pr_throughput'],
      negative_control: 'reviews_given',
    })
    expect(answer.effect).toEqual(one.effect)
    expect(answer.spec.metrics).toEqual(['large_pr_share', 'reviews_given'])
    expect(answer.metrics.map(({ metric, role, family }) => [metric.id, role, family])).toEqual([
      ['pr_throughput', 'primary', 'speed'],
      ['large_pr_share', 'guardrail', 'quality'],
      ['reviews_given', 'context', 'speed'],
    ])
    const [, guardrail, context] = answer.metrics
    // Everybody's share is the same in each period, so nothing says how much is chance.
    expect(guardrail).toMatchObject({ guardrail: { margin: 3, verdict: 'not judged' } })
    expect([guardrail?.evidence, context?.guardrail]).toEqual([null, null])
    expect(answer.checks.at(-1)).toMatchObject({ name: 'negative_control', passed: null })
    expect(one.metrics).toHaveLength(1)
  })

  test('says how many of those compared with work beside adopters', async () => {
    const { spillover } = await report(DOUBLING)
    expect(spillover).toMatchObject({ share: 0, sentence: expect.stringMatching(/^Hardly any/) })
    const mixed = await report(
      people(40, (i) => person(`T${i % 10}`, i < 20, (n) => 2 + ((n + i) % 2))),
    )
    expect(mixed.spillover.share).toBe(1)
    expect(mixed.spillover.sentence).toMatch(/the effect is larger than it looks/)
  })

  test('says that the day of the account stands for adoption where no use is known', async () => {
    const since = byChance(1.6, 1).map((it) =>
      it.values?.Coder === 'account'
        ? { ...it, values: { Coder: ['account', '2026-08-17'] as [string, string] } }
        : it,
    )
    const answer = await report(since, {}, { tool: undefined })
    expect(answer.adoption_by).toBe('account')
    expect(answer.people).toEqual({ adopters: 80, controls: 80 })
    expect(answer.warnings.map(({ code }) => code)).toContain('adoption_by_account')
  })

  test('tells nothing of fewer adopters than the minimum', async () => {
    const answer = await report([...DOUBLING.slice(0, 4), ...DOUBLING.slice(20)])
    const none = { adopters: null, controls: null }
    expect(answer).toMatchObject({ effect: null, people: none, teams: none, curve: [], checks: [] })
    expect(answer.naive).toMatchObject({ now: null, before: null })
    expect(answer.sentence).toMatch(/is not shown\. Not shown: fewer than 5 people/)
  })

  test('tells no plain gap about all but three, who count nowhere else', async () => {
    const new3 = people(3, () => ({
      ...person('C', false, () => 9),
      week: (n: number) => (n >= 48 ? { prs_merged: 9, tool_days: 0 } : undefined),
    }))
    const all = [...DOUBLING, ...new3].map((it, i) => ({
      ...it,
      values: { ...it.values, Level: i < DOUBLING.length ? 'L1' : 'L2' },
    }))
    const given = { people: all, tool: 'Coder', weeks: WEEKS }
    const naive = await inOrganisation(held.database, given, async (tx) => {
      const spec = ImpactSpec.parse({ attribute: 'Coder' })
      const ask = async (filter: string[]) =>
        (await impactReport(tx, { ...spec, filter }, { privileged: false })).naive
      return [await ask([]), await ask(['Level=L1'])]
    })
    expect(naive.map(({ now }) => now !== null)).toEqual([true, false])
  })

  test('counts who is not in it, once each', async () => {
    const answer = await report([
      ...DOUBLING,
      ...people(10, () => ({ values: { Coder: 'account' } })),
      ...people(15, () => ({ ...person('C', false, () => 2), writes_code: false })),
      ...people(20, () => ({ values: { Coder: 'no account' } })),
      ...people(25, () => ({
        ...person('C', true, () => 2),
        week: (n: number) => (n < 8 ? { prs_merged: 2, tool_days: 3 } : undefined),
      })),
    ])
    expect(answer.exclusions.map(({ code, people }) => [code, people])).toEqual([
      ['not_eligible', 15],
      ['no_account', 20],
      ['adoption_unknown', 10],
      ['too_few_periods', 25],
    ])
  })
})
