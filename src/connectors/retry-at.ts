/**
 * When a source wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else the end of a used-up
 * allowance as GitHub, GitLab and Coder tell it (`X-RateLimit-Reset`, `RateLimit-Reset`; seconds since 1970, or from now).
 * Counted from the source's own `Date`, so that a clock that goes wrong does not matter. Undefined: it did not ask.
 */
export function retryAt({ status, headers }: Response, now: Date): Date | undefined {
  const after = headers.get('retry-after')
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining')
  const limited = status === 429 || (status === 403 && (after !== null || remaining === '0'))
  if (!limited && !(status === 503 && after !== null)) return undefined
  const theirs = Date.parse(headers.get('date') ?? '')
  const offset = Number.isNaN(theirs) ? 0 : now.getTime() - theirs
  if (after !== null) {
    if (/^\d+$/.test(after)) return new Date(now.getTime() + 1000 * Number(after))
    const date = Date.parse(after)
    if (!Number.isNaN(date)) return new Date(date + offset)
  }
  const reset = Number(
    headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN,
  )
  if (!Number.isFinite(reset)) return undefined
  return reset > 1e9 ? new Date(1000 * reset + offset) : new Date(now.getTime() + 1000 * reset)
}
