import { randomUUID } from 'node:crypto'
import type { Context as Http } from 'hono'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { type Actor, requireScope } from './actor.ts'
import { bringArguments } from './arguments.ts'
import type { Authenticator } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { envelope, failureOf, headersOf } from './failure.ts'
import { ANSWER_HEADERS } from './headers.ts'
import { isRaw, type Method, type Raw } from './method.ts'
import { answerFor, readyFor, refuseNames } from './pseudonymous.ts'
import { rateLimiter } from './rate-limit.ts'
import { readNotes } from './read-notes.ts'
import { UPLOADS } from './uploads.ts'

/** What is known of a request while it is answered. */
interface Request {
  id: string
  now: Date
  actor: string | null
}

/** Gives the function that answers a call of a method: token, limit, scope, arguments, deed, answer, and a line in the log. */
export function caller(
  deps: Deps,
  actors: Authenticator,
): (method: Method, http: Http) => Promise<Response> {
  const { database, imports, sources, schedules, answers, log } = deps
  const { now = () => new Date(), rateLimit = 1_000, uploads = UPLOADS } = deps
  const { db } = database
  const take = rateLimit === null ? undefined : rateLimiter(rateLimit)
  const note = readNotes(db)

  async function answer(method: Method, http: Http, request: Request): Promise<Response> {
    checkVerb(method, http)
    const actor = await actors.actorOf(http, request.now)
    request.actor = actor.id
    const account = accountOf(actor)
    if (account !== null) take?.(account, request.now.getTime())
    if (method.scope) requireScope(actor, method.scope, method.name)
    const { args, file } = await bringArguments(method, http, uploads)
    try {
      const checked = check(method.args, args)
      if (method.verb === 'GET') refuseNames(actor, checked)
      if (method.verb === 'GET' && method.scope) await note(actor.id, method.name, request.now)
      const context = {
        ...{ database, db, imports, actor, now: request.now, file },
        ...(sources && { sources }),
        ...(schedules && { schedules }),
        ...(answers && { answers }),
      }
      const result = await method.run(checked, { ...context, forgetActors: actors.forget })
      return respond(method, result, actor, request)
    } finally {
      await file?.remove()
    }
  }

  return async (method, http) => {
    const started = performance.now()
    const request: Request = { id: randomUUID(), now: now(), actor: null }
    const response = await answer(method, http, request).catch((error: unknown) => {
      const failure = failureOf(error)
      if (failure.status >= 500)
        log.error({ err: failure.cause ?? failure, request_id: request.id })
      return refuse(failure, request)
    })
    log.info({
      method: method.name,
      actor: request.actor,
      status: response.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      request_id: request.id,
    })
    return response
  }
}

/** What only reads may be asked by POST too, as many clients do; what changes something never by GET. */
function checkVerb({ name, verb }: Method, http: Http): void {
  const asked = http.req.raw.method
  if (asked === verb || (verb === 'GET' && (asked === 'POST' || asked === 'HEAD'))) return
  throw new AppError('verb_not_allowed', `${name} is called by ${verb}.`, { allow: verb })
}

/** Whose requests are counted together: those of a person, or those of all tokens of the organisation. */
function accountOf({ kind, user_id }: Actor): string | null {
  if (kind === 'local') return null
  return user_id === null ? 'organization' : `user:${user_id}`
}

/** Arguments as a shape has them. Throws `invalid_arguments` with every one that is wrong. */
export function check<T extends z.ZodObject>(shape: T, value: unknown): z.output<T> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const message = issues
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    .join('; ')
  throw new AppError('invalid_arguments', message, { issues })
}

function respond(
  method: Method,
  result: Raw | Record<string, unknown>,
  actor: Actor,
  { id }: Request,
): Response {
  if (!isRaw(result)) {
    const told = answerFor(actor, z.encode(method.result, result)) as Record<string, unknown>
    return json(200, { ok: true, ...told }, { 'x-request-id': id })
  }
  const { body, headers } = result
  const ready =
    typeof body === 'string' ? readyFor(actor, body, headers['content-type'] ?? '') : body
  return new Response(ready, { headers: { ...ANSWER_HEADERS, 'x-request-id': id, ...headers } })
}

function refuse(failure: AppError, { id }: Request): Response {
  return json(failure.status, envelope(failure), { 'x-request-id': id, ...headersOf(failure) })
}

function json(status: number, body: object, headers: Record<string, string>): Response {
  const all = { ...ANSWER_HEADERS, 'content-type': 'application/json', ...headers }
  return new Response(JSON.stringify(body), { status, headers: all })
}
