import type { Context as Http } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import * as sessions from '../store/sessions.ts'
import * as settings from '../store/settings.ts'
import * as tokens from '../store/tokens.ts'
import type { Actor } from './actor.ts'
import { goesByPseudonyms } from './pseudonymous.ts'
import { refuseForeign } from './same-origin.ts'
import { ALL_SCOPES, scopesOf, seesPrivileged } from './scopes.ts'

/** Name of the cookie of a session. */
export const SESSION_COOKIE = 'facet_session'

/** How long another server may take to notice that a token was revoked, in milliseconds. */
const FRESH = 5_000

/** Actors kept at most; who comes after that is looked up each time until others have gone stale. */
const MANY = 10_000

export interface Authenticator {
  /** Who sends a request. Throws `not_authed`, `invalid_auth`; `not_authorized` for a write that another site began. */
  actorOf(http: Http, now: Date): Promise<Actor>
  /** Makes what was just changed about tokens, sessions and roles count at once. */
  forget(): void
}

/** Knows actors by their tokens and sessions, and remembers them for some seconds. */
export function authenticator(db: Db, trusted?: Actor): Authenticator {
  const known = new Map<string, { actor: Actor; until: number }>()
  let generation = 0

  async function recall(key: string, now: Date, find: () => Promise<Actor | undefined>) {
    const held = known.get(key)
    if (held && held.until > now.getTime()) return held.actor
    known.delete(key)
    const begun = generation
    const actor = await find()
    if (!actor)
      throw new AppError('invalid_auth', 'The token or session is unknown, or it has ended.')
    if (begun === generation && known.size < MANY)
      known.set(key, { actor, until: staleAt(actor, now) })
    return actor
  }

  return {
    async actorOf(http, now) {
      const token = bearerOf(http)
      if (token !== undefined) return recall(`token ${token}`, now, () => byToken(db, token, now))
      const session = getCookie(http, SESSION_COOKIE)
      if (session !== undefined) {
        refuseForeign(http)
        return recall(`session ${session}`, now, () => bySession(db, session, now))
      }
      if (trusted) return trusted
      throw new AppError('not_authed', 'Send a token: Authorization: Bearer TOKEN.')
    },
    forget() {
      generation++
      known.clear()
    },
  }
}

function bearerOf(http: Http): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(http.req.header('authorization') ?? '')?.[1]
}

function staleAt({ expires_at }: Actor, now: Date): number {
  return Math.min(now.getTime() + FRESH, expires_at === null ? Infinity : Date.parse(expires_at))
}

async function byToken(db: Db, secret: string, now: Date): Promise<Actor | undefined> {
  const token = await tokens.use(db, secret, now)
  if (!token) return undefined
  const { id, kind, name, user_id, created_at, expires_at, roles } = token
  const own = kind === 'personal' ? scopesOf(roles) : new Set(ALL_SCOPES)
  return {
    id: `token:${id}`,
    kind,
    name,
    user_id,
    scopes: new Set(ALL_SCOPES.filter((scope) => token.scopes.includes(scope) && own.has(scope))),
    privileged: kind === 'personal' && seesPrivileged(roles),
    pseudonymous: goesByPseudonyms(await settings.read(db), kind, roles),
    created_at,
    expires_at,
  }
}

async function bySession(db: Db, secret: string, now: Date): Promise<Actor | undefined> {
  const session = await sessions.find(db, secret, now)
  if (!session) return undefined
  const { user_id, name, roles, created_at, expires_at } = session
  return {
    id: `user:${user_id}`,
    kind: 'session',
    name,
    user_id,
    scopes: scopesOf(roles),
    privileged: seesPrivileged(roles),
    pseudonymous: goesByPseudonyms(await settings.read(db), 'session', roles),
    created_at,
    expires_at,
  }
}
