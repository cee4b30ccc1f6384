import { AppError } from '../errors.ts'

/** The instant that `90d` (days from now) or `2027-01-31` (its first instant, UTC) means. Throws `invalid_arguments`. */
export function expiryOf(text: string, now: Date): Date {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1]
  const at = days ? new Date(now.getTime() + Number(days) * 86_400_000) : dayOf(text)
  if (Number.isNaN(at.getTime())) refuse('Write it as 90d or 2027-01-31.')
  if (at <= now) refuse('It must lie in the future.')
  return at
}

function dayOf(text: string): Date {
  return new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN)
}

function refuse(message: string): never {
  throw new AppError('invalid_arguments', `expires: ${message}`, {
    issues: [{ path: 'expires', message }],
  })
}
