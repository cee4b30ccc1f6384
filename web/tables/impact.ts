import type { Estimate } from '../../src/model/index.ts'
import { change } from '../../src/model/numbers.ts'
import type { ImpactReport } from '../api.ts'
import type { Cell, DataTable } from './table.ts'

/** The event curve: observed against expected for each period around adoption. */
export function curveTable({ curve, unit }: Pick<ImpactReport, 'curve' | 'unit'>): DataTable {
  return {
    title: 'Period by period',
    columns: [
      'Weeks since adoption',
      `Against expected, ${unit}`,
      'From',
      'To',
      'Not shown because',
    ],
    rows: curve.map(({ offset, effect, reason }) => [
      String(4 * offset),
      ...partsOf(effect),
      reason?.message ?? null,
    ]),
  }
}

/** Every metric with its effect and its word. */
export function metricsTable(metrics: ImpactReport['metrics']): DataTable {
  return {
    title: 'All metrics',
    columns: ['Metric', 'Unit', 'Effect', 'From', 'To', 'Adopted', 'Against', 'In a word'],
    rows: metrics.map(({ metric, unit, effect, people, evidence, guardrail, reason }) => [
      metric.name,
      unit,
      ...partsOf(effect),
      people.adopters,
      people.controls,
      guardrail?.verdict ?? evidence?.word ?? reason?.message ?? null,
    ]),
  }
}

/** The checks of the comparison. */
export function checkTable({ checks, unit }: Pick<ImpactReport, 'checks' | 'unit'>): DataTable {
  return {
    title: 'Checks',
    columns: ['What is checked', `Estimate, ${unit}`, 'From', 'To', 'Passed'],
    rows: checks.map(({ words, estimate, passed, reason }) => [
      words,
      ...partsOf(estimate),
      reason?.message ?? verdict(passed),
    ]),
  }
}

function verdict(passed: boolean | null): string {
  if (passed === null) return 'for comparison'
  return passed ? 'yes' : 'no'
}

/** To as many figures as the words of the answer have. */
function partsOf(effect: Estimate | null): Cell[] {
  if (effect === null) return [null, null, null]
  return [effect.estimate, effect.interval.low, effect.interval.high].map(change)
}
