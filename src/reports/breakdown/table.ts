import { AppError } from '../../errors.ts'
import type { Family } from '../gate/release.ts'
import { collapse, type Line } from './collapse.ts'
import type { Spell } from './draw-spells.ts'
import type { Question } from './question.ts'
import { shownTable } from './shown-table.ts'

/** One metric as a table of spells that have a value, before the gate. */
export interface Table {
  /** Place of the metric in the question. */
  metric: number
  rows: Line[]
  /** One of everybody where nothing is crossed. */
  columns: Line[]
  all: Spell[]
  byRow: Spell[][]
  byColumn: Spell[][]
  cells: Spell[][][]
}

/** More cells are no longer read. */
const MOST_CELLS = 240

/**
 * The table of a metric: who has no value of it stands in none. One of fewer people than the minimum is empty, as one of nobody. Throws `invalid_arguments` for a table that nobody can read.
 */
export function tableOf(question: Question, spells: readonly Spell[], metric: number): Table {
  const { rows, columns, minimum } = question
  const known = spells.filter(({ values }) => values[metric] !== null)
  const all = idsOf(known).length < minimum ? [] : known
  const placed = (of: 'row' | 'column') => all.map((it) => ({ id: it.id, place: it[of] }))
  const rowLines = collapse(rows.values, placed('row'), minimum)
  const columnLines =
    columns === null
      ? [{ name: 'Everybody', places: new Set([0]) }]
      : collapse(columns.values, placed('column'), minimum)
  refuseTooMany(rowLines, columnLines)
  const byRow = rowLines.map(({ places }) => all.filter(({ row }) => places.has(row)))
  return {
    metric,
    rows: rowLines,
    columns: columnLines,
    all,
    byRow,
    byColumn: columnLines.map(({ places }) => all.filter(({ column }) => places.has(column))),
    cells: byRow.map((some) =>
      columnLines.map(({ places }) => some.filter(({ column }) => places.has(column))),
    ),
  }
}

function refuseTooMany(rows: readonly Line[], columns: readonly Line[]): void {
  if (rows.length * columns.length > MOST_CELLS)
    throw new AppError(
      'invalid_arguments',
      `That is a table of ${rows.length} by ${columns.length}, more than ${MOST_CELLS} cells. Break it down by something of fewer values, or ask for one team or filter.`,
    )
}

/** Whom the table would be about: all, the rows, the columns, and the cells. */
export function familiesOf(table: Table, { metrics, columns, minimum }: Question): Family[] {
  const metric = `breakdown ${metrics[table.metric]?.id}`
  const enough = table.all.length > 0
  const open = (groups: readonly Spell[][], shown = groups.map(() => true)) => ({
    metric,
    groups: groups.map((group, place) => ({
      members: idsOf(group),
      shown: enough && shown[place] === true,
    })),
  })
  if (columns === null) return [open([table.all]), open(table.byRow)]
  const shown = shownTable(
    table.cells.map((row) => row.map(idsOf)),
    minimum,
  )
  return [
    open([table.all]),
    open(table.byRow),
    open(table.byColumn),
    open(table.cells.flat(), shown.flat()),
  ]
}

/** Which parts of a table are shown. */
export interface Shown {
  all: boolean
  rows: boolean[]
  columns: boolean[]
  cells: boolean[][]
}

/**
 * What is shown once the gate has decided: where it refused a cell, the others are audited anew, and no cell is shown of a row or
 * column that is not.
 */
export function shownOf(
  table: Table,
  [all, rows, columns, cells]: readonly (readonly boolean[])[],
  minimum: number,
): Shown {
  if (all?.[0] !== true) return nothingShown(table)
  const lines = { all: true, rows: [...(rows ?? [])], columns: [...(columns ?? [])] }
  if (cells === undefined) return { ...lines, cells: [] }
  const width = table.columns.length
  const barred = table.rows.map((_, row) =>
    table.columns.map(
      (_, column) => !(rows?.[row] && columns?.[column] && cells[row * width + column]),
    ),
  )
  const people = table.cells.map((row) => row.map(idsOf))
  return { ...lines, cells: shownTable(people, minimum, barred) }
}

function nothingShown({ rows, columns }: Table): Shown {
  return {
    all: false,
    rows: rows.map(() => false),
    columns: columns.map(() => false),
    cells: rows.map(() => columns.map(() => false)),
  }
}

/** The different people of some spells, by id. */
export function idsOf(spells: readonly Spell[]): number[] {
  return [...new Set(spells.map(({ id }) => id))]
}
