import { chiSquaredUpper } from '../distributions/chi-squared.ts'
import { type Reason, reason } from '../reason.ts'
import { fisher, type TwoByTwo } from './fisher.ts'

/** Whether cohorts spread differently over the options of a question. */
export type CrossTab = {
  test: 'chi-squared' | 'fisher'
  p: number
  /** Pearson's statistic without continuity correction, also where the test is Fisher's. */
  chi_squared: number
  df: number
  /** From 0, the cohorts answer alike, to 1. */
  cramers_v: number
  /** The options that were compared: each a run of neighbours, by their places. */
  options: number[][]
  n_people: number
}

const ENOUGH_EXPECTED = 5

/** A column of the table: the neighbouring options it stands for, and the count of each cohort. */
type Column = { options: number[]; counts: number[] }

/**
 * Compares cohorts (rows) over options in their order (columns). Options too rare to expect 5 answers of each cohort are
 * merged with a neighbour; two cohorts over the last two options go to Fisher's test instead. Otherwise R's
 * `chisq.test(table, correct = FALSE)`. Empty cohorts and options nobody chose take no part. Throws for a count below 0.
 */
export function crossTab(table: readonly (readonly number[])[]): CrossTab | Reason {
  if (!table.every((row) => row.every((count) => count >= 0)))
    throw new RangeError('A count is a number from 0')
  const rows = table.filter((row) => total(row) > 0)
  if (rows.length < 2) return reason('too_few_people')
  const columns = (rows[0] ?? [])
    .map((_, option) => ({ options: [option], counts: rows.map((row) => row[option] as number) }))
    .filter(({ counts }) => total(counts) > 0)
  if (columns.length < 2) return reason('constant')
  const merged = mergeRare(columns, rows.map(total))
  if (isEnough(merged, rows.map(total))) return compare(merged, 'chi-squared')
  return rows.length === 2 ? compare(merged, 'fisher') : reason('too_few_people')
}

/** Merges the rarest option with its rarer neighbour until enough are expected everywhere, or two are left. */
function mergeRare(columns: Column[], rows: number[]): Column[] {
  if (columns.length === 2 || isEnough(columns, rows)) return columns
  const sizes = columns.map(({ counts }) => total(counts))
  const rarest = sizes.indexOf(Math.min(...sizes))
  const before = sizes[rarest - 1] ?? Number.POSITIVE_INFINITY
  const after = sizes[rarest + 1] ?? Number.POSITIVE_INFINITY
  const first = before < after ? rarest - 1 : rarest
  const [left, right] = columns.slice(first, first + 2) as [Column, Column]
  const both: Column = {
    options: [...left.options, ...right.options],
    counts: left.counts.map((count, row) => count + (right.counts[row] as number)),
  }
  return mergeRare(columns.toSpliced(first, 2, both), rows)
}

function isEnough(columns: Column[], rows: number[]): boolean {
  const rarest = Math.min(...columns.map(({ counts }) => total(counts)))
  return (rarest * Math.min(...rows)) / total(rows) >= ENOUGH_EXPECTED
}

function compare(columns: Column[], test: CrossTab['test']): CrossTab {
  const rows = (columns[0] as Column).counts.map((_, row) =>
    columns.map(({ counts }) => counts[row] as number),
  )
  const n_people = total(rows.map(total))
  const chi_squared = pearson(rows, columns, n_people)
  const df = (rows.length - 1) * (columns.length - 1)
  return {
    test,
    p: test === 'fisher' ? fisher(rows as unknown as TwoByTwo) : chiSquaredUpper(chi_squared, df),
    chi_squared,
    df,
    cramers_v: Math.sqrt(chi_squared / n_people / (Math.min(rows.length, columns.length) - 1)),
    options: columns.map(({ options }) => options),
    n_people,
  }
}

function pearson(rows: number[][], columns: Column[], n: number): number {
  const sizes = columns.map(({ counts }) => total(counts))
  return total(
    rows.flatMap((row) =>
      row.map((count, column) => {
        const expected = (total(row) * (sizes[column] as number)) / n
        return (count - expected) ** 2 / expected
      }),
    ),
  )
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
