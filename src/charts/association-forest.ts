import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot'
import type { Estimate } from '../model/index.ts'
import { figures } from '../model/numbers.ts'

/** One association with what it rests on. */
export interface Association {
  name: string
  estimate: Estimate
  /** Whether its direction can be told. */
  told: boolean
  /** Of whom it is, in words. */
  basis: string
}

/** Associations that share an axis. */
export interface Associations {
  axis: 'rho' | 'points' | '%'
  rows: Association[]
}

const ROW = 54
const NAME = 12
const BASIS = 27
const LINE = 42

/** Below this width in pixels the basis of a row is left to the table. */
const NARROW = 480

/** Keeps words readable where a line runs under them. */
const HALO = { stroke: 'var(--surface)', strokeWidth: 5 }

/** A line an association with its interval, around none at all; where nothing can be told it is hollow. No side is the better one. */
export function associationForest({ axis, rows }: Associations, width: number): PlotOptions {
  const placed = rows.map((row, place) => ({
    ...row,
    top: place * ROW,
    at: row.estimate.estimate,
    ...row.estimate.interval,
  }))
  const height = rows.length * ROW
  const reach = 1.1 * Math.max(...placed.flatMap(({ low, high }) => [-low, high]), 1e-9)
  const colour = ({ told }: Association) => (told ? 'var(--cohort-0)' : 'var(--quiet)')
  const y = ({ top }: { top: number }) => top + LINE
  const quiet = { fill: 'var(--quiet)', ...HALO }
  return {
    height: height + 46,
    marginTop: 4,
    marginBottom: 42,
    marginLeft: 10,
    marginRight: 10,
    y: { axis: null, domain: [0, height], reverse: true },
    x: { domain: [-reach, reach], insetLeft: 8, insetRight: 8 },
    marks: [
      gridX({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: (value: number) => written(value, axis),
        label: 'lower with more use  |  higher with more use',
        labelAnchor: 'center',
        labelArrow: 'none',
        color: 'var(--quiet)',
        labelOffset: 38,
      }),
      ruleX([0], { stroke: 'var(--quiet)' }),
      ruleY(placed, { y, x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2 }),
      dot(placed, {
        x: 'at',
        y,
        r: 5,
        fill: ({ told }) => (told ? 'var(--cohort-0)' : 'var(--surface)'),
        stroke: colour,
        strokeWidth: 2,
        title: ({ name, at, basis }) => `${name}: ${written(at, axis)}, ${basis}`,
      }),
      text(placed, {
        y: ({ top }) => top + NAME,
        frameAnchor: 'left',
        text: 'name',
        fontWeight: 600,
        fill: 'currentColor',
        ...HALO,
      }),
      text(placed, {
        y: ({ top }) => top + NAME,
        frameAnchor: 'right',
        text: ({ at }) => written(at, axis),
        ...quiet,
      }),
      ...(width < NARROW
        ? []
        : [
            text(placed, {
              y: ({ top }) => top + BASIS,
              frameAnchor: 'left',
              text: 'basis',
              ...quiet,
            }),
          ]),
    ],
  }
}

function written(value: number, axis: Associations['axis']): string {
  const text =
    Math.abs(value) < 1e-9
      ? '0'
      : figures(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')
  return `${value > 1e-9 && axis !== 'rho' ? '+' : ''}${text}${axis === '%' ? '%' : ''}`
}
