import { axisX, dodgeY, dot, type PlotOptions, rectX, ruleX, text } from '@observablehq/plot'
import type { CohortEstimate, Metric } from '../model/index.ts'
import { figures } from '../model/numbers.ts'
import { colourOf } from './palette.ts'

export interface DotsData {
  answer: {
    metric: Metric
    cohorts: Pick<CohortEstimate, 'cohort' | 'dots' | 'estimate' | 'interval'>[]
  }
  cohorts: { name: string }[]
}

/** Dots that lie on one another, up to which they have room. */
const HIGH = 8

/**
 * How the people of each cohort spread: a dot for each twentieth of them, the mean as a line and its interval as a band.
 * Durations stand on a logarithmic scale.
 */
export function quantileDots({ answer, cohorts }: DotsData): PlotOptions {
  const shown = answer.cohorts.filter(({ dots }) => dots !== null)
  const points = shown.flatMap(({ cohort, dots }) =>
    (dots ?? []).map((value) => ({ cohort, value })),
  )
  const logarithmic = answer.metric.kind === 'log' && points.every(({ value }) => value > 0)
  const fill = ({ cohort }: { cohort: string }) => colourOf(cohort, cohorts)
  const bands = shown.filter(({ interval }) => interval !== null)
  const high = Math.max(5, ...heaps(shown))
  const r = high > HIGH ? 3 : 4.5
  return {
    height: shown.length * (22 + high * (2 * r + 0.6)) + 26,
    marginLeft: 8,
    marginRight: 12,
    marginTop: 4,
    marginBottom: 24,
    x: { type: logarithmic ? 'log' : 'linear', zero: !logarithmic, insetLeft: 6, insetRight: 8 },
    fy: { axis: null, domain: shown.map(({ cohort }) => cohort), padding: 0.06 },
    marks: [
      axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: figures,
        label: null,
        color: 'var(--quiet)',
      }),
      rectX(bands, {
        fy: 'cohort',
        x1: ({ interval }) => interval?.low,
        x2: ({ interval }) => interval?.high,
        fill,
        fillOpacity: 0.16,
      }),
      ruleX(shown, { fy: 'cohort', x: 'estimate', stroke: fill, strokeWidth: 1.5 }),
      dot(points, dodgeY('bottom', { fy: 'cohort', x: 'value', r, fill, padding: 0.5 })),
      text(shown, {
        fy: 'cohort',
        frameAnchor: 'top-left',
        text: 'cohort',
        fontWeight: 600,
        fill: 'currentColor',
      }),
    ],
  }
}

/** How many dots of each cohort have the very same value, at most. */
function heaps(shown: DotsData['answer']['cohorts']): number[] {
  return shown.map(({ dots }) => {
    const same = Map.groupBy(dots ?? [], (value) => value)
    return Math.max(0, ...[...same.values()].map(({ length }) => length))
  })
}
