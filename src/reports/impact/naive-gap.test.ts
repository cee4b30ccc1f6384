import { describe, expect, test } from 'vitest'
import { largePrShare } from '../../metrics/large-pr-share.ts'
import { prCycleTime } from '../../metrics/pr-cycle-time.ts'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { naiveGap } from './naive-gap.ts'

const PERIODS = 10
const scope = { minimum: 5, attribute: { name: 'Coder' } }

/** Users and others by the number that each has in the first and the last three periods, give or take. */
function panel(users: number[][], others: number[][], adopted = 5): Panel {
  const people = [...users, ...others]
  const num = people.flatMap(([before = 0, after = 0]) =>
    Array.from({ length: PERIODS }, (_, t) => (t < 5 ? before : after)),
  )
  return {
    people: people.length,
    periods: PERIODS,
    num: Float64Array.from(num),
    den: new Float64Array(num.length).fill(20),
    adoption: Int32Array.from(people, (_, i) => (i < users.length ? adopted : -1)),
    stratum: new Int32Array(people.length),
    team: new Int32Array(people.length).fill(-1),
  }
}

const spread = (before: number, after: number) =>
  Array.from({ length: 10 }, (_, i) => [before + (i % 2 ? 1 : -1), after + (i % 2 ? 1 : -1)])

describe('the plain gap', () => {
  test('is that of the last twelve weeks, and that of the first among the same people', () => {
    const { now, before, sentence } = naiveGap(
      panel(spread(12, 16), spread(8, 8)),
      prThroughput,
      scope,
    )
    expect(now?.estimate).toBeCloseTo(100, 10)
    expect(before?.estimate).toBeCloseTo(50, 10)
    expect(sentence).toMatch(/differ from the others by \+100% in merged pull requests/)
    expect(sentence).toMatch(/before they used it, .* already differed by \+50%/)
  })

  test('misleads too where they were alike before: they are different people', () => {
    const { sentence } = naiveGap(panel(spread(8, 16), spread(8, 8)), prThroughput, scope)
    expect(sentence).toMatch(
      /That misleads: they are different people; before they used it the difference was 0%/,
    )
  })

  test('of shares is in points, of durations in per cent', () => {
    const shares = naiveGap(panel(spread(4, 8), spread(4, 4)), largePrShare, scope)
    expect(shares.now?.estimate).toBeCloseTo(100 * (8 / 20 - 4 / 20), 10)
    expect(shares.sentence).toMatch(/by \+20 points/)
    const logs = naiveGap(panel(spread(40, 60), spread(40, 40)), prCycleTime, scope)
    expect(logs.now?.estimate).toBe(172)
  })

  test('before adoption is not known where nobody adopted later than at the beginning', () => {
    const { before, sentence } = naiveGap(
      panel(spread(8, 16), spread(8, 8), 1),
      prThroughput,
      scope,
    )
    expect(before).toBeNull()
    expect(sentence).toMatch(/who may have differed before\.$/)
  })

  test('of fewer than ten people on a side is not shown', () => {
    const { now, sentence } = naiveGap(
      panel(spread(8, 16).slice(1), spread(8, 8)),
      prThroughput,
      scope,
    )
    expect(now).toBeNull()
    expect(sentence).toMatch(/too few on one side/)
  })
})
