import { areaY, axisX, axisY, type PlotOptions, ruleY, text } from '@observablehq/plot'
import type { AdoptionWeek } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** The levels of some weeks. */
export interface LevelAreas {
  weeks: AdoptionWeek[]
}

/** How each level is filled, from the bottom on: the more a tool is used, the stronger the colour. */
const FILLS: Record<string, { fill: string; fillOpacity: number }> = {
  daily: { fill: 'var(--cohort-0)', fillOpacity: 1 },
  weekly: { fill: 'var(--cohort-0)', fillOpacity: 0.66 },
  monthly: { fill: 'var(--cohort-0)', fillOpacity: 0.34 },
  none: { fill: 'var(--cohort-4)', fillOpacity: 0.5 },
  suspended: { fill: 'var(--cohort-1)', fillOpacity: 0.55 },
  'no account': { fill: 'var(--cohort-5)', fillOpacity: 0.42 },
  'not shown': { fill: 'var(--cohort-5)', fillOpacity: 0.16 },
}

const LEGEND_ROW = 18

/** Below this width in pixels there is room for few days at the axis, and for fewer names beside one another. */
const NARROW = 480

/** Areas on one another that add to 100%, a place a week; weeks of which nothing is shown are a gap. */
export function levelAreas({ weeks }: LevelAreas, width: number): PlotOptions {
  const names = Object.keys(FILLS).filter((name) =>
    weeks.some((it) => (shareOf(it, name) ?? 0) > 0),
  )
  const columns = width < NARROW ? 3 : 7
  const legend = Math.ceil(names.length / columns) * LEGEND_ROW
  const domain = weeks.length === 1 ? { domain: [dayOf(weeks[0]), dayOf(weeks[0], 7)] } : {}
  return {
    height: 260 + legend,
    marginLeft: 44,
    marginRight: 14,
    marginTop: legend + 12,
    marginBottom: 30,
    x: { type: 'utc', ...domain },
    y: { domain: [0, 1] },
    marks: [
      ...names.map((name) =>
        areaY(bandOf(weeks, name), {
          x: 'day',
          y1: 'low',
          y2: 'high',
          ...FILLS[name],
          curve: 'step-after',
          title: 'title',
        }),
      ),
      ruleY([0.25, 0.5, 0.75], { stroke: 'var(--grid)', strokeOpacity: 0.55 }),
      axisY({
        ticks: [0, 0.25, 0.5, 0.75, 1],
        tickSize: 0,
        tickFormat: wholePercent,
        label: null,
        color: 'var(--quiet)',
      }),
      axisX({ ticks: width < NARROW ? 4 : 8, tickSize: 0, label: null, color: 'var(--quiet)' }),
      ...names.flatMap((name, place) => legendOf(name, place, { columns, width, legend })),
    ],
  }
}

/** The band of a level; each week holds from its first day on, the last one until its end. */
function bandOf(weeks: readonly AdoptionWeek[], name: string) {
  const below = Object.keys(FILLS).slice(0, Object.keys(FILLS).indexOf(name))
  const placed = weeks.map((week) => {
    const known = week.not_shown !== null
    const low = below.reduce((sum, other) => sum + (shareOf(week, other) ?? 0), 0)
    const share = shareOf(week, name) ?? 0
    return {
      day: dayOf(week),
      low: known ? low : Number.NaN,
      high: known ? low + share : Number.NaN,
      title: `${name}: ${wholePercent(share)}`,
    }
  })
  const last = placed.at(-1)
  return last ? [...placed, { ...last, day: dayOf(weeks.at(-1), 7) }] : []
}

function shareOf({ levels, not_shown }: AdoptionWeek, name: string): number | null {
  return name === 'not shown'
    ? not_shown
    : (levels.find(({ level }) => level === name)?.share ?? null)
}

const DAY = 86_400_000

function dayOf(week: AdoptionWeek | undefined, later = 0): Date {
  return new Date(Date.parse(`${week?.from}T00:00:00Z`) + later * DAY)
}

function legendOf(
  name: string,
  place: number,
  { columns, width, legend }: { columns: number; width: number; legend: number },
) {
  const dx = (place % columns) * Math.floor((width - 58) / columns)
  const dy = Math.floor(place / columns) * LEGEND_ROW - legend - 4
  return [
    text(['■'], { frameAnchor: 'top-left', dx, dy, ...FILLS[name], fontSize: 15 }),
    text([name], { frameAnchor: 'top-left', dx: dx + 16, dy, fill: 'currentColor' }),
  ]
}
