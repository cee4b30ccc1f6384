import { createHash } from 'node:crypto'

/** A value as JSON in one form only: no blanks, keys sorted by code point, what is undefined left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, it) =>
    it !== null && typeof it === 'object' && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  )
}

/** The SHA-256 of a value's one form, in hexadecimal. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
