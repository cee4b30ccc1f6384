import {
  type BreakdownMetric,
  type BreakdownSpec,
  PERCEPTION,
  type ReportGround,
  type Warning,
} from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { scopeWarnings } from '../scope-warnings.ts'
import { besideWarnings } from '../use-warnings.ts'
import type { Question } from './question.ts'

/** Response rates that lie further apart leave it open whether those who answered are alike. */
const RATES_APART = 0.1

/** What may mislead in a table: whose numbers they are, who did not answer, and what is belief. */
export function breakdownWarnings(
  { question, spec }: { question: Question; spec: BreakdownSpec },
  ground: Pick<ReportGround, 'coverage' | 'unmatched' | 'weeks_waiting'>,
  metrics: readonly BreakdownMetric[],
): Warning[] {
  const subjects = question.metrics.map(({ subject }) => subject)
  return [
    {
      code: 'different_people',
      message:
        'Rows and columns are different people: that their numbers differ does not say what a value changes. With many cells some lie far off by chance alone.',
    },
    ...besideWarnings(question.uses, question.metrics, spec),
    ...metrics.flatMap(perceived),
    ...metrics.flatMap(ratesApart),
    ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
  ]
}

function perceived({ metric: { id, name } }: BreakdownMetric): Warning[] {
  if (id !== PERCEPTION) return []
  const message = `${name} is what people believe, not what was measured: people have felt faster and been slower. Read it beside what is measured, and never alone.`
  return [{ code: 'perception', message }]
}

function ratesApart({ metric, row_totals, column_totals }: BreakdownMetric): Warning[] {
  return [row_totals, column_totals].flatMap((line): Warning[] => {
    const rates = line
      .flatMap(({ row, column, response_rate: rate }) =>
        typeof rate === 'number' ? [{ name: row ?? column, rate }] : [],
      )
      .toSorted((a, b) => a.rate - b.rate)
    const [least, most] = [rates[0], rates.at(-1)]
    if (!least || !most || most.rate - least.rate <= RATES_APART) return []
    const message = `${metric.name}: ${wholePercent(most.rate)} of ${most.name} answered and ${wholePercent(least.rate)} of ${least.name}, and who did not answer may think otherwise.`
    return [{ code: 'response_rates_differ', message }]
  })
}
