import { describe, expect, test } from 'vitest'
import * as given from '../../test/given.ts'
import {
  type IdentityProvider,
  type ProviderOptions,
  startIdentityProvider,
} from '../../test/identity-provider.ts'
import { answerAs, beginSignIn, locationOf, testOidcApp } from '../../test/oidc-app.ts'

const { held, call, oidc, appWith, signIn } = testOidcApp()

const ada = { email: 'ada@example.com', email_verified: true }
const haveAda = () => given.people(held.database, [{ email: 'ada@example.com', name: 'Ada' }])
const whoIs = async (session: string) => (await call('auth.whoami', {}, { session })).user?.email

test('who is sent to the provider takes a code, PKCE, state and nonce along', async () => {
  const { response, url } = await beginSignIn(held.app)
  expect(response.status).toBe(302)
  expect(`${url.origin}${url.pathname}`).toBe(`${oidc.idp.issuer}/auth`)
  const random = expect.stringMatching(/^[\w-]{43}$/)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'facet',
    redirect_uri: 'http://localhost/sign-in/oidc/callback',
    response_type: 'code',
    scope: 'openid email profile groups',
    code_challenge_method: 'S256',
    code_challenge: random,
    state: random,
    nonce: random,
  })
  expect(response.headers.get('set-cookie')).toMatch(
    /^facet_oidc=[\w.-]+; Max-Age=600; Path=\/sign-in\/oidc; HttpOnly; SameSite=Lax$/,
  )
})

test('behind a proxy that speaks TLS the way back and the cookie are for TLS', async () => {
  const headers = { 'x-forwarded-proto': 'https' }
  const response = await held.app.request('http://facet.example/sign-in/oidc', { headers })
  const url = new URL(locationOf(response))
  expect(url.searchParams.get('redirect_uri')).toBe('https://facet.example/sign-in/oidc/callback')
  expect(response.headers.get('set-cookie')).toContain('; Secure')
})

test('who comes back has a session, as by a one-time link', async () => {
  await haveAda()
  const { response, session } = await signIn('ada-1', ada)
  expect([response.status, locationOf(response)]).toEqual([302, '/'])
  expect(response.headers.get('set-cookie')).toMatch(
    /facet_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax/,
  )
  expect(await response.text()).toBe('')
  expect(await whoIs(session)).toBe('ada@example.com')
})

describe('an answer counts once, in the browser that asked for it', () => {
  const refused = async (response: Response) => {
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie') ?? '').not.toContain('facet_session=')
    return response.text()
  }

  test('not in another browser, nor with the state of another attempt', async () => {
    const back = await answerAs('ada-1', (await beginSignIn(held.app)).url)
    expect(await refused(await held.app.request(back.href))).toContain('not begun in this browser')
    const headers = (await beginSignIn(held.app)).jar.header()
    expect(await refused(await held.app.request(back.href, { headers }))).toContain('not begun')
  })

  test('not a second time', async () => {
    const { jar, url } = await beginSignIn(held.app)
    const headers = jar.header()
    const back = await answerAs('ada-1', url)
    expect(jar.keep(await held.app.request(back.href, { headers })).status).toBe(302)
    expect(jar.get('facet_oidc')).toBe('')
    expect(await refused(await held.app.request(back.href, { headers }))).toContain('Corp Login')
  })

  test.each([
    ['nonce', 1, 'does not pass the checks'],
    ['verifier of PKCE', 2, 'Signing in with Corp Login failed'],
  ])('not with another %s', async (_, at, words) => {
    const { jar, url } = await beginSignIn(held.app)
    const attempt = jar.get('facet_oidc').split('.')
    jar.set('facet_oidc', attempt.with(at, 'x'.repeat(43)).join('.'))
    const back = await answerAs('ada-1', url)
    const headers = jar.header()
    expect(await refused(await held.app.request(back.href, { headers }))).toContain(words)
  })
})

test('what the provider says when it refuses is shown as text', async () => {
  const { response } = await signIn('nobody')
  expect(response.status).toBe(401)
  expect(await response.text()).toContain(
    'Signing in with Corp Login failed. It says: “You are &lt;nobody&gt; to us.”',
  )
  expect(held.log.at(-1)).toMatchObject({ reason: 'refused', problem: 'access_denied' })
})

test('words that the provider did not send are not shown', async () => {
  const forged = '/sign-in/oidc/callback?error=x&error_description=Call+555&state=y'
  expect(await (await held.app.request(forged)).text()).not.toContain('555')
})

describe('other providers', () => {
  async function withProvider(
    options: ProviderOptions,
    work: (idp: IdentityProvider) => Promise<void>,
  ) {
    const idp = await startIdentityProvider(options)
    await work(idp).finally(() => idp.stop())
  }

  test('one that tells all in its token is not asked further, and may want the secret in the form', () =>
    withProvider({ inToken: true, proof: 'client_secret_post' }, async (idp) => {
      await haveAda()
      const { session } = await signIn('ada-9', ada, { app: appWith({}, idp), idp })
      expect(await whoIs(session)).toBe('ada@example.com')
      expect(idp.asked).toContain('/token')
      expect(idp.asked).not.toContain('/me')
    }))

  test('one that gives out no secret is content with PKCE', () =>
    withProvider({ proof: 'none' }, async (idp) => {
      await haveAda()
      const app = appWith({ client_secret: undefined }, idp)
      expect(await whoIs((await signIn('ada-9', ada, { app, idp })).session)).toBe(ada.email)
    }))

  test('one whose token another has signed lets nobody in', () =>
    withProvider({ forged: true }, async (idp) => {
      await haveAda()
      const { response, session } = await signIn('ada-9', ada, { app: appWith({}, idp), idp })
      expect([response.status, session]).toEqual([401, ''])
      expect(held.log.at(-1)).toMatchObject({ reason: 'unreliable' })
    }))

  test('one that does not know our secret is told of as such', () =>
    withProvider({}, async (idp) => {
      const app = appWith({ client_secret: 'stale' }, idp)
      const { response } = await signIn('ada-9', ada, { app, idp })
      expect(response.status).toBe(503)
      expect(await response.text()).toContain('This server is not accepted by Corp Login')
      expect(held.log.at(-1)).toMatchObject({
        reason: 'not_known_there',
        problem: 'invalid_client',
      })
    }))

  test('one that is away is told of, and asked again by the next person', async () => {
    const idp = await startIdentityProvider()
    const app = appWith({}, idp)
    await idp.stop()
    const response = await app.request('/sign-in/oidc')
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('There is no answer from Corp Login')
    expect(held.log.at(-1)).toMatchObject({ reason: 'unreachable', problem: 'ECONNREFUSED' })
    await idp.resume()
    expect((await app.request('/sign-in/oidc')).status).toBe(302)
    await idp.stop()
  })

  test('one that calls itself otherwise than it is set is not used', () =>
    withProvider({}, async (idp) => {
      const app = appWith({ issuer: idp.issuer.replace('127.0.0.1', 'localhost') }, idp)
      expect((await app.request('/sign-in/oidc')).status).toBe(503)
    }))
})

test('the sign-in page can ask whether there is a provider, and what it is called', async () => {
  const options = async (app = held.app) => (await app.request('/sign-in/options')).json()
  expect(await options()).toEqual({ ok: true, oidc: { name: 'Corp Login' } })
  const without = appWith(undefined)
  expect(await (await without.request('/sign-in/options')).json()).toEqual({ ok: true, oidc: null })
  expect((await without.request('/sign-in/oidc')).status).toBe(404)
})

test('the log holds no secret, no code and no address', async () => {
  await haveAda()
  const { back, session } = await signIn('ada-1', ada)
  const log = JSON.stringify(held.log)
  expect(log).toContain('/sign-in/oidc/callback')
  const { searchParams: given } = back
  const secrets = [given.get('code') ?? '?', given.get('state') ?? '?', session]
  for (const hidden of [...secrets, oidc.idp.client.secret, '@example.com', 'ada-1'])
    expect(log).not.toContain(hidden)
})
