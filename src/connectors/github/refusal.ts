import * as z from 'zod'
import { retryAt } from '../retry-at.ts'
import { SourceError, type SourceErrorCode } from '../source-error.ts'

/** One of the errors beside the data of a GraphQL answer. */
export const Fault = z.object({
  message: z.string(),
  type: z.string().optional(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z
    .object({ code: z.string().optional(), saml_failure: z.boolean().optional() })
    .optional(),
})
export type Fault = z.infer<typeof Fault>

/** An answer that is no success: its status, headers and the message in its body. */
export interface Refusal {
  host: string
  status: number
  headers: Headers
  message: string
}

const LIMITED = /rate limit|abuse detection/i
const SINGLE_SIGN_ON = /SAML|SSO/
/** What GraphQL says when a query asks for more than it can answer in ten seconds. */
const TOO_MUCH = /something went wrong while executing|timeout|timed out|resource limits/i

const CODES: Record<number, SourceErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  410: 'switched_off',
}

/** Why GitHub refused a call, in words that say what to do. Limits come as 403 and 429, and for GraphQL as 200. */
export function refusal({ host, status, headers, message }: Refusal, now: Date): SourceError {
  if (status === 429 || (status < 500 && LIMITED.test(message)))
    return new SourceError(
      'rate_limited',
      `${host} asks to come back later; the next run goes on from here.`,
      { status, retry_at: comeBackAt(headers, now) },
    )
  if (status >= 500)
    return new SourceError('unavailable', `${host} fails to answer (${status}); try again later.`, {
      status,
    })
  const code = CODES[status] ?? 'refused'
  return new SourceError(code, `${host} ${SAID[code] ?? 'refuses'}: ${message}`, { status })
}

const SAID: Partial<Record<SourceErrorCode, string>> = {
  unauthorized: 'does not accept the token; it is wrong, revoked or has expired',
  forbidden: 'does not let the token read this',
  not_found: 'knows no such thing, or hides it from this token',
  switched_off: 'has this switched off',
}

/** Why a query got no data, by the first of its faults, which is the cause of the error. */
export function refusedQuery(faults: Fault[], refused: Refusal, now: Date): SourceError {
  const { host, status } = refused
  const [fault] = faults
  if (!fault) return new SourceError('broken_answer', `${host} answered without data.`, { status })
  if (faults.some(isLimit)) return refusal({ ...refused, status: 429 }, now)
  const code = codeOf(fault)
  const said = code === 'unavailable' ? 'cannot answer so much at once' : (SAID[code] ?? 'refuses')
  return new SourceError(code, `${host} ${said}: ${told(fault)}`, { status, cause: fault })
}

/** The fault of GraphQL for which an error was thrown. */
export function faultOf(error: unknown): Fault | undefined {
  return error instanceof SourceError ? Fault.safeParse(error.cause).data : undefined
}

/** Whether a fault tells of the end of an allowance. */
export const isLimit = ({ type, message }: Fault): boolean =>
  type === 'RATE_LIMITED' || LIMITED.test(message)

/** The words of a fault, with what to do about single sign-on, of which GitHub says too little. */
export function told({ message, extensions }: Fault): string {
  const signOn = extensions?.saml_failure || SINGLE_SIGN_ON.test(message)
  return signOn
    ? `${message} (authorise the token for the organisation: Settings, Developer settings, the token, Configure SSO)`
    : message
}

/** What a fault means for the part of the answer that it is about. */
function codeOf({ type, message }: Fault): SourceErrorCode {
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return 'forbidden'
  if (type === 'NOT_FOUND') return 'not_found'
  if (type === 'RESOURCE_LIMITS_EXCEEDED' || type === 'MAX_NODE_LIMIT_EXCEEDED')
    return 'unavailable'
  return TOO_MUCH.test(message) ? 'unavailable' : 'refused'
}

/** When GitHub allows another call: as told, else a minute from now, as it asks for secondary limits. */
function comeBackAt(headers: Headers, now: Date): Date {
  const limited = new Headers(headers)
  if (limited.get('x-ratelimit-remaining') !== '0') limited.delete('x-ratelimit-reset')
  return (
    retryAt(new Response(null, { status: 429, headers: limited }), now) ??
    new Date(now.getTime() + 60_000)
  )
}
