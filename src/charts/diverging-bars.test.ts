import { expect, test } from 'vitest'
import { drawChart } from './draw.ts'

const labels = ['worst', 'bad', 'neither', 'good', 'best']
const share = (cohort: string, percents: number[] | null) => ({
  cohort,
  response_rate: percents === null ? null : 0.65,
  distribution: percents?.map((percent, i) => ({ label: labels[i] ?? '', percent })) ?? null,
})

/** Left and right end of each bar that is drawn. */
function barsOf(svg: string) {
  return [...svg.matchAll(/<rect x="([-\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
    ([, x, width]) => [Number(x), Number(x) + Number(width)],
  )
}

const draw = (around: boolean, shares: ReturnType<typeof share>[]) =>
  drawChart({ chart: 'diverging_bars', data: { around, shares } }, 420)

test('the neutral answer lies across the middle, the better ones to its right', () => {
  const bars = barsOf(draw(true, [share('daily', [10, 20, 20, 30, 20])]))
  expect(bars).toHaveLength(5)
  const middle = 210
  const [from = 0, to = 0] = bars[2] ?? []
  expect(Math.abs((from + to) / 2 - middle)).toBeLessThan(1)
  expect(bars[1]?.[1]).toBeLessThan(middle)
  expect(bars[3]?.[0]).toBeGreaterThan(middle)
})

test('amounts begin at nothing', () => {
  const [first] = barsOf(draw(false, [share('daily', [50, 50, 0, 0, 0])]))
  expect(first?.[0]).toBeLessThan(20)
})

test('a cohort of too few answers is not drawn', () => {
  const svg = draw(true, [share('daily', [100, 0, 0, 0, 0]), share('none', null)])
  expect(svg).toContain('65% answered')
  expect(svg).not.toContain('>none<')
})
