import type { Arrival, ArrivalMetric } from '../../model/index.ts'
import { bounds, wholePercent } from '../../model/numbers.ts'
import { type Block, type Cell, heads } from '../page.ts'
import { ordinal } from './arrival.ts'

/** How long each cohort waits for a pull request: in words, a table of medians, and a curve of each. */
export function arrivalBlocks({ metric, nth, cohorts }: ArrivalMetric): Block[] {
  return [
    { kind: 'heading', text: `${metric.name}: the ${ordinal(nth)} (${metric.unit})` },
    { kind: 'list', items: cohorts.map(({ sentence }) => sentence) },
    {
      kind: 'table',
      head: heads('', 'Half have it after>', '95% interval>', 'People>'),
      rows: cohorts.map(medianRow),
    },
    ...cohorts.flatMap((arrival) => (arrival.curve.length > 0 ? [curveOf(arrival, nth)] : [])),
    { kind: 'text', text: metric.unknown },
  ]
}

function medianRow({ cohort, median, interval, people, reason }: Arrival): Cell[] {
  return [
    cohort,
    median === null ? (reason === null ? 'not known' : 'not shown') : String(median),
    interval === null ? '' : intervalText(interval),
    people?.toLocaleString('en') ?? '',
  ]
}

function intervalText({ low, high }: NonNullable<Arrival['interval']>): string {
  if (low === null) return high === null ? 'not known' : `up to ${high}`
  return high === null ? `${low} or more` : `${low} to ${high}`
}

function curveOf({ cohort, curve }: Arrival, nth: number): Block {
  return {
    kind: 'chart',
    label: `Share of ${cohort} who have their ${ordinal(nth)} merged pull request, by available days since their first day.`,
    note: `${cohort}: who has the ${ordinal(nth)} merged pull request, by Kaplan and Meier’s estimate with its 95% interval. No step is of fewer people than the minimum group, and it ends where fewer than ten are followed.`,
    drawn: { chart: 'arrival_curve', data: { curve } },
    tables: [
      {
        kind: 'table',
        head: heads('Available days', 'Have it>', '95% interval>', ''),
        rows: curve.map(({ days, share, interval }) => [
          String(days),
          wholePercent(share),
          interval === null ? '' : bounds(interval, wholePercent),
          { bar: share },
        ]),
      },
    ],
  }
}
