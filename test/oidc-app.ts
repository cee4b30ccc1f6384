import { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { authenticator } from '../src/api/authenticate.ts'
import type { Deps } from '../src/api/deps.ts'
import { oidcSignIn } from '../src/api/oidc.ts'
import type { OidcSettings } from '../src/api/oidc-settings.ts'
import { testApp } from './app.ts'
import { type IdentityProvider, startIdentityProvider, type Told } from './identity-provider.ts'

type App = Pick<Hono, 'request'>

/**
 * The application of a test file with an identity provider that runs for real, called Corp Login, whose group `facet-admins` holds
 * the administrators; and a browser that goes from the one to the other.
 */
export function testOidcApp() {
  const held = {} as { idp: IdentityProvider }
  const deps: Partial<Deps> = {}
  beforeAll(async () => {
    held.idp = await startIdentityProvider()
    deps.oidc = { ...settingsOf(held.idp), admin_group: 'facet-admins' }
  })
  const app = testApp(deps)
  afterAll(async () => {
    await held.idp.stop()
  })

  /** The same routes with other settings, or without a provider. */
  function appWith(settings: Partial<OidcSettings> | undefined, idp = held.idp): App {
    const { database } = app.held
    const log = pino({}, { write: (line: string) => app.held.log.push(JSON.parse(line)) })
    const deps = { database, log, now: () => app.held.now, imports: {} as never }
    const made = new Hono()
    oidcSignIn(
      made,
      deps,
      authenticator(database.db),
      settings && { ...settingsOf(idp), ...settings },
    )
    return made
  }

  /** The whole way of a person of this name at the provider, of whom it tells this from now on. */
  async function signIn(name: string, told?: Told, at: { app?: App; idp?: IdentityProvider } = {}) {
    if (told) (at.idp ?? held.idp).people.set(name, told)
    const there = at.app ?? app.held.app
    const { jar, url } = await beginSignIn(there)
    const back = await answerAs(name, url)
    const response = jar.keep(await there.request(back.href, { headers: jar.header() }))
    return { response, back, session: jar.get('facet_session') }
  }

  return { ...app, oidc: held, appWith, signIn }
}

/** Settings under which a server uses a provider, without administrators among its groups. */
export function settingsOf({ issuer, client }: IdentityProvider): OidcSettings {
  return {
    issuer,
    client_id: client.id,
    client_secret: client.secret,
    name: 'Corp Login',
    groups_claim: 'groups',
    admin_group: undefined,
  }
}

/** Begins to sign in: the answer, where it sends the browser, and the cookies of the browser. */
export async function beginSignIn(app: App) {
  const jar = cookieJar()
  const response = jar.keep(await app.request('/sign-in/oidc'))
  return { response, jar, url: new URL(locationOf(response)) }
}

/** Says one's name at the provider; gives the address to which it then sends back. */
export async function answerAs(name: string, url: URL): Promise<URL> {
  const jar = cookieJar()
  const visit = async (to: URL, init: RequestInit = {}): Promise<URL> => {
    const headers = jar.header()
    const response = jar.keep(await fetch(to, { ...init, headers, redirect: 'manual' }))
    if (response.status === 200)
      return visit(to, { method: 'POST', body: new URLSearchParams({ name }) })
    const next = new URL(locationOf(response), to)
    return next.pathname === '/sign-in/oidc/callback' ? next : visit(next)
  }
  return visit(url)
}

/** Where an answer sends to. */
export function locationOf(response: Response): string {
  return response.headers.get('location') ?? ''
}

/** The cookies of a browser at one server. */
function cookieJar() {
  const cookies = new Map<string, string>()
  return {
    header: () => ({ cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
    keep(response: Response) {
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return response
    },
    set: (name: string, value: string) => void cookies.set(name, value),
    get: (name: string) => cookies.get(name) ?? '',
  }
}
