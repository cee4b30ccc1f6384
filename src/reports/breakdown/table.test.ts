import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { MetricDefinition } from '../../metrics/metric.ts'
import { metricOf, type SurveyMetric } from '../cohort/survey-metrics.ts'
import { cellOf } from './cell.ts'
import type { Spell } from './spell.ts'
import { familiesOf, tableOf } from './table.ts'

const by = (name: string, values: string[]) => ({ name, attribute_id: 1, values })
const question = { rows: by('Role', ['a', 'b', 'c']), columns: by('Level', ['1', '2']), tool: null }

const item: SurveyMetric = metricOf(
  {
    id: 1,
    key: 'deep_work',
    name: 'Deep work',
    text: '',
    kind: 'agreement',
    unit: '%',
    lower_is_better: false,
    options: [],
  } as never,
  {
    id: 1,
    name: 'Winter',
    opened: '2026-02-11',
    closed: '2026-02-11',
    mode: 'confidential',
    key_until: null,
    keyed: true,
  },
)

/** People with one value of each or none that is known, of whom some did not answer. */
const answers = fc
  .array(
    fc.record({
      row: fc.nat(3),
      column: fc.nat(2),
      team: fc.option(fc.nat(9)),
      value: fc.option(fc.nat(4), { freq: 2 }),
    }),
    { maxLength: 80 },
  )
  .map((all): Spell[] => all.map((it, id) => ({ ...it, id })))

describe('whoever answered', () => {
  test('five of them at least stand behind whatever is shown, and nobody who did not answer', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(3, 5, 8), (spells, minimum) => {
        const table = tableOf({ ...question, minimum }, item, spells)
        const least = Math.max(5, minimum)
        const groups = familiesOf(table, question).flatMap((family) => family.groups)
        const shown = groups.filter((group) => group.shown)
        expect(shown.filter(({ members }) => members.length < least)).toEqual([])
        const silent = groups
          .flatMap(({ members }) => members)
          .filter((id) => spells[id]?.value === null)
        expect(silent).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('are some of those who could have, in every part of the table', () => {
    fc.assert(
      fc.property(answers, (spells) => {
        const { known, asked } = tableOf({ ...question, minimum: 5 }, item, spells)
        const pairs = [
          [known.all, asked.all],
          ...known.byRow.map((part, i) => [part, asked.byRow[i]]),
          ...known.cells.flat().map((part, i) => [part, asked.cells.flat()[i]]),
        ]
        for (const [some = [], all = []] of pairs) for (const it of some) expect(all).toContain(it)
      }),
      { numRuns: 25 },
    )
  })
})

test('where everybody is told of, nobody is left without the rows', () => {
  fc.assert(
    fc.property(answers, (spells) => {
      const table = tableOf({ ...question, columns: null, minimum: 5 }, item, spells)
      const [all, rows] = familiesOf(table, question).map(({ groups }) =>
        groups.filter(({ shown }) => shown).flatMap(({ members }) => members),
      )
      expect(all?.filter((id) => !rows?.includes(id))).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('where a row less a column would tell of too few, nothing is shown but of the rows', () => {
  // the second row is the first column but for one person
  const places = [
    [0, 1, 30],
    [1, 0, 20],
    [0, 0, 1],
  ] as const
  const spells = places.flatMap(([row, column, people]) =>
    Array.from({ length: people }, () => ({ row, column })),
  )
  const known = spells.map((it, id): Spell => ({ ...it, id, team: null, value: 1 }))
  const merged = { id: 'pr_throughput', kind: 'rate' } as MetricDefinition
  const table = tableOf({ ...question, minimum: 5 }, merged, known)
  const shown = familiesOf(table, question).map(({ groups }) => groups.map((it) => it.shown))
  expect(shown).toEqual([[true], [true, true], [false, false], [false, false, false, false]])
})

test('beside those who have a value nobody is counted who has none, where they are few', () => {
  const spells = Array.from(
    { length: 120 },
    (_, id): Spell => ({ id, row: 0, column: 0, team: null, value: 1 }),
  )
  const rate = { id: 'pr_throughput', kind: 'rate' } as MetricDefinition
  const at = { row: 'a', column: null }
  const peopleOf = (count: number) =>
    cellOf(at, { known: spells.slice(0, count), asked: spells }, { metric: rate, minimum: 5 })
      .people
  expect([120, 118, 112].map(peopleOf)).toEqual([120, 120, 112])
})
