/** An instant some minutes earlier. */
export const minutesBefore = (at: string, minutes: number): string =>
  new Date(Date.parse(at) - minutes * 60_000).toISOString()

/** Whether an instant is earlier than another, however their fractions of a second are written. */
export const isBefore = (at: string, other: string): boolean => Date.parse(at) < Date.parse(other)
