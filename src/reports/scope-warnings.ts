import {
  type Coverage,
  counted,
  daysText,
  type Period,
  type Unmatched,
  type Warning,
} from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** What may mislead in any report, whatever its question. */
export interface Ground {
  period: Period
  snapped: boolean
  /** What the days of the period are counted in. */
  counted_in: string
  declared: boolean
  unmatched: Unmatched
  coverage: Coverage[]
  /** Subjects of the facts that the report uses. */
  subjects: readonly string[]
  weeks_waiting: number
}

/** The warnings about days, people and facts that are unknown or were widened. */
export function scopeWarnings(ground: Ground): Warning[] {
  return RULES.flatMap((rule) => rule(ground))
}

const RULES: readonly ((ground: Ground) => Warning[])[] = [
  ({ period, snapped, counted_in }) =>
    snapped
      ? [
          {
            code: 'period_snapped',
            message: `The period was brought to ${counted_in}: ${daysText(period)}.`,
          },
        ]
      : [],
  ({ declared }) =>
    declared
      ? []
      : [
          {
            code: 'nobody_declared',
            message:
              'Nobody is declared as writing code, so everybody with an account at a source of pull requests counts.',
          },
        ],
  ({ unmatched: { accounts, share } }) =>
    accounts === null || share === null
      ? []
      : [
          {
            code: 'unmatched_accounts',
            message: `${counted(accounts, 'account')} with ${wholePercent(share)} of the merged pull requests belong to nobody known: the people behind them are missing here, or count too little.`,
          },
        ],
  ({ coverage, subjects }) =>
    coverage
      .filter(({ subject, days, of_days }) => subjects.includes(subject) && days < of_days)
      .map(({ source, subject, days, of_days }) => ({
        code: 'partly_covered' as const,
        message: `Of ${subject.replaceAll('_', ' ')}, ${source} covers ${days} of the ${of_days} days; the others are unknown, not 0.`,
      })),
  ({ weeks_waiting }) =>
    weeks_waiting === 0
      ? []
      : [
          {
            code: 'waiting_weeks',
            message: `${counted(weeks_waiting, 'week')} of people are still to be computed anew; some numbers will change.`,
          },
        ],
]
