import { expect, test } from 'vitest'
import { drawChart } from './draw.ts'

const interval = { low: 0.3, high: 0.6, level: 0.95 }

test('who has it by now and who still has it stand on the same axis of shares, each with its own time', () => {
  const arrivals = [
    { days: 0, share: 0, interval: null },
    { days: 7, share: 0.45, interval },
  ]
  const came = drawChart({ chart: 'arrival_curve', data: { curve: arrivals } }, 720)
  const kept = drawChart(
    {
      chart: 'retention_curve',
      data: { curve: arrivals.map(({ days, ...it }) => ({ weeks: days, ...it })) },
    },
    720,
  )
  expect(came).toContain('available days since the first day')
  expect(came).toContain('7 days: 45%')
  expect(kept).toContain('weeks since first use')
  for (const svg of [came, kept]) {
    expect(svg).toContain('>100%<')
    expect(svg).toContain('aria-label="area"')
  }
})
