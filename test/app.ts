import type { Hono } from 'hono'
import { pino } from 'pino'
import { beforeAll } from 'vitest'
import { createApp } from '../src/api/app.ts'
import { SESSION_COOKIE } from '../src/api/authenticate.ts'
import type { Deps } from '../src/api/deps.ts'
import type { Method } from '../src/api/method.ts'
import { type Args, type MethodName, methods, type Result } from '../src/api/methods.ts'
import { ALL_SCOPES, type Scope } from '../src/api/scopes.ts'
import type { ErrorCode } from '../src/errors.ts'
import { apply } from '../src/jobs/import/apply.ts'
import { stage } from '../src/jobs/import/stage.ts'
import { undo } from '../src/jobs/import/undo.ts'
import { type Held, testDatabase } from './database.ts'
import * as given from './given.ts'

/** Who sends a request: a token of the organisation with some scopes, some secret, or somebody signed in. */
export type Sender = { scopes?: readonly Scope[]; token?: string; session?: string }

/** A failure as it travels, with its status. */
export interface Refusal {
  status: number
  ok: false
  error: ErrorCode
  error_details: { message: string; issues?: { path: string; message: string }[] }
  message: string
}

type Answer<N extends MethodName> = (Result<N> & { ok: true }) | { ok: false }

export interface HeldApp extends Held {
  app: Hono
  /** The clock of the application. */
  now: Date
  /** Lines of its log. */
  log: Record<string, unknown>[]
}

/**
 * The application on an empty database of its own for the test file that calls this, with functions that call its methods
 * over HTTP; unless said otherwise as somebody who may do everything.
 */
export function testApp(deps: Partial<Deps> = {}) {
  const held = testDatabase() as HeldApp
  held.now = given.NOW
  held.log = []
  beforeAll(() => {
    held.app = createApp({ ...partsOf(held), ...deps })
  })

  async function send(path: string, init: RequestInit = {}, from: Sender = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries(await proof(held, from)))
      if (!headers.has(name)) headers.set(name, value)
    return held.app.request(path, { ...init, headers })
  }

  async function ask(name: MethodName, args: object, from?: Sender): Promise<Response> {
    const { path, init } = requestOf(name, args)
    return send(path, init, from)
  }

  return {
    held,
    send,
    /** The answer of a method. Throws when it refuses. */
    async call<N extends MethodName>(name: N, args: Args<N>, from?: Sender) {
      const answer = (await (await ask(name, args, from)).json()) as Answer<N>
      if (!answer.ok)
        throw new Error(`${name} refused: ${JSON.stringify(answer)}`, { cause: faultIn(held) })
      return answer
    },
    /** The refusal of a method, with any arguments. Throws when it answers. */
    async refusal(name: MethodName, args: object = {}, from?: Sender): Promise<Refusal> {
      const response = await ask(name, args, from)
      const answer = (await response.json()) as Answer<MethodName>
      if (answer.ok) throw new Error(`${name} answered: ${JSON.stringify(answer)}`)
      return { ...(answer as Omit<Refusal, 'status'>), status: response.status }
    },
  }
}

function partsOf(held: HeldApp): Deps {
  return {
    database: held.database,
    imports: { stage, apply, undo },
    log: pino({ level: 'info' }, { write: (line: string) => held.log.push(JSON.parse(line)) }),
    now: () => held.now,
    rateLimit: null,
  }
}

/** What the log says of the last failure of ours. */
function faultIn({ log }: HeldApp): unknown {
  return log.findLast(({ err }) => err !== undefined)?.err
}

const tokens = new WeakMap<HeldApp, Map<string, string>>()

/** The header by which the application knows who sends. */
async function proof(held: HeldApp, { scopes = ALL_SCOPES, token, session }: Sender) {
  if (session !== undefined)
    return { cookie: `${SESSION_COOKIE}=${session}`, 'sec-fetch-site': 'same-origin' }
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  const made = tokens.get(held) ?? new Map<string, string>()
  const secret = made.get(scopes.join()) ?? (await given.token(held.database, { scopes }))
  tokens.set(held, made.set(scopes.join(), secret))
  return { authorization: `Bearer ${secret}` }
}

/** As clients do: what is read with a query, what is written with JSON. */
function requestOf(name: MethodName, args: object): { path: string; init: RequestInit } {
  const { verb } = methods[name] as Method
  if (verb === 'GET')
    return { path: `/${name}?${new URLSearchParams(Object.entries(args))}`, init: {} }
  const headers = { 'content-type': 'application/json' }
  return { path: `/${name}`, init: { method: verb, headers, body: JSON.stringify(args) } }
}
