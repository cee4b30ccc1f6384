import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inRowSpace } from './row-space.ts'
import { shownCells } from './shown-cells.ts'
import { shownCrossed } from './shown-crossed.ts'
import { shownParts } from './shown-parts.ts'

const MINIMUM = 5

test('hides a cell from which two small ones would follow together', () => {
  // the first and the last row less the first column are 1 + 2 people, once the other cells are known
  const sizes = [
    [8, 1, 9],
    [7, 5, 6],
    [8, 9, 2],
  ]
  expect(small(sizes, shownCells(sizes, MINIMUM))).toBe(true)
  expect(small(sizes, shownCrossed(sizes, MINIMUM))).toBe(false)
})

test('whatever the table, no sum over fewer people follows that its margins do not tell', () => {
  const table = fc.array(fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  })
  fc.assert(
    fc.property(table, (sizes) => {
      const nothing = sizes.map((row) => row.map(() => false))
      fc.pre(!small(sizes, nothing))
      expect(small(sizes, shownCrossed(sizes, MINIMUM))).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('tells nothing of a table that is shown whole, and nothing of an empty one', () => {
  const full = [
    [20, 30],
    [40, 50],
  ]
  expect(shownCrossed(full, MINIMUM).flat()).toEqual([true, true, true, true])
  expect(shownCrossed([[0, 0]], MINIMUM)).toEqual([[false, false]])
})

/** Whether a sum over some cells of fewer people follows from the shown cells, the rows, the columns and the whole. */
function small(sizes: readonly (readonly number[])[], shown: readonly (readonly boolean[])[]) {
  const cells = sizes.flatMap((row, r) => row.map((size, c) => ({ size, r, c })))
  const margins = (lines: (typeof cells)[]) => {
    const alone = shownParts(lines.map(total), MINIMUM)
    return lines.filter((_, place) => alone[place])
  }
  const sums = [
    ...cells.filter(({ r, c }) => shown[r]?.[c]).map((cell) => [cell]),
    ...margins([...Map.groupBy(cells, ({ r }) => r).values()]),
    ...margins([...Map.groupBy(cells, ({ c }) => c).values()]),
    cells,
  ]
  const vector = (some: readonly object[]) => cells.map((cell) => (some.includes(cell) ? 1 : 0))
  return cells
    .filter(({ size }) => size > 0)
    .reduce<(typeof cells)[]>((all, cell) => all.concat(all.map((some) => [...some, cell])), [[]])
    .filter((some) => some.length > 0 && total(some) < MINIMUM)
    .some((some) => inRowSpace(sums.map(vector), vector(some)))
}

function total(cells: readonly { size: number }[]): number {
  return cells.reduce((sum, { size }) => sum + size, 0)
}
