import { axisX, dot, gridX, type PlotOptions, ruleX, ruleY, text } from '@observablehq/plot'
import type { PeopleShare } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** Shares of groups side by side, with that of all. */
export interface ShareDots {
  rows: { name: string; share: Pick<PeopleShare, 'estimate' | 'interval' | 'within'> }[]
  all: number | null
}

const ROW = 38
const NAME = 10
const LINE = 26

/**
 * A line a group: its share as a dot in its interval, or, where the share is not shown, a pale bar between the bounds that hold
 * it. The dashed line is the share of all.
 */
export function shareDots({ rows, all }: ShareDots): PlotOptions {
  const height = rows.length * ROW
  const placed = rows.map(({ name, share }, place) => ({ name, top: place * ROW, ...share }))
  const shown = placed.filter(({ estimate }) => estimate !== null)
  return {
    height: height + 34,
    marginTop: 6,
    marginBottom: 28,
    marginLeft: 10,
    marginRight: 18,
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
      ...spans(placed),
      dot(shown, {
        x: 'estimate',
        y: ({ top }) => top + LINE,
        r: 4.5,
        fill: 'var(--cohort-0)',
        title: ({ name, estimate }) => `${name}: ${wholePercent(estimate ?? 0)}`,
      }),
      text(placed, {
        frameAnchor: 'left',
        y: ({ top }) => top + NAME,
        text: labelOf,
        fill: 'currentColor',
        stroke: 'var(--surface)',
        strokeWidth: 4,
      }),
    ],
  }
}

type Placed = ShareDots['rows'][number]['share'] & { name: string; top: number }

function spans(placed: Placed[]) {
  const line = { y: ({ top }: Placed) => top + LINE, stroke: 'var(--cohort-0)' }
  return [
    ruleY(
      placed.filter(({ interval }) => interval !== null),
      {
        ...line,
        x1: ({ interval }) => interval?.low,
        x2: ({ interval }) => interval?.high,
        strokeWidth: 2,
      },
    ),
    ruleY(
      placed.filter(({ within }) => within !== null),
      {
        ...line,
        x1: ({ within }) => within?.low,
        x2: ({ within }) => within?.high,
        strokeWidth: 8,
        strokeOpacity: 0.2,
      },
    ),
  ]
}

function labelOf({ name, estimate, within }: Placed): string {
  if (estimate !== null) return `${name}  ${wholePercent(estimate)}`
  if (within === null) return `${name}  not shown`
  return within.low === 0
    ? `${name}  ${wholePercent(within.high)} or less`
    : `${name}  ${wholePercent(within.low)} or more`
}
