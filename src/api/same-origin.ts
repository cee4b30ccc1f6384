import type { Context as Http } from 'hono'
import { AppError } from '../errors.ts'

/**
 * Refuses a write that rests on a cookie unless our own pages began it: browsers tell where a request comes from, and no
 * page can make them lie. The host is compared, not the scheme, since a proxy may speak TLS for us.
 */
export function refuseForeign(http: Http): void {
  const { method } = http.req.raw
  if (method === 'GET' || method === 'HEAD' || isOurs(http)) return
  throw new AppError('not_authorized', 'This request was begun by another site.')
}

function isOurs(http: Http): boolean {
  const site = http.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = http.req.header('origin')
  return origin !== undefined && hostOf(origin) === http.req.header('host')
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host
}
