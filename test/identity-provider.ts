import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, Provider } from 'oidc-provider'
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js'

/** What the provider says of a person, beside its name for them. */
export type Told = Record<string, unknown>

/** An identity provider that runs for real on this machine, and what it knows, which may be changed. */
export interface IdentityProvider {
  issuer: string
  client: { id: string; secret: string }
  /** Where it may send people back to. */
  callbacks: string[]
  /** The people by the provider's own name for them. */
  people: Map<string, Told>
  /** Paths at which it was asked. */
  asked: string[]
  stop(): Promise<void>
  /** Runs again at the same address after a stop. */
  resume(): Promise<void>
}

export interface ProviderOptions {
  /** Tells claims in the ID token, or only when asked for them with the access token. */
  inToken?: boolean
  /** How the client shows its secret; `none` for a public one. */
  proof?: 'client_secret_basic' | 'client_secret_post' | 'none'
  /** Shows other keys than those it signs with, as if its tokens were made by somebody else. */
  forged?: boolean
}

/**
 * Starts a provider on a free port. Its page asks who one is, and takes any name; who says `nobody` is refused. It insists on
 * PKCE.
 */
export async function startIdentityProvider({
  inToken = false,
  proof = 'client_secret_basic',
  forged = false,
}: ProviderOptions = {}): Promise<IdentityProvider> {
  const server = createServer()
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const held: IdentityProvider = {
    issuer: `http://127.0.0.1:${port}`,
    client: { id: 'facet', secret: 'a-secret-of-the-client' },
    callbacks: ['http://localhost/sign-in/oidc/callback'],
    people: new Map(),
    asked: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    resume: () => listen(port),
  }
  let provider: ReturnType<typeof made> | undefined
  server.on('request', (request, response) => {
    held.asked.push(request.url?.split('?')[0] ?? '')
    provider ??= made(held, { inToken, proof, forged })
    void provider(request, response)
  })
  return held
}

/** Made at the first request, when it is known where people may be sent back to. */
function made(held: IdentityProvider, { inToken, proof, forged }: Required<ProviderOptions>) {
  const { client, callbacks, people } = held
  const provider = new Provider(held.issuer, {
    clients: [
      {
        client_id: client.id,
        ...(proof !== 'none' && { client_secret: client.secret }),
        redirect_uris: callbacks,
        token_endpoint_auth_method: proof,
      },
    ],
    clientAuthMethods: [proof],
    // Handed over as it is, the library would warn that it forgets.
    adapter: (name: string) => new MemoryAdapter(name),
    jwks: { keys: [SIGNING_KEY] },
    cookies: { keys: ['a key of cookies'] },
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified', 'xms_edov'],
      profile: ['name'],
      groups: ['groups'],
    },
    conformIdTokenClaims: !inToken,
    features: { devInteractions: { enabled: false } },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 60,
    },
    interactions: { url: (_: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: Context, sub: string) => ({
      accountId: sub,
      claims: async () => ({ sub, ...people.get(sub) }),
    }),
    loadExistingGrant: (context: Context) => granted(provider, context),
  })
  const answer = provider.callback()
  return async (request: IncomingMessage, response: ServerResponse) => {
    if (forged && request.url === '/jwks') return showKey(response, newKey())
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    if (request.method === 'GET') return ask(response)
    await provider.interactionFinished(request, response, resultOf(await nameIn(request)))
  }
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

const NAMES = { use: 'sig', alg: 'RS256', kid: 'signing' }
const SIGNING_KEY = { ...newKey().export({ format: 'jwk' }), ...NAMES }

function showKey(response: ServerResponse, key: KeyObject): void {
  const keys = [{ ...createPublicKey(key).export({ format: 'jwk' }), ...NAMES }]
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ keys }))
}

/** Consent was given by whoever registered the client. */
async function granted(provider: Provider, { oidc: { client, session } }: Context) {
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid email profile groups')
  await grant.save()
  return grant
}

function ask(response: ServerResponse): void {
  response.setHeader('content-type', 'text/html')
  response.end(`<!doctype html><title>Who are you?</title>
    <form method="post"><label>Name <input name="name"></label> <button>Continue</button></form>`)
}

function resultOf(name: string) {
  return name === 'nobody'
    ? { error: 'access_denied', error_description: 'You are <nobody> to us.' }
    : { login: { accountId: name } }
}

async function nameIn(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += piece
  return new URLSearchParams(body).get('name') ?? ''
}
