import type { Interval } from '../src/model/index.ts'

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

/** A change in per cent or points with its sign, to a decimal below ten: +6.4, -12, 0. */
export function change(value: number): string {
  const decimals = Math.abs(value) < 9.95 ? 1 : 0
  const text = value.toLocaleString('en', { maximumFractionDigits: decimals })
  if (text === '0' || text === '-0') return '0'
  return value > 0 ? `+${text}` : text
}

/** A share from 0 to 1 in whole per cent. */
export function wholePercent(share: number): string {
  return `${Math.round(100 * share)}%`
}

/** The bounds of an interval, each written by `write`: "0.50 to 0.92". */
export function bounds({ low, high }: Interval, write: (value: number) => string): string {
  return `${write(low)} to ${write(high)}`
}
