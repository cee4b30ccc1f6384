import type { BreakdownCell, BreakdownMetric } from '../../model/index.ts'
import { amount, bounds, count } from '../../model/numbers.ts'
import type { Question } from './question.ts'

/** A metric over all, and between which of the rows its means lie; nothing about why. */
export function breakdownSentence(
  { metric, total, row_totals }: Omit<BreakdownMetric, 'sentence'>,
  { rows, columns }: Pick<Question, 'rows' | 'columns'>,
): string {
  const by = `by ${rows.name}${columns === null ? '' : ` and ${columns.name}`}`
  const write = (value: number) => amount(value, metric)
  if (total.estimate === null)
    return `${metric.name} ${by}: cannot be told over all. ${total.reason?.message ?? ''} ${rangeOf(row_totals, write)}`.trim()
  const unit = metric.kind === 'share' ? '' : ` ${metric.unit}`
  const interval = total.interval === null ? '' : `95% interval ${bounds(total.interval, write)}; `
  const basis = `${interval}${basisOf(total)}`
  return `${metric.name} ${by}: ${write(total.estimate)}${unit} over all (${basis}). ${rangeOf(row_totals, write)}`.trim()
}

function rangeOf(rows: readonly BreakdownCell[], write: (value: number) => string): string {
  const told = rows
    .flatMap(({ row, estimate }) => (estimate === null ? [] : [{ row, estimate }]))
    .toSorted((a, b) => a.estimate - b.estimate)
  const [least, most] = [told[0], told.at(-1)]
  if (!least || !most || told.length < 2) return ''
  return `The rows lie between ${write(least.estimate)} (${least.row}) and ${write(most.estimate)} (${most.row}); they are different people.`
}

/** On whom a cell rests: of metrics of teams on teams alone. */
function basisOf({ people, teams }: BreakdownCell): string {
  const inTeams = `${count(teams ?? 0)} teams`
  return people === null ? inTeams : `${count(people)} people in ${inTeams}`
}
