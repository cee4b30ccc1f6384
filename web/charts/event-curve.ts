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
import type { ImpactReport } from '../api.ts'
import { effectText } from './effects.ts'

/** Weeks of a period of the event curve. */
const WEEKS = 4

/**
 * What was observed against what was expected, period by period around adoption, with a band of the intervals. Before
 * adoption, shaded, it should lie on the line of no difference: that is the check of the method by eye.
 */
export function eventCurve(
  { curve, unit }: Pick<ImpactReport, 'curve' | 'unit'>,
  width: number,
): PlotOptions {
  const points = curve.flatMap(({ offset, effect }) =>
    effect === null ? [] : [{ offset, estimate: effect.estimate, ...effect.interval }],
  )
  const first = Math.min(-1, ...curve.map(({ offset }) => offset)) - 0.5
  const narrow = width < 480
  return {
    height: narrow ? 260 : 320,
    marginLeft: 52,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 44,
    x: { domain: [first, Math.max(1, ...curve.map(({ offset }) => offset)) + 0.5] },
    y: { nice: true, zero: true },
    marks: [
      rect([{ x1: first, x2: 0 }], { x1: 'x1', x2: 'x2', fill: 'var(--grid)', fillOpacity: 0.5 }),
      gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisY({
        ticks: 6,
        tickSize: 0,
        tickFormat: (value: number) => effectText(value, '%').replace('%', unit === '%' ? '%' : ''),
        label: null,
        color: 'var(--quiet)',
      }),
      axisX({
        ticks: curve.map(({ offset }) => offset).filter((offset) => !narrow || offset % 2 === 0),
        tickSize: 0,
        tickFormat: (offset: number) => String(offset * WEEKS),
        label: 'weeks since adoption',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 38,
        color: 'var(--quiet)',
      }),
      ruleY([0], { stroke: 'var(--quiet)' }),
      ruleX([0], { stroke: 'var(--quiet)', strokeDasharray: '3 4' }),
      areaY(points, {
        x: 'offset',
        y1: 'low',
        y2: 'high',
        fill: 'var(--cohort-0)',
        fillOpacity: 0.18,
      }),
      line(points, { x: 'offset', y: 'estimate', stroke: 'var(--cohort-0)', strokeWidth: 2 }),
      dot(points, {
        x: 'offset',
        y: 'estimate',
        r: 4,
        fill: 'var(--cohort-0)',
        title: ({ offset, estimate, low, high }) =>
          `${offset * WEEKS} weeks: ${effectText(estimate, unit)} (${effectText(low, unit)} to ${effectText(high, unit)})`,
      }),
      text(
        [
          { x: first / 2, words: 'before' },
          { x: -first / 2, words: 'after adoption' },
        ],
        {
          x: 'x',
          text: 'words',
          frameAnchor: 'top',
          dy: -18,
          fill: 'var(--quiet)',
        },
      ),
    ],
  }
}
