import type { Hono, Context as Http } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { dayIn } from '../model/index.ts'
import * as admins from '../store/admins.ts'
import * as audit from '../store/audit.ts'
import { type Db, transaction } from '../store/db.ts'
import * as sessions from '../store/sessions.ts'
import * as settings from '../store/settings.ts'
import * as users from '../store/users.ts'
import { type Authenticator, SESSION_COOKIE } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { refuseForeign } from './same-origin.ts'

/**
 * Adds `/sign-in?code=…`, which uses a one-time link and begins a session, and `/sign-out`. The answer to a link holds the
 * secret in the cookie alone.
 */
export function signIn(
  app: Hono,
  { database: { db }, log, now = () => new Date() }: Deps,
  actors: Authenticator,
): void {
  app.get('/sign-in', async (http) => {
    const secret = await useCode(db, http.req.query('code') ?? '', now())
    log.info({ method: '/sign-in', status: secret === undefined ? 401 : 302 })
    if (secret === undefined) return http.text(USED, 401)
    setSession(http, secret)
    return http.redirect('/')
  })

  app.post('/sign-out', async (http) => {
    refuseForeign(http)
    await sessions.end(db, getCookie(http, SESSION_COOKIE) ?? '')
    actors.forget()
    deleteCookie(http, SESSION_COOKIE, cookie(http))
    return http.json({ ok: true })
  })
}

/** Leaves the secret of a session with the browser. */
export function setSession(http: Http, secret: string): void {
  const maxAge = sessions.SESSION_DAYS * 86_400
  setCookie(http, SESSION_COOKIE, secret, { ...cookie(http), maxAge })
}

/** Whether the browser speaks TLS, with us or with a proxy before us. */
export function isSecure(http: Http): boolean {
  return (
    /^https$/i.test(http.req.header('x-forwarded-proto') ?? '') || http.req.url.startsWith('https:')
  )
}

const USED = 'This link was used or has expired. Ask for a new one.\n'

/** The address of the person whom the first link makes an administrator, unless another one is given. */
const FIRST_ADMIN = { email: 'admin@localhost', name: 'Workspace Admin' }

/**
 * While no Workspace Admin is signed in: the path of a new one-time link that makes the first one, of the person of this
 * address. It replaces such a link that was not used. Undefined when an administrator is signed in and can let others in.
 */
export async function firstAdminLink(
  db: Db,
  now: Date,
  email = FIRST_ADMIN.email,
): Promise<string | undefined> {
  return transaction(db, async (tx) => {
    if (await sessions.anyAdmin(tx, now)) return undefined
    const { code } = await sessions.createLink(tx, { email, first_admin: true }, now)
    return signInPath(code)
  })
}

/** Where a code is used. */
export function signInPath(code: string): string {
  return `/sign-in?code=${code}`
}

/** The secret of the session that a code begins; undefined when the code is used up, or its person may not come in. */
function useCode(db: Db, code: string, now: Date): Promise<string | undefined> {
  return transaction(db, async (tx) => {
    const link = await sessions.takeLink(tx, code, now)
    if (!link) return undefined
    const user_id = link.first_admin
      ? await admit(tx, link.email, now)
      : await known(tx, link.email)
    if (user_id === undefined) return undefined
    await audit.record(tx, {
      actor: `user:${user_id}`,
      action: 'signIn',
      object: `user:${user_id}`,
    })
    return sessions.begin(tx, user_id, now)
  })
}

async function admit(tx: Db, email: string, now: Date): Promise<number | undefined> {
  const { time_zone } = await settings.read(tx)
  const entry = await audit.record(tx, { actor: 'server', action: 'signIn.firstAdmin' })
  const by = { entry, import_id: null, source: 'server', today: dayIn(time_zone, now) }
  return admins.makeAdmin(tx, by, { email, name: FIRST_ADMIN.name })
}

async function known(tx: Db, email: string): Promise<number | undefined> {
  const user = await users.findBy(tx, 'email', email)
  return user && !user.deleted_at ? user.id : undefined
}

function cookie(http: Http) {
  return { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure: isSecure(http) }
}
