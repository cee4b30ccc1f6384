import { expect, test } from 'vitest'
import type { Metric } from '../model/index.ts'
import { drawChart } from './draw.ts'
import { drawingDocument } from './drawing.ts'

const interval = (low: number, high: number) => ({ low, high, level: 0.95 })
const metric = { id: 'm', name: 'M', unit: 'hours', kind: 'rate', direction: 'lower' } as Metric
const point = (from: string, estimate: number | null) => ({
  from,
  estimate,
  interval: estimate === null ? null : interval(estimate - 1, estimate + 1),
  people: 20,
  teams: 3,
  reason: null,
})

/** The line of a trend with these estimates, as the commands of its path. */
function pathOf(...estimates: (number | null)[]): string {
  const points = estimates.map((it, week) =>
    point(`2026-01-${String(5 + 7 * week).padStart(2, '0')}`, it),
  )
  const svg = drawChart(
    { chart: 'trend_lines', data: { metric, cohorts: [{ cohort: 'a', points }] } },
    600,
  )
  return /aria-label="line".*? d="([^"]*)"/.exec(svg)?.[1] ?? ''
}

test('a chart is drawn without a browser, at the width that is asked for', () => {
  const data = {
    curve: [-1, 0, 1].map((offset) => ({
      offset,
      effect: { estimate: offset, interval: interval(offset - 1, offset + 1) },
      reason: null,
    })),
    unit: '%' as const,
  }
  const svg = drawChart({ chart: 'event_curve', data }, 480)
  expect(svg).toMatch(/^<svg [^>]*width="480"/)
  expect(svg.match(/<circle /g)).toHaveLength(3)
})

test('what is unknown breaks a line; it is not drawn as 0', () => {
  expect(pathOf(2, 3, 4).match(/M/g)).toHaveLength(1)
  expect(pathOf(2, 3, null, 4).match(/M/g)).toHaveLength(2)
})

test('a bar stands for each bucket of a histogram', () => {
  const histogram = [
    { from: null, to: 1, share: 0.25 },
    { from: 1, to: 4, share: 0.5 },
    { from: 4, to: null, share: 0.25 },
  ]
  const svg = drawChart(
    { chart: 'histogram', data: { cohort: 'a', histogram, cohorts: [{ name: 'a' }] } },
    480,
  )
  expect(svg.match(/<rect /g)).toHaveLength(3)
})

test('a name from outside is text, in an element and in an attribute', () => {
  const element = drawingDocument().createElement('text')
  element.setAttribute('aria-label', '"><script>')
  element.textContent = '<script>&'
  expect(element.outerHTML).toBe(
    '<text aria-label="&#34;&#62;&#60;script&#62;">&#60;script&#62;&#38;</text>',
  )
})

test('an element that is put elsewhere is no longer where it was', () => {
  const { createElement } = drawingDocument()
  const [first, second, child] = [createElement('g'), createElement('g'), createElement('text')]
  first.appendChild(child)
  second.insertBefore(child, null)
  expect([first.outerHTML, second.outerHTML]).toEqual(['<g></g>', '<g><text></text></g>'])
})
