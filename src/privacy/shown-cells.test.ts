import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inRowSpace } from './row-space.ts'
import { marginsTell, shownCells, type Table } from './shown-cells.ts'
import { shownCrossed } from './shown-crossed.ts'
import { shownParts } from './shown-parts.ts'

const MINIMUM = 5

describe('which cells of a table may be shown', () => {
  test.each([
    [
      'a small one hides one more in its row and its column, and one where they cross',
      [
        [20, 30, 3],
        [10, 12, 14],
        [40, 50, 60],
      ],
      [
        [false, true, false],
        [false, true, false],
        [true, true, true],
      ],
    ],
    [
      'all are where none is small',
      [
        [5, 6],
        [7, 8],
      ],
      [
        [true, true],
        [true, true],
      ],
    ],
    [
      'none is of a table of four where one is small',
      [
        [3, 20],
        [20, 20],
      ],
      [
        [false, false],
        [false, false],
      ],
    ],
    [
      'an empty one hides no other',
      [
        [0, 20],
        [20, 20],
      ],
      [
        [false, true],
        [true, true],
      ],
    ],
    [
      'of one row a small one hides the next-smallest, as of parts of a whole',
      [[9, 3, 40]],
      [[false, false, true]],
    ],
    [
      'two small ones hide others from which they would follow together: rows less columns',
      [
        [46, 1, 31, 5],
        [12, 38, 3, 3],
        [5, 53, 47, 7],
        [16, 6, 21, 15],
      ],
      [
        [true, false, true, false],
        [true, true, false, false],
        [true, true, true, true],
        [true, false, false, false],
      ],
    ],
  ])('%s', (_, sizes, shown) => {
    expect(shownCrossed(sizes, MINIMUM)).toEqual(shown)
  })

  test('none that is barred, nor what it would follow from', () => {
    const cells = [0, 1].map((row) => [0, 1].map((column) => ids(12, 40 * row + 20 * column)))
    expect(shownCells(cells, MINIMUM).flat()).toEqual([true, true, true, true])
    const barred = [
      [true, false],
      [false, false],
    ]
    expect(shownCells(cells, MINIMUM, barred).flat()).toEqual([false, false, false, false])
  })
})

/** Tables of people who stand in one cell each, or in some of them in several. */
const table = fc
  .record({
    sizes: fc.integer({ min: 2, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.nat({ max: 9 }), { minLength: columns, maxLength: columns }), {
        minLength: 2,
        maxLength: 4,
      }),
    ),
    shared: fc.boolean(),
  })
  .map(({ sizes, shared }): Table => {
    let last = 0
    const next = () => (shared ? (last++ * 7) % 31 : last++)
    return sizes.map((row) => row.map((size) => Array.from({ length: size }, next)))
  })

test('whatever the table, no hidden cell and no sum over too few people follows that the margins do not tell', () => {
  fc.assert(
    fc.property(table, (cells) => {
      const nothing = cells.map((row) => row.map(() => false))
      const told = telling(cells, nothing)
      expect(marginsTell(cells, MINIMUM)).toBe(told.some((some) => peopleOf(some).size < MINIMUM))
      const shown = shownCells(cells, MINIMUM)
      expect(
        cells.flat().filter((people, i) => shown.flat()[i] && people.length < MINIMUM),
      ).toEqual([])
      const ofMargins = new Set(told.map((some) => JSON.stringify(some)))
      const others = telling(cells, shown).filter((some) => !ofMargins.has(JSON.stringify(some)))
      expect(others).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('two hundred and forty tiny cells are judged in half a second by a minimum of twenty', () => {
  const sizes = ids(15, 1).map((i) =>
    ids(16, 1).map((j) => 1 + ((((i * 31 + j) ** 3 * 17) % 101) % 2)),
  )
  const started = performance.now()
  expect(shownCrossed(sizes, 20).flat()).not.toContain(true)
  expect(performance.now() - started).toBeLessThan(500)
})

type Cell = readonly number[]

/** The hidden cells, and the sets of cells of too few people, whose sum follows from the shown cells, the margins and the whole. */
function telling(cells: Table, shown: readonly (readonly boolean[])[]): Cell[][] {
  const filled = cells.flat().filter(({ length }) => length > 0)
  const columns = (cells[0] ?? []).map((_, column) => cells.map((row) => row[column] ?? []))
  const sums = [
    filled,
    ...alone(cells),
    ...alone(columns),
    ...cells.flatMap((row, i) => row.filter((_, j) => shown[i]?.[j]).map((cell) => [cell])),
  ]
  const vector = (some: readonly Cell[]) => filled.map((cell) => (some.includes(cell) ? 1 : 0))
  const few = filled
    .reduce<Cell[][]>(
      (all, cell) =>
        all.concat(
          all.map((some) => [...some, cell]).filter((some) => peopleOf(some).size < MINIMUM),
        ),
      [[]],
    )
    .filter(({ length }) => length > 0)
  const hidden = cells.flatMap((row, i) =>
    row.filter(({ length }, j) => length >= MINIMUM && !shown[i]?.[j]),
  )
  return [...few, ...hidden.map((cell) => [cell])].filter((some) =>
    inRowSpace(sums.map(vector), vector(some)),
  )
}

/** The lines that may be shown by themselves. */
function alone(lines: Table): Cell[][] {
  const shown = shownParts(
    lines.map((line) => peopleOf(line).size),
    MINIMUM,
  )
  return lines.filter((_, place) => shown[place]).map((line) => [...line])
}

function peopleOf(cells: readonly Cell[]): Set<number> {
  return new Set(cells.flat())
}

function ids(count: number, from: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i)
}

test.each([
  [
    [
      [1, 1, 0],
      [0, 1, 1],
    ],
    [1, 2, 1],
    true,
  ],
  [
    [
      [1, 1, 0],
      [0, 1, 1],
    ],
    [1, 0, 0],
    false,
  ],
  [[[2, 4]], [1, 2], true],
  [[], [0, 0], true],
  [[], [1], false],
])('of %j a combination is %j: %s', (vectors, wanted, found) => {
  expect(inRowSpace(vectors, wanted)).toBe(found)
})
