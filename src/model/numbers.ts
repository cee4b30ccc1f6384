import type { Estimate, Interval } from './estimate.ts'
import type { Metric } from './metric.ts'

/*
 * Numbers as people read them, in reports, pages and files. The minus is the one of the keyboard, which programs that take the
 * text apart, searches and plain terminals know.
 */

/** A whole number with separators: 1,430. */
export function count(value: number): string {
  return value.toLocaleString('en')
}

/** A number to three figures, as it is read: 2.61, 18.4, 1,430; never with an exponent. */
export function figures(value: number): string {
  if (value === 0) return '0'
  const decimals = Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(Math.abs(value)))))
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.min(decimals, 2),
    maximumFractionDigits: decimals,
  })
}

/**
 * A value of a metric of a group as it stands in a column: to two figures, 2.6, 18 or 1,400, of a share in per cent. The unit of
 * others is said beside. It is no finer, lest a mean times its number of people gave the sum of one person.
 */
export function amount(value: number, { kind }: Pick<Metric, 'kind'>): string {
  return kind === 'share' ? `${plain(value)}%` : twoFigures(value)
}

/** A number to two figures, without an exponent: 0.052, 3.0, 1,400. */
export function twoFigures(value: number): string {
  if (value === 0) return '0'
  return value.toLocaleString('en', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })
}

/** A change in per cent or points with its sign and no more than two or three figures: +6.2, -24. */
export function change(value: number): string {
  const text = plain(value)
  return value > 0 && text !== '0' ? `+${text}` : text
}

/** How far a ratio lies from 1, in per cent and with its sign: 1.37 is +37%. */
export function percent(ratio: number): string {
  return `${change(100 * (ratio - 1))}%`
}

/** A share from 0 to 1 in whole per cent. */
export function wholePercent(share: number): string {
  return `${Math.round(100 * share)}%`
}

/** The bounds of an interval, each written by `write`: "0.50 to 0.92". */
export function bounds({ low, high }: Interval, write: (value: number) => string): string {
  return `${write(low)} to ${write(high)}`
}

/** Whether the interval leaves out a value, such as no difference. */
export function excludes({ interval: { low, high } }: Estimate, value: number): boolean {
  return value < low || value > high
}

/** To a tenth below ten, else whole. */
function plain(value: number): string {
  const digits = Math.abs(value) < 9.95 ? 1 : 0
  const text = value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return Number(text) === 0 ? '0' : text
}

/** Words in a row: "level, role and place". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
