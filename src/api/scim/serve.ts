import { randomUUID } from 'node:crypto'
import type { Context as Http } from 'hono'
import type { AppError } from '../../errors.ts'
import { requireScope } from '../actor.ts'
import type { Authenticator } from '../authenticate.ts'
import type { Deps } from '../deps.ts'
import { failureOf, headersOf } from '../failure.ts'
import { ANSWER_HEADERS } from '../headers.ts'
import { rateLimiter } from '../rate-limit.ts'
import { readNotes } from '../read-notes.ts'
import type { JsonObject } from './attribute.ts'
import type { Context } from './context.ts'
import { errorOf } from './refusal.ts'

/** Where the resources are. */
export const BASE = '/scim/v2'

/** How many times as many requests a provider may send as others: Entra wants 25 a second at least. */
const EAGER = 3

/** What a request is answered with; no body where the status says that there is none. */
export interface Answer {
  status: number
  body?: JsonObject
  headers?: Record<string, string>
}

/** One thing that a provider may do: its name in the logs, and the deed. */
export type Deed = (http: Http, context: Context) => Promise<Answer>

/** Gives the function that answers a request of a provider: token, limit, scope, deed, answer, and a line in the log. */
export function server(
  { database, log, now = () => new Date(), rateLimit = 1_000 }: Deps,
  actors: Authenticator,
): (action: string, http: Http, deed: Deed) => Promise<Response> {
  const { db } = database
  const take = rateLimit === null ? undefined : rateLimiter(EAGER * rateLimit)
  const note = readNotes(db)

  async function answer(request: Request, http: Http, deed: Deed): Promise<Response> {
    const actor = await actors.actorOf(http, request.now)
    request.actor = actor.id
    take?.(actor.id, request.now.getTime())
    requireScope(actor, 'scim', 'SCIM')
    if (http.req.method === 'GET') await note(actor.id, request.action, request.now)
    const { forget: forgetActors } = actors
    const context = { db, actor, now: request.now, base: baseOf(http), forgetActors }
    return respond(await deed(http, context), request)
  }

  return async (action, http, deed) => {
    const started = performance.now()
    const request: Request = { id: randomUUID(), action, now: now(), actor: null }
    const response = await answer(request, http, deed).catch((error: unknown) => {
      const failure = failureOf(error)
      if (failure.status >= 500)
        log.error({ err: failure.cause ?? failure, request_id: request.id })
      return refuse(failure, request)
    })
    const ms = Math.round((performance.now() - started) * 10) / 10
    log.info({
      method: action,
      actor: request.actor,
      status: response.status,
      ms,
      request_id: request.id,
    })
    return response
  }
}

/** What is known of a request while it is answered. */
interface Request {
  id: string
  action: string
  now: Date
  actor: string | null
}

/** The address of the resources as the client knows it; a proxy in front says whether that is HTTPS. */
function baseOf(http: Http): string {
  const { protocol, host } = new URL(http.req.url)
  const scheme = http.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol
  return `${scheme}//${host}${BASE}`
}

function respond({ status, body, headers }: Answer, { id }: Request): Response {
  const all = { ...ANSWER_HEADERS, 'x-request-id': id, ...headers }
  if (body === undefined) return new Response(null, { status, headers: all })
  const typed = { ...all, 'content-type': 'application/scim+json; charset=utf-8' }
  return new Response(JSON.stringify(body), { status, headers: typed })
}

function refuse(failure: AppError, request: Request): Response {
  const { status, body } = errorOf(failure)
  return respond({ status, body, headers: headersOf(failure) }, request)
}
