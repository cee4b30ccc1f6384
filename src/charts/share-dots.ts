import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot'
import type { PeopleShare } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** Shares of groups side by side, with that of all. */
export interface ShareDots {
  rows: { name: string; share: Pick<PeopleShare, 'estimate' | 'interval'> }[]
  all: number | null
}

const ROW = 36

/** A line a group: its share as a dot in its interval. The dashed line is the share of all. */
export function shareDots({ rows, all }: ShareDots): PlotOptions {
  const height = rows.length * ROW
  const placed = rows.map(({ name, share }, place) => ({ name, y: place * ROW, ...share }))
  const shown = placed.filter(({ estimate }) => estimate !== null)
  const line = (y: number) => y + 25
  return {
    height: height + 34,
    marginTop: 6,
    marginBottom: 28,
    marginLeft: 10,
    marginRight: 14,
    y: { axis: null, domain: [0, height], reverse: true },
    x: { domain: [0, 1], insetLeft: 6, insetRight: 6 },
    marks: [
      gridX({ ticks: 5, stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: wholePercent,
        label: null,
        color: 'var(--quiet)',
      }),
      ruleX(all === null ? [] : [all], { stroke: 'var(--quiet)', strokeDasharray: '3 4' }),
      ruleY(shown, {
        y: ({ y }) => line(y),
        x1: ({ interval }) => interval?.low,
        x2: ({ interval }) => interval?.high,
        stroke: 'var(--cohort-0)',
        strokeWidth: 3,
        strokeOpacity: 0.4,
      }),
      dot(shown, {
        x: 'estimate',
        y: ({ y }) => line(y),
        r: 4.5,
        fill: 'var(--cohort-0)',
        title: ({ name, estimate }) => `${name}: ${wholePercent(estimate ?? 0)}`,
      }),
      text(placed, {
        frameAnchor: 'left',
        y: ({ y }) => y + 9,
        text: ({ name, estimate }) =>
          `${name}  ${estimate === null ? 'not shown' : wholePercent(estimate)}`,
        fill: 'currentColor',
        stroke: 'var(--surface)',
        strokeWidth: 4,
      }),
    ],
  }
}
