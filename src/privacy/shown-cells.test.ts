import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inRowSpace } from './row-space.ts'
import { shownCells } from './shown-cells.ts'

const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.integer({ min: 0, max: 14 }), { minLength: columns, maxLength: columns }),
      {
        minLength: rows,
        maxLength: rows,
      },
    ),
  )

describe('which cells of a table with margins may be shown', () => {
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
    ['none is of one row, whose columns would tell of each', [[9, 3, 40]], [[false, false, false]]],
  ])('%s', (_, sizes, shown) => {
    expect(shownCells(sizes, 5)).toEqual(shown)
  })

  test('no hidden cell with people in it follows from the shown sums, whatever the table', () => {
    fc.assert(
      fc.property(table, (sizes) => {
        const shown = shownCells(sizes, 5)
        const cells = sizes.flatMap((row, i) =>
          row.map((size, j) => ({ i, j, size, shown: shown[i]?.[j] === true })),
        )
        expect(cells.filter((cell) => cell.shown && cell.size < 5)).toEqual([])
        if (!cells.some((cell) => cell.shown)) return
        const unit = (of: (cell: (typeof cells)[number]) => boolean) =>
          cells.map((cell) => (of(cell) ? 1 : 0))
        const total = (of: (cell: (typeof cells)[number]) => boolean) =>
          cells.filter(of).reduce((sum, { size }) => sum + size, 0)
        const lines = [
          ...sizes.map((_, row) => (cell: (typeof cells)[number]) => cell.i === row),
          ...(sizes[0] ?? []).map(
            (_, column) => (cell: (typeof cells)[number]) => cell.j === column,
          ),
          () => true,
        ].filter((line) => total(line) >= 5)
        const known = [
          ...lines.map(unit),
          ...cells
            .filter((cell) => cell.shown || cell.size === 0)
            .map((it) => unit((cell) => cell === it)),
        ]
        for (const hidden of cells.filter((cell) => !cell.shown && cell.size > 0))
          expect(
            inRowSpace(
              known,
              unit((cell) => cell === hidden),
            ),
          ).toBe(false)
      }),
    )
  })
})

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
