import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { marginsTell, shownCells } from '../../privacy/shown-cells.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { FEWEST_ANSWERS, isSurvey } from '../cohort/survey-metrics.ts'
import { releaseNameOf } from '../gate/cohort-groups.ts'
import type { Family } from '../gate/release.ts'
import type { Line } from './collapse.ts'
import { linesOf } from './lines.ts'
import type { Question } from './question.ts'
import { idsOf, type Spell } from './spell.ts'

/** One metric as a table, before the gate. */
export interface Table {
  metric: MetricDefinition
  /** Fewest people of whom anything is shown. */
  minimum: number
  rows: Line[]
  /** One of everybody where nothing is crossed. */
  columns: Line[]
  crossed: boolean
  /** Whether everybody is told of beside the rows, with those of whom no value is known. */
  whole: boolean
  /** The spells that have a value. */
  known: Parts
  /** Those and the others that could have one. */
  asked: Parts
}

/** Spells by where they stand. */
export interface Parts {
  all: readonly Spell[]
  byRow: Spell[][]
  byColumn: Spell[][]
  cells: Spell[][][]
}

/** More cells are no longer read. */
const MOST_CELLS = 240

/**
 * The table of a metric: who has no value of it stands in none. One of fewer people than the minimum is empty, as one of nobody. Throws `invalid_arguments` for a table that nobody can read.
 */
export function tableOf(
  { rows, columns, minimum: least }: Pick<Question, 'rows' | 'columns' | 'minimum'>,
  metric: MetricDefinition,
  spells: readonly Spell[],
): Table {
  const minimum = isSurvey(metric) ? Math.max(FEWEST_ANSWERS, least) : least
  const valued = spells.filter(({ value }) => value !== null)
  const known = idsOf(valued).length < minimum ? [] : valued
  const { rowLines, columnLines, whole } = linesOf(known, { rows, columns, minimum })
  refuseTooMany(rowLines, columnLines)
  return {
    metric,
    minimum,
    rows: rowLines,
    columns: columnLines,
    crossed: columns !== null,
    whole,
    known: partsOf(known, rowLines, columnLines),
    asked: partsOf(spells, rowLines, columnLines),
  }
}

function partsOf(all: readonly Spell[], rows: readonly Line[], columns: readonly Line[]): Parts {
  const byRow = rows.map(({ places }) => all.filter(({ row }) => places.has(row)))
  return {
    all,
    byRow,
    byColumn: columns.map(({ places }) => all.filter(({ column }) => places.has(column))),
    cells: byRow.map((some) =>
      columns.map(({ places }) => some.filter(({ column }) => places.has(column))),
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

/**
 * Whom the table would be about: all, the rows, the columns, and the cells, none of a row or column from which one of too few would
 * follow. Where rows and columns would tell of too few already, of the columns and cells nothing is shown.
 */
export function familiesOf(
  { metric: of, known, crossed, whole, minimum }: Table,
  { tool }: Pick<Question, 'tool'>,
): Family[] {
  const metric = releaseNameOf(of, tool)
  const enough = known.all.length > 0
  const open = (
    groups: readonly (readonly Spell[])[],
    shown: readonly boolean[] = groups.map(() => true),
  ) => ({
    metric,
    groups: groups.map((group, place) => ({
      members: idsOf(group),
      shown: enough && shown[place] === true,
    })),
  })
  if (!crossed) return [open([known.all], [whole]), open(known.byRow)]
  const people = known.cells.map((row) => row.map(idsOf))
  const tells = marginsTell(people, minimum)
  const passing = (lines: readonly (readonly Spell[])[]) =>
    shownParts(
      lines.map((line) => idsOf(line).length),
      minimum,
    )
  const [rows, columns] = [passing(known.byRow), passing(known.byColumn)]
  const barred = rows.map((row) => columns.map((column) => !(row && column)))
  const cells = shownCells(people, minimum, barred).flat()
  return [
    open([known.all]),
    open(known.byRow, rows),
    open(
      known.byColumn,
      columns.map((it) => it && !tells),
    ),
    open(
      known.cells.flat(),
      cells.map((it) => it && !tells),
    ),
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
export function shownOf(table: Table, gated: readonly (readonly boolean[])[]): Shown {
  const [all, rows, columns, cells] = gated
  const lines = { all: all?.[0] === true, rows: [...(rows ?? [])], columns: [...(columns ?? [])] }
  if (cells === undefined) return { ...lines, cells: [] }
  if (!lines.all) return nothingShown(table)
  const width = table.columns.length
  const barred = table.rows.map((_, row) =>
    table.columns.map(
      (_, column) => !(rows?.[row] && columns?.[column] && cells[row * width + column]),
    ),
  )
  const people = table.known.cells.map((row) => row.map(idsOf))
  return { ...lines, cells: shownCells(people, table.minimum, barred) }
}

function nothingShown({ rows, columns }: Table): Shown {
  return {
    all: false,
    rows: rows.map(() => false),
    columns: columns.map(() => false),
    cells: rows.map(() => columns.map(() => false)),
  }
}
