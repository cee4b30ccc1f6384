import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONG_BASELINE, PLACEBO, SHORT_BASELINE } from './design.ts'
import { gatherPeople, sumGathered } from './gather.ts'
import { groupsOf } from './groups.ts'
import { cohortsOf, type Panel } from './panel.ts'
import { sumPanel } from './sums.ts'

/** Whole numbers, whose sums are exact in any order; each of a few people with so many others who are like him. */
function panels(): fc.Arbitrary<Panel> {
  return fc
    .record({
      few: fc.integer({ min: 1, max: 8 }),
      times: fc.integer({ min: 1, max: 6 }),
      periods: fc.integer({ min: 8, max: 40 }),
    })
    .chain(({ few, times, periods }) => {
      const one = (value: fc.Arbitrary<number>, length = few) =>
        fc.array(value, { minLength: length, maxLength: length })
      const known = one(fc.constantFrom(20, 20, 20, 0), few * periods)
      const people = few * times
      return fc
        .tuple(
          known,
          one(fc.constantFrom(-1, 4, 5)),
          one(fc.nat(1)),
          one(fc.integer({ min: -1, max: 1 })),
          one(fc.nat(9), people * periods),
        )
        .map(([den, adoption, stratum, team, num]) => {
          const repeated = (values: number[]) => new Array(times).fill(values).flat()
          return {
            people,
            periods,
            num: Float64Array.from(num),
            den: Float64Array.from(repeated(den)),
            adoption: Int32Array.from(repeated(adoption)),
            stratum: Int32Array.from(repeated(stratum)),
            team: Int32Array.from(repeated(team)),
          }
        })
    })
}

test('people added up before they are compared give the sums and the roles of each by himself', () => {
  fc.assert(
    fc.property(
      panels(),
      fc.constantFrom(LONG_BASELINE, SHORT_BASELINE, PLACEBO),
      (panel, design) => {
        const groups = groupsOf(panel.team)
        const cohorts = cohortsOf(panel, design.at_least)
        const gathered = sumGathered(gatherPeople(panel, groups), cohorts, design)
        expect(gathered).toEqual(sumPanel(panel, groups, cohorts, design))
      },
    ),
    { numRuns: 200 },
  )
})

test('people who are alike share a row, others do not', () => {
  const twice = <T extends number>(value: T) => [value, value]
  const panel: Panel = {
    people: 8,
    periods: 8,
    num: new Float64Array(64).fill(1),
    den: new Float64Array(64).fill(20),
    adoption: Int32Array.from([-1, 4, 4, 5].flatMap(twice)),
    stratum: Int32Array.from([0, 0, 1, 0].flatMap(twice)),
    team: new Int32Array(8),
  }
  const { panel: rows, row } = gatherPeople(panel, groupsOf(panel.team))
  expect([...row]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(rows.num[0]).toBe(2)
  panel.den[8] = 0
  expect(gatherPeople(panel, groupsOf(panel.team)).panel.people).toBe(8)
})
