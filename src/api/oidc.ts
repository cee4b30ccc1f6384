import type { Hono, Context as Http } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { AppError } from '../errors.ts'
import { transaction } from '../store/db.ts'
import type { Authenticator } from './authenticate.ts'
import type { Deps } from './deps.ts'
import { ANSWER_HEADERS } from './headers.ts'
import { admit } from './oidc-admission.ts'
import type { Attempt } from './oidc-client.ts'
import { oidcRefusal } from './oidc-refusal.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { isSecure, setSession } from './sign-in.ts'

const PATH = '/sign-in/oidc'
const CALLBACK = `${PATH}/callback`

/** Holds what only the browser that began a sign-in can show at its end. */
const ATTEMPT_COOKIE = 'facet_oidc'
const ATTEMPT_SECONDS = 600

/**
 * Adds `/sign-in/options`, which says how people may sign in beside one-time links, and, where an identity provider is set,
 * `/sign-in/oidc`, which sends to it, and the address to which it sends back. Who fails to come in is told why on a page.
 */
export function oidcSignIn(
  app: Hono,
  { database: { db }, log, now = () => new Date() }: Deps,
  actors: Authenticator,
  settings: OidcSettings | undefined,
): void {
  const options = { ok: true, oidc: settings ? { name: settings.name } : null }
  app.get('/sign-in/options', (http) => http.json(options, 200, ANSWER_HEADERS))
  if (!settings) return
  const { name } = settings
  // loaded by the first who signs in so: commands and servers without a provider need none of it
  const provider = memoized(async () => (await import('./oidc-client.ts')).oidcClient(settings))

  app.get(PATH, (http) =>
    told(http, async () => {
      const { url, attempt } = await (await provider()).begin(addressOf(http, CALLBACK).href)
      keepAttempt(http, attempt)
      return http.redirect(url.href)
    }),
  )

  app.get(CALLBACK, (http) =>
    told(http, async () => {
      const attempt = takeAttempt(http)
      if (!attempt || attempt.state !== http.req.query('state'))
        throw oidcRefusal('not_begun', name)
      const answer = addressOf(http, CALLBACK)
      answer.search = new URL(http.req.url).search
      const claims = await (await provider()).finish(answer, attempt)
      const secret = await transaction(db, (tx) => admit(tx, claims, settings, now()))
      actors.forget()
      setSession(http, secret)
      return http.redirect('/')
    }),
  )

  async function told(http: Http, step: () => Promise<Response>): Promise<Response> {
    const method = http.req.path
    try {
      const response = await step()
      log.info({ method, status: response.status })
      return response
    } catch (error) {
      if (!(error instanceof AppError && 'reason' in error.details)) throw error
      log.info({ method, status: error.status, ...error.details })
      return http.html(refusalPage(error.message), error.status)
    }
  }
}

/** The address of a path as the browser sees it. A false host would be refused by the provider, which knows ours. */
function addressOf(http: Http, path: string): URL {
  const url = new URL(path, http.req.url)
  if (isSecure(http)) url.protocol = 'https:'
  return url
}

function keepAttempt(http: Http, { state, nonce, verifier }: Attempt): void {
  setCookie(http, ATTEMPT_COOKIE, [state, nonce, verifier].join('.'), {
    path: PATH,
    httpOnly: true,
    // The provider's redirection must bring it along, which no stricter cookie does.
    sameSite: 'Lax',
    secure: isSecure(http),
    maxAge: ATTEMPT_SECONDS,
  })
}

/** The attempt that this browser began, once. */
function takeAttempt(http: Http): Attempt | undefined {
  const kept = getCookie(http, ATTEMPT_COOKIE)
  deleteCookie(http, ATTEMPT_COOKIE, { path: PATH })
  const [state, nonce, verifier] = kept?.split('.') ?? []
  return state && nonce && verifier ? { state, nonce, verifier } : undefined
}

const refusalPage = (sentence: string) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Not signed in - Facet</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1rem; }
      h1 { font-size: 1.5rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>You are not signed in</h1>
      <p>${sentence}</p>
      <p><a href="/">Back to the sign-in page</a></p>
    </main>
  </body>
</html>`

function memoized<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
