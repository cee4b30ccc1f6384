/** Which comes first in dates such as 3/4/2024: the month or the day. */
export type DateOrder = 'mdy' | 'dmy'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const LONGEST = 64
const TIME_OF_DAY = /[T ,]\s*\d{1,2}:.*$/i

/**
 * `YYYY-MM-DD` of a day written as 2024-03-01, 2024/3/1, 1.3.2024, 3/1/2024 or 1-Mar-2024, or of the
 * instant 2024-03-01T09:00:00Z, whose day is taken as written. Undefined for anything else, for a day
 * that the calendar lacks, and for 3/4/2024 as long as `order` is not known. AM or PM tells `mdy`.
 */
export function dayOf(text: string, order?: DateOrder): string | undefined {
  if (text.length > LONGEST) return undefined
  const date = text.trim().replace(TIME_OF_DAY, '')
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(date) ?? []
  if (year && month && day) return calendarDay(year, month, day)
  return named(date) ?? dotted(date) ?? slashed(date, /[ap]m$/i.test(text) ? 'mdy' : order)
}

/** What dates such as 13/4/2024 tell about the order of all dates of a file; undefined: nothing, or both. */
export function dateOrderOf(texts: Iterable<string>): DateOrder | undefined {
  const orders = new Set<DateOrder>()
  for (const text of texts) {
    const [, first, second] = /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b/.exec(text.trim()) ?? []
    if (Number(first) > 12) orders.add('dmy')
    if (Number(second) > 12) orders.add('mdy')
  }
  return orders.size === 1 ? [...orders][0] : undefined
}

function named(date: string): string | undefined {
  const [, day, name, year] =
    /^(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4})$/i.exec(date) ??
    /^()([a-z]{3,9}) \d{1,2},? (\d{4})$/i.exec(date) ??
    []
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
  if (!month || !year) return undefined
  return calendarDay(year, String(month), day || (/ (\d{1,2})/.exec(date)?.[1] ?? ''))
}

function dotted(date: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(date) ?? []
  return year && month && day ? calendarDay(year, month, day) : undefined
}

function slashed(date: string, order: DateOrder | undefined): string | undefined {
  const [, first = '', second = '', year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(date) ?? []
  if (!year) return undefined
  const known =
    order ?? dateOrderOf([date]) ?? (Number(first) === Number(second) ? 'mdy' : undefined)
  if (!known) return undefined
  return known === 'mdy' ? calendarDay(year, first, second) : calendarDay(year, second, first)
}

function calendarDay(year: string, month: string, day: string): string | undefined {
  const days = Number(month) === 2 && isLeap(Number(year)) ? 29 : LENGTHS[Number(month) - 1]
  if (days === undefined || Number(day) < 1 || Number(day) > days) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
