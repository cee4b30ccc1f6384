import * as z from 'zod'
import { readJson } from '../read-json.ts'
import { SourceError, type SourceErrorCode } from '../source-error.ts'
import { apiOf, type Caller } from './settings.ts'

/** A call of a method of the Web API, and what its answer holds, in a shape and in words. */
export interface Question<Shape extends z.ZodType> {
  method: string
  query?: Record<string, string | number>
  /** Sent as JSON with POST. */
  body?: unknown
  shape: Shape
  what: string
}

/** The answer to a call; a refusal, which may come with status 200, becomes a SourceError in the words of the other side. */
export async function ask<Shape extends z.ZodType>(
  { fetch, settings, secret }: Caller,
  { method, query = {}, body, shape, what }: Question<Shape>,
): Promise<z.output<Shape>> {
  const url = new URL(`${apiOf(settings.url)}/${method}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const headers = { accept: 'application/json', authorization: `Bearer ${secret.token}` }
  const sent = { 'content-type': 'application/json', ...headers }
  const answer = await (body === undefined
    ? fetch(url, { headers })
    : fetch(url, { method: 'POST', headers: sent, body: JSON.stringify(body) }))
  if (answer.status >= 500) throw unavailable(answer, what)
  const told = await readJson(answer, answer.ok ? answered(shape) : Refused, what)
  if ('answer' in told) return told.answer
  throw refusal(told, answer, what)
}

/** How a call is refused. */
const Refused = z.object({
  error: z.string().default(''),
  message: z.string().optional().catch(undefined),
  error_details: z.object({ message: z.string().optional() }).optional().catch(undefined),
})
type Refused = z.output<typeof Refused>

/** An answer of the shape, or a refusal under a status that tells of none. */
function answered<Shape extends z.ZodType>(shape: Shape) {
  return z.unknown().transform((value, context): { answer: z.output<Shape> } | Refused => {
    const isRefused = z.object({ ok: z.literal(false) }).safeParse(value).success
    if (isRefused) return Refused.catch({ error: '' }).parse(value)
    const parsed = shape.safeParse(value)
    if (parsed.success) return { answer: parsed.data }
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })
}

function unavailable({ status, url }: Response, what: string): SourceError {
  return new SourceError(
    'unavailable',
    `${new URL(url).host} answered with status ${status} when asked for ${what}; try again later.`,
    { status },
  )
}

/** What a code of DX means; of any other the status decides. */
const BY_CODE: Record<string, SourceErrorCode> = {
  not_authed: 'unauthorized',
  invalid_auth: 'unauthorized',
  not_authorized: 'forbidden',
  unknown_method: 'switched_off',
  rate_limited: 'rate_limited',
}
const BY_STATUS: Record<number, SourceErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limited',
}
const SAID: Partial<Record<SourceErrorCode, string>> = {
  unauthorized: 'does not accept the token; it is wrong, revoked or has expired',
  forbidden: 'does not let the token do this',
  switched_off: 'has no such method',
  rate_limited: 'asks to come back later',
}

function refusal(
  { error, message, error_details }: Refused,
  { status, url }: Response,
  what: string,
) {
  const code = BY_CODE[error] ?? BY_STATUS[status] ?? 'refused'
  const words = error_details?.message ?? message
  const reason = [error, words].filter(Boolean).join(': ') || `status ${status}`
  const said = SAID[code] ?? 'refuses'
  return new SourceError(code, `${new URL(url).host} ${said} when asked for ${what} (${reason}).`, {
    status,
  })
}
