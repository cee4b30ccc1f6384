import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, weekOf } from '../../model/index.ts'
import type { Adopter } from './draw-adopters.ts'
import { type Cohort, cohortFamily, cohortsOf, retentionCohorts } from './retention-cohorts.ts'

const period = { from: '2026-01-05', to: '2026-06-29' }
const began = (first: string, people: number, some: Partial<Adopter> = {}): Adopter[] =>
  Array.from({ length: people }, (_, id) => ({
    ...{ id, first, adopted: null, weeks: 20, stopped: false, ...some },
  }))

test('small months are joined with those that follow, and the month that is not over is left out', () => {
  const adopters = [
    ...began('2026-01-05', 12),
    ...began('2026-02-02', 9),
    ...began('2026-04-06', 25),
    ...began('2026-05-04', 19),
    ...began('2026-06-01', 40),
  ]
  const cohorts = cohortsOf({ period, minimum: 5 }, adopters)
  expect(cohorts.map(({ from, to, people }) => [from, to, people.length])).toEqual([
    ['2026-01-01', '2026-03-01', 21],
    ['2026-04-01', '2026-05-01', 25],
  ])
})

test('a cohort tells who kept to the tool as far as ten are followed, and says where that is of too few', () => {
  const people = [
    ...began('2026-01-05', 30),
    ...began('2026-01-05', 10, { stopped: true, weeks: 3 }),
    ...began('2026-01-05', 2, { stopped: true, weeks: 10 }),
  ]
  const others = began('2026-02-02', 58)
  const cohorts: Cohort[] = [
    { from: '2026-01-01', to: '2026-02-01', people },
    { from: '2026-02-01', to: '2026-03-01', people: others },
  ]
  const adopters = [...people, ...others]
  const all = retentionCohorts(cohorts, { adopters, open: [true, true], minimum: 5 })
  expect(all[0]?.kept.map(({ weeks, estimate }) => [weeks, estimate])).toEqual([
    [4, 0.76],
    [8, 0.76],
    [12, 0.71],
  ])
  expect(all[1]?.kept[0]).toMatchObject({ estimate: null, within: { low: 0.9, high: 1 } })
  expect(retentionCohorts(cohorts, { adopters, open: [false, false], minimum: 5 })).toEqual([])
})

const adopter = fc.record({
  week: fc.integer({ min: 0, max: 24 }),
  weeks: fc.integer({ min: 1, max: 60 }),
  stopped: fc.boolean(),
})

test('whoever began when, nothing that is shown or left over is about fewer people than the minimum', () => {
  fc.assert(
    fc.property(
      fc.array(adopter, { maxLength: 200, size: 'max' }),
      fc.constantFrom(3, 5, 25),
      (drawn, minimum) => {
        const adopters = drawn.map(({ week, ...it }, id) => ({
          ...{ id, first: weekOf(dayAfter(period.from, 7 * week)), adopted: null, ...it },
        }))
        const cohorts = cohortsOf({ period, minimum }, adopters)
        const { groups } = cohortFamily({ tool: 'Coder', minimum }, cohorts, adopters)
        expectNoFew(
          adopters.length,
          groups.flatMap(({ members, shown }) => (shown ? members.length : [])),
          minimum,
        )
        const open = groups.map(({ shown }) => shown)
        const told = retentionCohorts(cohorts, { adopters, open, minimum })
        for (const weeks of [4, 8, 12, 26, 52]) {
          const shown = cohorts.filter(({ from }) =>
            told.some(
              (it) =>
                it.from === from &&
                it.kept.some((kept) => kept.weeks === weeks && kept.estimate !== null),
            ),
          )
          const stopped = (some: readonly Adopter[]) =>
            some.filter((it) => it.stopped && it.weeks <= weeks).length
          const parts = shown.map(({ people }) => stopped(people))
          if (shown.length > 0) expectNoFew(stopped(adopters), parts, minimum)
        }
      },
    ),
    { numRuns: 50 },
  )
})

/** That each part is the minimum at least, and what is left of the whole nobody or as many. */
function expectNoFew(whole: number, parts: readonly number[], minimum: number) {
  for (const part of parts) expect(part).toBeGreaterThanOrEqual(minimum)
  const left = whole - parts.reduce((sum, part) => sum + part, 0)
  if (parts.length > 0) expect(left === 0 || left >= minimum).toBe(true)
}
