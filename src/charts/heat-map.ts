import { axisX, axisY, cell, type PlotOptions, text } from '@observablehq/plot'
import type { BreakdownCell, Metric } from '../model/index.ts'
import { amount, bounds } from '../model/numbers.ts'

/** One metric in the cells of a table. */
export interface HeatMap {
  metric: Metric
  rows: string[]
  columns: string[]
  cells: BreakdownCell[]
}

const ROW = 34
const NAMES = 26

/** How strongly the lowest and the highest cell are filled; words stay readable on both. */
const PALEST = 0.08
const FULLEST = 0.5

/** Below this width in pixels there is less room for names. */
const NARROW = 480

/**
 * A cell a value of row and column, filled the stronger the higher its number is, which stands in it. What is not shown is a dash in
 * an empty cell, and never the palest one. The colour judges nothing.
 */
export function heatMap({ metric, rows, columns, cells }: HeatMap, width: number): PlotOptions {
  const left = width < NARROW ? 96 : 150
  const room = (width - left) / Math.max(1, columns.length)
  return {
    height: rows.length * ROW + NAMES + 8,
    marginTop: NAMES,
    marginBottom: 8,
    marginLeft: left,
    marginRight: 2,
    padding: 0.06,
    x: { domain: columns },
    y: { domain: rows },
    marks: [
      axisX({
        anchor: 'top',
        tickSize: 0,
        label: null,
        color: 'var(--quiet)',
        tickFormat: (name: string) => cut(name, room),
      }),
      axisY({
        tickSize: 0,
        label: null,
        color: 'var(--quiet)',
        tickFormat: (name: string) => cut(name, left),
      }),
      ...filled(metric, cells),
    ],
  }
}

function filled(metric: Metric, cells: readonly BreakdownCell[]) {
  const strength = strengthOf(cells)
  const shown = cells.filter(({ estimate }) => estimate !== null)
  const at = { x: 'column', y: 'row' }
  return [
    cell(cells, { ...at, fill: 'none', stroke: 'var(--grid)' }),
    cell(shown, {
      ...at,
      fill: 'var(--cohort-0)',
      fillOpacity: ({ estimate }: BreakdownCell) => strength(estimate ?? 0),
      title: (it: BreakdownCell) => saidOf(it, metric),
    }),
    text(cells, {
      ...at,
      text: ({ estimate }: BreakdownCell) => (estimate === null ? '–' : amount(estimate, metric)),
      fill: 'currentColor',
    }),
  ]
}

function strengthOf(cells: readonly BreakdownCell[]): (value: number) => number {
  const known = cells.flatMap(({ estimate }) => estimate ?? [])
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return (value) =>
    most > least ? PALEST + ((FULLEST - PALEST) * (value - least)) / (most - least) : PALEST
}

function saidOf({ row, column, estimate, interval, people }: BreakdownCell, metric: Metric) {
  const write = (value: number) => amount(value, metric)
  const range = interval === null ? '' : ` (${bounds(interval, write)})`
  return `${row}, ${column}: ${write(estimate ?? 0)}${range}, ${people} people`
}

/** As much of a name as there is room for. */
function cut(name: string, room: number): string {
  const signs = Math.max(3, Math.floor(room / 7) - 1)
  return name.length <= signs ? name : `${name.slice(0, signs - 1)}…`
}
