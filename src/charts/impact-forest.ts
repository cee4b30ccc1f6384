import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot'
import type { Interval } from '../model/index.ts'
import { type Effect, effectText, intervalText } from './effects.ts'

/** One effect with what it rests on. */
export interface EffectRow {
  name: string
  /** What stands above the first of several rows, such as their family. */
  group: string | null
  effect: Effect
  /** The interval with room for drift, where there is one. */
  widened: Interval | null
  /** The smallest effect that would have shown four times in five. */
  visible: number | null
  /** A word for it, such as the evidence. */
  word: string
  /** Whether the word says that something was found. */
  established: boolean
  /** Of whom it is, in words. */
  basis: string
  /** The same in short: who adopted, against whom. */
  people: string
  /** Whether a lower value is the better one: the row is then drawn the other way round. */
  turned: boolean
}

export interface EffectRows {
  unit: Effect['unit']
  /** Whether the right side is the better one. */
  directed: boolean
  /** By how much something may be worse; drawn as a line where it is judged by that. */
  margin: number | null
  rows: EffectRow[]
}

const ROW = 56
const GROUP = 26
const NAME = 12
const BASIS = 27
const LINE = 42

/** Below this width in pixels the basis of a row is left to the table. */
const NARROW = 480

/** Pixels that a letter of a name takes, which is bold, and one of the words at the right; and what lies beside both. */
const BOLD = 7.4
const PLAIN = 6
const ROOM = 48

/** Keeps words readable where a line runs under them. */
const HALO = { stroke: 'var(--surface)', strokeWidth: 5 }

type Placed = ReturnType<typeof placed>[number]

/**
 * A line an effect with its interval, pale with room for drift, and ticks where an effect would have begun to show. The better
 * side is always at the right; what is not established is hollow.
 */
export function impactForest(data: EffectRows, width: number): PlotOptions {
  const rows = placed(data)
  const last = rows.at(-1)
  const height = last === undefined ? 0 : last.y + ROW
  const reach = Math.max(reachOf(rows), 1.3 * (data.margin ?? 0))
  return {
    height: height + 46,
    marginTop: 4,
    marginBottom: 42,
    marginLeft: 10,
    marginRight: 10,
    y: { axis: null, domain: [0, height], reverse: true },
    x: { domain: [-reach, reach], clamp: true, insetLeft: 8, insetRight: 8 },
    marks: [
      gridX({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      axis(data),
      ruleX([0], { stroke: 'var(--quiet)' }),
      ...marginLine(data),
      ...lines(rows),
      ...words(rows, width),
    ],
  }
}

/** Each row with its place, on an axis whose right side is the better one. */
function placed({ rows }: EffectRows) {
  let top = 0
  return rows.map((row) => {
    top += row.group === null ? 0 : GROUP
    const y = top
    top += ROW
    return {
      ...row,
      y,
      ...onAxis(row.effect, row.turned),
      wide: row.widened && onAxis(row.widened, row.turned),
    }
  })
}

function onAxis<T extends Interval & { estimate?: number }>(
  { low, high, estimate = 0 }: T,
  turned: boolean,
) {
  return turned ? { estimate: -estimate, low: -high, high: -low } : { estimate, low, high }
}

/** The axis reaches as far as the intervals, but not for one that is far wider than most: that one is cut. */
function reachOf(rows: readonly Placed[]): number {
  const ends = rows.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)))
  const middle = ends.toSorted((a, b) => a - b)[Math.floor(ends.length / 2)] ?? 1
  return 1.1 * Math.max(1, ...ends.filter((end) => end <= 3 * middle))
}

function axis({ unit, directed }: EffectRows) {
  return axisX({
    ticks: 5,
    tickSize: 0,
    tickFormat: (value: number) =>
      `${directed ? Math.abs(value) : value > 0 ? `+${value}` : value}${unit === '%' ? '%' : ''}`,
    label: `${directed ? 'worse  |  better' : 'lower  |  higher'}, ${unit === '%' ? 'per cent' : 'points'}`,
    labelAnchor: 'center',
    labelArrow: 'none',
    color: 'var(--quiet)',
    labelOffset: 38,
  })
}

function marginLine({ margin }: EffectRows) {
  return margin === null
    ? []
    : [ruleX([-margin], { stroke: 'var(--quiet)', strokeDasharray: '3 4' })]
}

function lines(rows: readonly Placed[]) {
  const y = (row: Placed) => row.y + LINE
  const colour = ({ established }: Placed) => (established ? 'var(--cohort-0)' : 'var(--quiet)')
  const widened = rows.flatMap(({ wide, ...row }) => (wide ? [{ ...row, ...wide }] : []))
  const visible = rows.flatMap((row) =>
    row.visible === null ? [] : [row.visible, -row.visible].map((x) => ({ x, at: row.y + LINE })),
  )
  return [
    ruleY(widened, {
      y: (row) => row.y + LINE,
      x1: 'low',
      x2: 'high',
      stroke: ({ established }) => (established ? 'var(--cohort-0)' : 'var(--quiet)'),
      strokeWidth: 6,
      strokeOpacity: 0.22,
    }),
    dot(visible, { x: 'x', y: 'at', symbol: 'times', r: 3, stroke: 'var(--quiet)' }),
    ruleY(rows, { y, x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2 }),
    dot(rows, {
      x: 'estimate',
      y,
      r: 5,
      fill: (row) => (row.established ? 'var(--cohort-0)' : 'var(--surface)'),
      stroke: colour,
      strokeWidth: 2,
      title: (row) => `${row.name}: ${saidOf(row)}, ${row.basis}`,
    }),
  ]
}

function words(rows: readonly Placed[], width: number) {
  const groups = rows.filter(({ group }) => group !== null)
  const halo = { fill: 'var(--quiet)', ...HALO }
  return [
    text(groups, {
      y: (row) => row.y - NAME,
      frameAnchor: 'left',
      text: 'group',
      fill: 'var(--quiet)',
      fontWeight: 600,
      ...HALO,
    }),
    text(rows, {
      y: (row) => row.y + NAME,
      frameAnchor: 'left',
      text: 'name',
      fontWeight: 600,
      fill: 'currentColor',
      ...HALO,
    }),
    text(rows, {
      y: (row) => row.y + (isBeside(row, width) ? NAME : BASIS),
      frameAnchor: 'right',
      text: foundOf,
      ...halo,
    }),
    ...(width < NARROW
      ? []
      : [
          text(rows, {
            y: (row) => row.y + BASIS,
            frameAnchor: 'left',
            text: (row) => `95% interval ${intervalText(row.effect)}; ${row.basis}`,
            ...halo,
          }),
        ]),
  ]
}

const foundOf = ({ effect, word }: Placed) => `${effectText(effect.estimate, effect.unit)}  ${word}`

/** Whether what was found has room beside the name; otherwise it stands below. */
function isBeside(row: Placed, width: number): boolean {
  return width >= NARROW || BOLD * row.name.length + PLAIN * foundOf(row).length + ROOM <= width
}

function saidOf({ effect, word }: Placed): string {
  return `${effectText(effect.estimate, effect.unit)} (95% interval ${intervalText(effect)}), ${word}`
}
