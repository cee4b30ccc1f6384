/**
 * When a source wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else the end of a used-up
 * allowance as GitHub, GitLab and Coder tell it (`X-RateLimit-Reset`, `RateLimit-Reset`; seconds since 1970, or from now).
 * Moments are counted from the source's own `Date`, so that a clock that goes wrong does not matter. Undefined: it did not ask.
 */
export function retryAt(answer: Response, now: Date): Date | undefined {
  const after = answer.headers.get('retry-after')
  if (!asksToWait(answer, after)) return undefined
  const theirs = Date.parse(answer.headers.get('date') ?? '') || now.getTime()
  const at = (after === null ? undefined : momentOf(after, theirs)) ?? resetOf(answer, theirs)
  return at === undefined ? undefined : new Date(at - theirs + now.getTime())
}

/** 403 is a limit too where the answer says so; an allowance that is not used up asks nothing. */
function asksToWait({ status, headers }: Response, after: string | null): boolean {
  if (status === 429) return true
  if (status === 503) return after !== null
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining')
  return status === 403 && (after !== null || remaining === '0')
}

function momentOf(after: string, theirs: number): number | undefined {
  if (/^\d{1,9}$/.test(after)) return theirs + 1000 * Number(after)
  return Date.parse(after) || undefined
}

function resetOf({ headers }: Response, theirs: number): number | undefined {
  const seconds = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? ''
  if (!/^\d{1,10}$/.test(seconds)) return undefined
  return 1000 * Number(seconds) + (Number(seconds) > 1e9 ? 0 : theirs)
}
