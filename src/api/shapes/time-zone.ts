import * as z from 'zod'

/**
 * A time zone by its IANA name. Only names with a place, and UTC: what else is read as a zone means one thing here and another
 * to the database (IST is India's to one and Israel's to the other).
 */
export const TimeZone = z
  .string()
  .refine(isZone, 'This is no time zone; write it as Europe/Lisbon.')

function isZone(name: string): boolean {
  if (!/^UTC$|^[A-Z]+\//i.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
