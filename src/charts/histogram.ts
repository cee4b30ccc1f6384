import { axisX, axisY, gridY, type PlotOptions, rectY } from '@observablehq/plot'
import type { Bar } from '../model/index.ts'
import { figures, wholePercent } from '../model/numbers.ts'
import { colourOf } from './palette.ts'

/** The histogram of one cohort, with the names of all for its colour. */
export interface Histogram {
  cohort: string
  histogram: Bar[]
  cohorts: { name: string }[]
}

/** Below this width in pixels only every third bound is written at the axis. */
const NARROW = 480

/** A bar for each bucket, all equally wide, with the bounds between them: the axis is that of the buckets, not of the values. */
export function histogram(
  { cohort, histogram: bars, cohorts }: Histogram,
  width: number,
): PlotOptions {
  const placed = bars.map(({ share }, place) => ({ share, place }))
  const every = width < NARROW || bars.length > 14 ? 3 : 1
  const bounds = bars.slice(1).map((_, i) => i + 1)
  return {
    height: 180,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 26,
    x: { domain: [0, bars.length] },
    y: { nice: true },
    marks: [
      gridY({ stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisY({
        ticks: 4,
        tickSize: 0,
        tickFormat: wholePercent,
        label: null,
        color: 'var(--quiet)',
      }),
      axisX(
        bounds.filter((place) => (place - 1) % every === 0),
        {
          tickSize: 3,
          tickFormat: (place: number) => figures(bars[place]?.from ?? 0),
          label: null,
          color: 'var(--quiet)',
        },
      ),
      rectY(placed, {
        x1: 'place',
        x2: ({ place }) => place + 1,
        y: 'share',
        insetLeft: 1,
        insetRight: 1,
        fill: colourOf(cohort, cohorts),
        title: ({ share }) => wholePercent(share),
      }),
    ],
  }
}
