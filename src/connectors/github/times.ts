/** The day of an instant in a zone. */
export const dayIn = (time_zone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone, dateStyle: 'short' }).format(at)

/** The day after a day. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** An instant some minutes earlier. */
export const minutesBefore = (at: string, minutes: number): string =>
  new Date(Date.parse(at) - minutes * 60_000).toISOString()

/** Whether an instant is earlier than another, however their fractions of a second are written. */
export const isBefore = (at: string, other: string): boolean => Date.parse(at) < Date.parse(other)
