import { expect, test } from 'vitest'
import { type AdoptionWeek, KNOWN_LEVELS } from '../model/index.ts'
import { drawChart } from './draw.ts'

const week = (from: string, daily: number | null, not_shown: number | null): AdoptionWeek => ({
  from,
  people: daily === null ? null : 40,
  unknown: null,
  levels: KNOWN_LEVELS.map((level) => ({
    level,
    share: daily === null ? null : level === 'daily' ? daily : level === 'none' ? 1 - daily : 0,
  })),
  not_shown,
})

test('levels lie on one another as areas, with a name for each that anybody has', () => {
  const weeks = [week('2026-01-05', 0.25, 0), week('2026-01-12', 0.5, 0)]
  const svg = drawChart({ chart: 'level_areas', data: { weeks } }, 720)
  expect(svg.match(/aria-label="area"/g)).toHaveLength(2)
  for (const name of ['daily', 'none']) expect(svg).toContain(`>${name}<`)
  expect(svg).not.toContain('>suspended<')
})

test('a week of which nothing is shown is a gap in every area', () => {
  const shown = ['2026-01-05', '2026-01-12', '2026-01-26'].map((from) => week(from, 0.5, 0))
  const [a, b, c] = shown as [AdoptionWeek, AdoptionWeek, AdoptionWeek]
  const areas = (weeks: AdoptionWeek[]) =>
    drawChart({ chart: 'level_areas', data: { weeks } }, 720).match(/<path[^>]* d="M[^"]*M/g)
  expect(areas(shown)).toBeNull()
  expect(areas([a, b, week('2026-01-19', null, null), c])).toHaveLength(2)
})

test('a share stands as a dot in its interval, and one that is not shown as its bounds', () => {
  const rows = [
    {
      name: 'Backend',
      share: { estimate: 0.4, interval: { low: 0.3, high: 0.5, level: 0.95 }, within: null },
    },
    { name: 'Data', share: { estimate: null, interval: null, within: { low: 0, high: 0.2 } } },
    { name: 'Mobile', share: { estimate: null, interval: null, within: null } },
  ]
  const svg = drawChart({ chart: 'share_dots', data: { rows, all: 0.35 } }, 480)
  expect(svg.match(/<circle /g)).toHaveLength(1)
  for (const text of ['Backend  40%', 'Data  20% or less', 'Mobile  not shown'])
    expect(svg).toContain(text)
})

test('people who newly adopted a tool stand as an area: as many a week as the weeks are wide', () => {
  const adopted = [
    { from: '2026-01-05', to: '2026-01-12', people: 10 },
    { from: '2026-01-12', to: '2026-02-02', people: 30 },
  ]
  const period = { from: '2026-01-05', to: '2026-03-30' }
  const svg = drawChart({ chart: 'newcomers', data: { adopted, period } }, 720)
  const heights = [...svg.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => height)
  expect(heights).toHaveLength(2)
  expect(heights[0]).toBe(heights[1])
})
