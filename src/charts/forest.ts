import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot'
import type { Metric } from '../model/index.ts'
import { type Effect, effectText, intervalText } from './effects.ts'
import type { Forest } from './forests-of.ts'

/** Keeps words readable where a line runs under them. */
const HALO = { stroke: 'var(--surface)', strokeWidth: 5 }

const ROW = 58
const NAME = 12
const CRUDE = 30
const ALIKE = 44

/**
 * A line a comparison: what the cohorts differ by (pale), and the same between people who are alike (full), each with its
 * interval. The better side is always at the right.
 */
export function forest(data: Forest): PlotOptions {
  const height = data.rows.length * ROW
  return {
    height: height + 46,
    marginTop: 4,
    marginBottom: 42,
    marginLeft: 10,
    marginRight: 10,
    y: { axis: null, domain: [0, height], reverse: true },
    x: { nice: true, insetLeft: 8, insetRight: 8 },
    marks: [
      gridX({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      effectAxis(data),
      ruleX([0], { stroke: 'var(--quiet)' }),
      ...intervals(data),
      ...names(data),
    ],
  }
}

function effectAxis({ unit, directed }: Forest) {
  return axisX({
    ticks: 5,
    tickSize: 0,
    tickFormat: (value: number) =>
      directed ? figure(Math.abs(value), unit) : signedFigure(value, unit),
    label: directed ? 'worse  |  better' : 'lower  |  higher',
    labelAnchor: 'center',
    labelArrow: 'none',
    color: 'var(--quiet)',
    labelOffset: 38,
  })
}

function intervals({ rows }: Forest) {
  const drawn = rows.flatMap(({ metric, colour, crude, alike }, place) =>
    [
      { effect: crude, y: place * ROW + CRUDE, pale: true },
      { effect: alike, y: place * ROW + ALIKE, pale: false },
    ].flatMap(({ effect, y, pale }) =>
      effect ? [{ ...turned(effect, metric), y, pale, colour, metric }] : [],
    ),
  )
  return [
    ruleY(drawn, {
      y: 'y',
      x1: 'low',
      x2: 'high',
      stroke: 'colour',
      strokeWidth: 2,
      strokeOpacity: ({ pale }) => (pale ? 0.45 : 1),
    }),
    dot(drawn, {
      x: 'estimate',
      y: 'y',
      r: 5,
      fill: ({ pale, colour }) => (pale ? 'var(--surface)' : colour),
      stroke: 'colour',
      strokeWidth: 2,
      title: ({ metric, said }) => `${metric.name}: ${said}`,
    }),
  ]
}

function names({ rows, several }: Forest) {
  const placed = rows.map((row, place) => ({ ...row, y: place * ROW + NAME }))
  return [
    text(placed, {
      y: 'y',
      frameAnchor: 'left',
      text: ({ metric, of }) => (several ? `${metric.name}: ${of}` : metric.name),
      fontWeight: 600,
      fill: 'currentColor',
      ...HALO,
    }),
    text(placed, {
      y: 'y',
      frameAnchor: 'right',
      text: ({ alike, crude }) => saying(alike ?? crude),
      fill: 'var(--quiet)',
      ...HALO,
    }),
  ]
}

function saying(effect: Effect | null): string {
  return effect ? effectText(effect.estimate, effect.unit) : ''
}

/** The effect on an axis whose right side is the better one. */
function turned(effect: Effect, { direction }: Metric) {
  const said = `${effectText(effect.estimate, effect.unit)} (95% interval ${intervalText(effect)})`
  const { estimate, low, high } = effect
  if (direction !== 'lower') return { estimate, low, high, said }
  return { estimate: -estimate, low: -high, high: -low, said }
}

function figure(value: number, unit: Effect['unit']): string {
  return unit === '%' ? `${value}%` : `${value}`
}

function signedFigure(value: number, unit: Effect['unit']): string {
  return value > 0 ? `+${figure(value, unit)}` : figure(value, unit)
}
