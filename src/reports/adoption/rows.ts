import {
  type AdoptionReport,
  dayAfter,
  type PeopleShare,
  type UseShares,
} from '../../model/index.ts'
import type { ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** An adoption report as lines of CSV: a line a share. */
export function adoptionRows(answer: AdoptionReport): ReportRow[] {
  const { spec, period, sentence, tool, last_day, lapsed, previous, unknown } = answer
  return [
    { section: 'question', figure: 'tool', note: tool },
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    { section: 'question', figure: 'last_day', note: last_day },
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    { section: 'in words', note: sentence },
    ...rowsOfUse('last day', answer.use),
    shareRow({ section: 'last day', figure: 'lapsed' }, lapsed),
    { section: 'last day', figure: 'unknown', people: unknown },
    ...rowsOfUse('period before', previous.use),
    {
      section: 'period before',
      figure: 'difference',
      estimate: previous.difference?.estimate ?? null,
      low: previous.difference?.interval.low,
      high: previous.difference?.interval.high,
      unit: 'points',
      note: previous.reason?.message,
    },
    ...answer.breakdowns.flatMap(({ by, segments }) =>
      segments.flatMap((segment) =>
        [
          ...rowsOfUse('segment', segment),
          shareRow({ section: 'segment', figure: 'lapsed' }, segment.lapsed),
        ].map((row) => ({ metric: by, cohort: segment.value, ...row })),
      ),
    ),
    ...weekRows(answer),
    ...answer.definitions.map((note) => ({ section: 'definition', note })),
    ...endingRows(answer),
  ]
}

function rowsOfUse(section: string, { people, ...shares }: UseShares): ReportRow[] {
  return [
    { section, figure: 'known', people },
    ...(['using', 'daily', 'low'] as const).map((figure) =>
      shareRow({ section, figure }, shares[figure]),
    ),
  ]
}

/** Of a share that is not shown the bounds that surely hold it. */
function shareRow(
  row: ReportRow,
  { estimate, interval, within, people, reason }: PeopleShare,
): ReportRow {
  return {
    ...row,
    estimate,
    low: (interval ?? within)?.low,
    high: (interval ?? within)?.high,
    people,
    unit: 'share',
    note: reason?.message,
  }
}

function weekRows({ weeks, retention, adopted }: AdoptionReport): ReportRow[] {
  return [
    ...weeks.flatMap(({ from, people, unknown, levels, not_shown }) =>
      [
        ...levels.map(({ level, share }) => ({ cohort: level, estimate: share, people })),
        { cohort: 'not shown', estimate: not_shown, people },
        { cohort: 'unknown', estimate: unknown },
      ].map((row) => ({ section: 'week', figure: from, unit: 'share', ...row })),
    ),
    ...retention.curve.map(({ weeks, share, interval }) => ({
      section: 'retention',
      figure: `${weeks} weeks`,
      estimate: share,
      low: interval?.low,
      high: interval?.high,
      people: retention.people,
      unit: 'share',
    })),
    ...retention.cohorts.flatMap(({ from, to, people, kept }) =>
      kept.map(({ weeks, estimate, interval, within, reason }) => ({
        section: 'retention',
        cohort: monthsOf(from, to),
        figure: `${weeks} weeks`,
        estimate,
        low: (interval ?? within)?.low,
        high: (interval ?? within)?.high,
        people,
        unit: 'share',
        note: reason?.message,
      })),
    ),
    {
      section: 'retention',
      figure: 'median',
      estimate: retention.median,
      unit: 'weeks',
      note: retention.sentence,
    },
    ...adopted.map(({ from, to, people }) => ({
      section: 'adopted',
      figure: from,
      people,
      note: `up to ${to}`,
    })),
  ]
}

/** The months of first use: "2026-01", or "2026-01 to 2026-03". */
function monthsOf(from: string, to: string): string {
  return [...new Set([from, dayAfter(to, -1)].map((day) => day.slice(0, 7)))].join(' to ')
}
