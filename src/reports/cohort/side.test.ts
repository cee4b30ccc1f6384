import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { sumsAudit } from '../../privacy/follows-few.ts'
import { inRowSpace } from '../../privacy/row-space.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import type { Person } from './draw-samples.ts'
import type { Question } from './question.ts'
import { familiesOf, type Sides, sideOf, withBeside } from './side.ts'

const MINIMUM = 5
const ROWS = ['account', 'no account', 'suspended']
const COLUMNS = ['L1', 'L3', 'L5']

/** A question as far as the sides look at it: one metric of people. */
function question(from: string, more: Partial<Question> = {}): Question {
  const asked = ROWS.map((name) => ({ name, values: [name] }))
  return {
    minimum: MINIMUM,
    asked,
    others: false,
    cohorts: asked.map((cohort) => ({ ...cohort, across: [], listed: true })),
    metrics: [{ id: 'pr_throughput', kind: 'rate' }],
    traits: { level: null, role: null, geo: null },
    tool: null,
    period: { from, to: from },
    ...more,
  } as Question
}

function people(cohorts: readonly (number | null)[], known: readonly boolean[]): Person[] {
  return cohorts.map((cohort, id) => ({
    ...{ id, cohort, undated: null, team: null, strata: [] },
    reason: cohort === null ? 'other_value' : null,
    values: [known[id] ? id % 4 : null],
  }))
}

/** The groups of each number that a report would show. */
function shownBy(sides: Sides): number[][][] {
  const families = familiesOf(sides).map(({ metric, period, groups }) => ({
    number: `${metric} ${period?.from}`,
    groups: groups.filter(({ shown }) => shown).map(({ members }) => [...members]),
  }))
  const byNumber = Map.groupBy(families, ({ number }) => number)
  return [...byNumber.values()].map((all) => all.flatMap(({ groups }) => groups))
}

function tellsOfFew(groups: readonly number[][]): boolean {
  const tells = sumsAudit([], groups.map(bitmapOf), MINIMUM)
  return groups.some((group, place) => group.length < MINIMUM || tells(place))
}

const COUNT = 40
const inCohort = (most: number) =>
  fc.array(fc.option(fc.integer({ min: 0, max: most - 1 }), { freq: 9 }), {
    minLength: COUNT,
    maxLength: COUNT,
  })
const known = fc.array(fc.boolean(), { minLength: COUNT, maxLength: COUNT })

describe('whoever is in which cohort, from no groups that are compared follow fewer people than the minimum', () => {
  test('of each cohort beside everybody else', () => {
    const asked = question('2026-01-05')
    const others = { name: 'other values', values: [], across: [], listed: false }
    const all = { ...asked, others: true, cohorts: [...asked.cohorts, others] }
    fc.assert(
      fc.property(inCohort(4), known, (cohorts, values) => {
        const sides = withBeside({ now: sideOf(all, people(cohorts, values)) })
        for (const groups of shownBy(sides)) expect(tellsOfFew(groups)).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  test('of a cohort at two times beside those who are in it at both', () => {
    fc.assert(
      fc.property(inCohort(3), fc.array(fc.nat({ max: 8 })), known, (cohorts, moves, values) => {
        const moved = cohorts.map((cohort, id) =>
          moves[id] === 0 ? ((cohort ?? 0) + 1) % 3 : cohort,
        )
        const sides = withBeside({
          now: sideOf(question('2026-03-30'), people(moved, values)),
          other: sideOf(question('2026-01-05'), people(cohorts, values)),
        })
        for (const groups of shownBy(sides)) expect(tellsOfFew(groups)).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  test('of crossed cohorts beside those of each attribute alone', () => {
    const asked = question('2026-01-05')
    const cells = COLUMNS.flatMap((level) =>
      asked.cohorts.map((cohort) => ({
        ...cohort,
        name: `${cohort.name}, ${level}`,
        across: [level],
      })),
    )
    fc.assert(
      fc.property(inCohort(9), (cohorts) => {
        const { members } = sideOf({ ...asked, cohorts: cells }, people(cohorts, []))
        const sizes = members.map((cohort) => cohort.people.length)
        const shown = [
          ...members.flatMap((cohort, place) => (cohort.shown ? [[place]] : [])),
          ...shownAlone(sizes, (place) => place % 3),
          ...shownAlone(sizes, (place) => Math.floor(place / 3)),
        ]
        const row = (places: readonly number[]) =>
          sizes.map((_, place) => (places.includes(place) ? 1 : 0))
        for (const few of subsets(sizes)) expect(inRowSpace(shown.map(row), row(few))).toBe(false)
      }),
      { numRuns: 25 },
    )
  })
})

/** The cells of each value of one attribute that a report of it alone shows. */
function shownAlone(sizes: readonly number[], labelOf: (place: number) => number): number[][] {
  const lines = ROWS.map((_, value) =>
    [...sizes.keys()].filter((place) => labelOf(place) === value),
  )
  const totals = lines.map((line) => line.reduce((sum, place) => sum + (sizes[place] ?? 0), 0))
  const shown = shownParts(totals, MINIMUM)
  return lines.filter((_, value) => shown[value])
}

/** Sets of cells with people in each, fewer than the minimum together. */
function subsets(sizes: readonly number[]): number[][] {
  return [...sizes.keys()]
    .filter((place) => (sizes[place] ?? 0) > 0)
    .reduce<number[][]>((all, place) => all.concat(all.map((some) => [...some, place])), [[]])
    .filter((some) => some.length > 0)
    .filter((some) => some.reduce((sum, place) => sum + (sizes[place] ?? 0), 0) < MINIMUM)
}
