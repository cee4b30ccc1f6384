import {
  areaY,
  axisX,
  axisY,
  dot,
  gridY,
  line,
  type PlotOptions,
  rect,
  ruleX,
  ruleY,
  text,
} from '@observablehq/plot'
import type { ImpactReport } from '../model/index.ts'
import { effectText } from './effects.ts'

type Curve = Pick<ImpactReport, 'curve' | 'unit'>

/** Weeks of a period of the event curve. */
const WEEKS = 4

/** Below this width in pixels only every other period is written at the axis. */
const NARROW = 480

/**
 * What was observed against what was expected, period by period around adoption, with a band of the intervals. Before
 * adoption, shaded, it should lie on the line of no difference: that is the check of the method by eye.
 */
export function eventCurve({ curve, unit }: Curve, width: number): PlotOptions {
  const offsets = curve.map(({ offset }) => offset)
  const ends = [Math.min(-1, ...offsets) - 0.5, Math.max(1, ...offsets) + 0.5] as const
  return {
    height: width < NARROW ? 260 : 320,
    marginLeft: 52,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 44,
    x: { domain: ends },
    y: { nice: true, zero: true },
    marks: [
      ...ground(ends),
      axisY({
        ticks: 6,
        tickSize: 0,
        tickFormat: (value: number) => effectText(value, '%').replace('%', unit === '%' ? '%' : ''),
        label: null,
        color: 'var(--quiet)',
      }),
      axisX({
        ticks: offsets.filter((offset) => width >= NARROW || offset % 2 === 0),
        tickSize: 0,
        tickFormat: (offset: number) => String(offset * WEEKS),
        label: 'weeks since adoption',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 38,
        color: 'var(--quiet)',
      }),
      ...band({ curve, unit }),
    ],
  }
}

/** What lies under the curve: the time before adoption, shaded, and the lines of no difference and of adoption. */
function ground([first, last]: readonly [number, number]) {
  const sides = [
    { x: first / 2, words: 'before' },
    { x: last / 2, words: 'after adoption' },
  ]
  return [
    rect([{ x1: first, x2: 0 }], { x1: 'x1', x2: 'x2', fill: 'var(--grid)', fillOpacity: 0.5 }),
    gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
    ruleY([0], { stroke: 'var(--quiet)' }),
    ruleX([0], { stroke: 'var(--quiet)', strokeDasharray: '3 4' }),
    text(sides, { x: 'x', text: 'words', frameAnchor: 'top', dy: -18, fill: 'var(--quiet)' }),
  ]
}

function band({ curve, unit }: Curve) {
  const points = curve.flatMap(({ offset, effect }) =>
    effect === null ? [] : [{ offset, estimate: effect.estimate, ...effect.interval }],
  )
  const colour = 'var(--cohort-0)'
  return [
    areaY(points, { x: 'offset', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.18 }),
    line(points, { x: 'offset', y: 'estimate', stroke: colour, strokeWidth: 2 }),
    dot(points, {
      x: 'offset',
      y: 'estimate',
      r: 4,
      fill: colour,
      title: ({ offset, estimate, low, high }) =>
        `${offset * WEEKS} weeks: ${effectText(estimate, unit)} (${effectText(low, unit)} to ${effectText(high, unit)})`,
    }),
  ]
}
