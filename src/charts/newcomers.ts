import { axisX, axisY, gridY, type PlotOptions, rectY } from '@observablehq/plot'
import { type AdoptionReport, daysBetween, daysText, type Period } from '../model/index.ts'

/** Who newly adopted a tool, by spans of weeks. */
export interface Newcomers {
  adopted: AdoptionReport['adopted']
  period: Period
}

/** Below this width in pixels there is room for few days at the axis. */
const NARROW = 480

/** A bar a span, as wide as it is long and as high as the people a week in it, so that its area is its people. */
export function newcomers({ adopted, period }: Newcomers, width: number): PlotOptions {
  const dateOf = (day: string) => new Date(`${day}T00:00:00Z`)
  const bars = adopted.map(({ from, to, people }) => ({
    from: dateOf(from),
    to: dateOf(to),
    rate: (7 * people) / daysBetween(from, to),
    title: `${daysText({ from, to })}: ${people} people`,
  }))
  return {
    height: 190,
    marginLeft: 44,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 30,
    x: { type: 'utc', domain: [dateOf(period.from), dateOf(period.to)] },
    y: { nice: true, zero: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, label: null, color: 'var(--quiet)' }),
      axisX({ ticks: width < NARROW ? 4 : 8, tickSize: 0, label: null, color: 'var(--quiet)' }),
      rectY(bars, {
        x1: 'from',
        x2: 'to',
        y: 'rate',
        insetLeft: 1,
        insetRight: 1,
        fill: 'var(--cohort-0)',
        title: 'title',
      }),
    ],
  }
}
