import { describe, expect, test } from 'vitest'
import type { Metric, MetricImpact } from '../model/index.ts'
import { drawChart } from './draw.ts'
import { impactForests } from './impact-forests.ts'

const SIDES = { adopters: 40, controls: 60 }

/** An impact as a report has it, of a metric of which lower is better or not. */
function impactOf(
  id: string,
  direction: Metric['direction'],
  more: Partial<MetricImpact> = {},
): MetricImpact {
  return {
    metric: { id, name: `Metric ${id}`, direction } as Metric,
    family: 'speed',
    role: 'confirmatory',
    unit: '%',
    people: SIDES,
    teams: SIDES,
    effect: { estimate: 10, interval: { low: 4, high: 16, level: 0.95 } },
    widened: { low: 1, high: 19, level: 0.95 },
    smallest_detectable: 8,
    evidence: { word: 'clear', because: 'all_checks_passed', message: '' },
    guardrail: null,
    reason: null,
    sentence: '',
    ...more,
  }
}

const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x))

describe('the forest of an impact', () => {
  test('has the better side at the right, whichever way is better', () => {
    const [data] = impactForests([impactOf('a', 'higher'), impactOf('b', 'lower')])
    const [up = 0, down = 0] = circles(
      drawChart({ chart: 'impact_forest', data: data as never }, 700),
    )
    expect(up).toBeGreaterThan(350)
    expect(down).toBeLessThan(350)
  })

  test('has what was found below a name that leaves no room beside it', () => {
    const [data] = impactForests([
      impactOf('of which the name is long', 'higher'),
      impactOf('b', 'lower'),
    ])
    const levels = (width: number) => {
      const svg = drawChart({ chart: 'impact_forest', data: data as never }, width)
      const found = svg.matchAll(/translate\([\d.]+,([\d.]+)\)"[^>]*>(?:Metric|[+-]10%)/g)
      return [...found].map(([, y]) => Number(y))
    }
    expect(new Set(levels(700)).size).toBe(2)
    expect(new Set(levels(326)).size).toBe(3)
  })

  test('has guardrails, shares and metrics of context on axes of their own', () => {
    const guardrail = { margin: 3, verdict: 'not worse' as const }
    const forests = impactForests([
      impactOf('g', 'lower', { role: 'guardrail', evidence: null, guardrail }),
      impactOf('a', 'higher'),
      impactOf('p', 'higher', { unit: 'points' }),
      impactOf('c', 'context', { role: 'context' }),
    ])
    expect(forests.map(({ unit, margin, directed }) => [unit, margin, directed])).toEqual([
      ['%', null, true],
      ['points', null, true],
      ['%', null, false],
      ['%', 3, true],
    ])
  })

  test('names each family once, and leaves out what has no effect', () => {
    const [data] = impactForests([
      impactOf('q', 'higher', { family: 'quality' }),
      impactOf('a', 'higher'),
      impactOf('b', 'higher'),
      impactOf('none', 'higher', { effect: null }),
    ])
    expect(data?.rows.map(({ name, group }) => [name, group])).toEqual([
      ['Metric a', 'Speed'],
      ['Metric b', null],
      ['Metric q', 'Quality'],
    ])
  })

  test('does not fill what is not established', () => {
    const open = { word: 'not established' as const, because: 'interval_holds_zero', message: '' }
    const [data] = impactForests([impactOf('a', 'higher', { evidence: open })])
    const svg = drawChart({ chart: 'impact_forest', data: data as never }, 700)
    expect(svg).toContain('+10%  not established')
    expect(svg).not.toContain('fill="var(--cohort-0)"')
  })
})
