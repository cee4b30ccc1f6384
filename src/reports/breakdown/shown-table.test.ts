import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collapse } from './collapse.ts'
import { shownTable } from './shown-table.ts'

const table = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, columns }) =>
    fc.array(
      fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  )

type Cell = { people: number[]; open: boolean }

function linesOf(cells: number[][][], shown: boolean[][]): Cell[][] {
  const rows = cells.map((row, i) =>
    row.map((people, j) => ({ people, open: shown[i]?.[j] === true })),
  )
  const columns = (rows[0] ?? []).map((_, j) => rows.flatMap((row) => row[j] ?? []))
  return [...rows, ...columns]
}

function expectNothingSmall(line: Cell[], minimum: number) {
  const open = line.filter((cell) => cell.open)
  for (const { people } of open) expect(people.length).toBeGreaterThanOrEqual(minimum)
  if (open.length === 0) return
  const hidden = new Set(line.flatMap((cell) => (cell.open ? [] : cell.people)))
  expect(hidden.size === 0 || hidden.size >= minimum).toBe(true)
}

describe('which cells may be shown of people who may stand in several', () => {
  test('what is hidden of a line is nobody or the minimum of different people', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(3, 5), (cells, minimum) => {
        const shown = shownTable(cells, minimum)
        for (const line of linesOf(cells, shown)) expectNothingSmall(line, minimum)
      }),
    )
  })

  test('a cell that is barred stays hidden, and with it what it would follow from', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => i)
    const cells = [0, 1].map((row) =>
      [0, 1].map((column) => twelve.map((i) => 100 * row + 20 * column + i)),
    )
    expect(shownTable(cells, 5).flat()).toEqual([true, true, true, true])
    const barred = [
      [true, false],
      [false, false],
    ]
    expect(shownTable(cells, 5, barred).flat()).toEqual([false, false, false, false])
  })
})

test('values of few people become one line of the minimum of people at least, or there is none', () => {
  const spells = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 40 }), place: fc.integer({ min: 0, max: 6 }) }),
  )
  fc.assert(
    fc.property(spells, fc.constantFrom(3, 5), (all, minimum) => {
      const lines = collapse(['a', 'b', 'c', 'd', 'e', 'f', 'g'], all, minimum)
      const sizes = lines.map(
        ({ places }) => new Set(all.flatMap(({ id, place }) => (places.has(place) ? id : []))).size,
      )
      expect(lines.flatMap(({ places }) => [...places]).toSorted()).toEqual(
        [...new Set(all.map(({ place }) => place))].toSorted(),
      )
      if (new Set(all.map(({ id }) => id)).size >= minimum)
        for (const size of sizes) expect(size).toBeGreaterThanOrEqual(minimum)
    }),
  )
})
