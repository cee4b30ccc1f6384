import * as client from 'openid-client'
import { AppError } from '../errors.ts'
import { type Claims, type ClaimsDocument, groupsIn, verifiedEmail } from './oidc-claims.ts'
import { oidcRefusal } from './oidc-refusal.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** Seconds that the provider may take for an answer. */
const PATIENCE = 10

/** What a browser keeps while its person is at the provider. Each is a random text without dots. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

export interface OidcClient {
  /** Where to send a person who wants to sign in; the provider sends them on to `callback`. */
  begin(callback: string): Promise<{ url: URL; attempt: Attempt }>
  /** What the provider says of the person whom it sent to this address. Throws when it refuses, or its answer is not to be trusted. */
  finish(answer: URL, attempt: Attempt): Promise<Claims>
}

/**
 * Speaks with an identity provider: authorization code with PKCE, state and nonce. What the provider can do is asked when the
 * first person wants to sign in, and again until it answers.
 */
export function oidcClient(settings: OidcSettings): OidcClient {
  let known: Promise<client.Configuration> | undefined
  const provider = () => {
    known ??= discover(settings).catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    begin: (callback) => provider().then((found) => beginAt(found, callback, settings)),
    finish: (answer, attempt) =>
      provider().then((found) => finishAt(found, answer, attempt, settings)),
  }
}

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const { issuer, client_id, client_secret, name } = settings
  const isPlain = issuer.startsWith('http:')
  const execute = [
    client.enableNonRepudiationChecks,
    ...(isPlain ? [client.allowInsecureRequests] : []),
  ]
  return client
    .discovery(new URL(issuer), client_id, undefined, proof(client_secret), {
      execute,
      timeout: PATIENCE,
    })
    .catch((error) => {
      throw oidcRefusal('unreachable', name, { problem: problemOf(error) })
    })
}

/** How this server shows who it is: as the standard presumes, unless the provider lists other ways only. */
function proof(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None()
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return ways.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest)
  }
}

async function beginAt(
  provider: client.Configuration,
  callback: string,
  { groups_claim }: OidcSettings,
): Promise<{ url: URL; attempt: Attempt }> {
  const attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  }
  // Some providers tell groups only when asked, others refuse to be asked for what they do not list.
  const offered = provider.serverMetadata().scopes_supported ?? []
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: callback,
    scope: ['openid', 'email', 'profile', ...offered.filter((s) => s === groups_claim)].join(' '),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  })
  return { url, attempt }
}

async function finishAt(
  provider: client.Configuration,
  answer: URL,
  { state, nonce, verifier }: Attempt,
  settings: OidcSettings,
): Promise<Claims> {
  try {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
    const tokens = await client.authorizationCodeGrant(provider, answer, checks)
    const token = tokens.claims()
    if (!token) throw oidcRefusal('unreliable', settings.name, { problem: 'no_id_token' })
    const documents = [
      token,
      ...(await furtherClaims(provider, token, tokens.access_token, settings)),
    ]
    return {
      issuer: token.iss,
      subject: token.sub,
      email: firstOf(documents, verifiedEmail),
      unverified: documents.some(({ email }) => email !== undefined),
      groups: firstOf(documents, (document) => groupsIn(document, settings.groups_claim)) ?? [],
    }
  } catch (error) {
    throw failureOf(error, settings)
  }
}

/** What the provider tells of the person only when asked, where the ID token does not tell enough. */
async function furtherClaims(
  provider: client.Configuration,
  token: client.IDToken,
  access: string,
  { groups_claim, admin_group }: OidcSettings,
): Promise<ClaimsDocument[]> {
  const tellsGroups = admin_group === undefined || groupsIn(token, groups_claim) !== undefined
  if (verifiedEmail(token) !== undefined && tellsGroups) return []
  if (!provider.serverMetadata().userinfo_endpoint) return []
  return [await client.fetchUserInfo(provider, access, token.sub)]
}

function firstOf<T>(
  documents: readonly ClaimsDocument[],
  read: (document: ClaimsDocument) => T | undefined,
): T | undefined {
  for (const document of documents) {
    const found = read(document)
    if (found !== undefined) return found
  }
}

/** A failure of the exchange as one that may be told. The messages of the library may quote tokens and are left where they are. */
function failureOf(error: unknown, { name }: OidcSettings): AppError {
  if (error instanceof AppError) return error
  const problem = problemOf(error)
  if (CLIENT.has(problem)) return oidcRefusal('not_known_there', name, { problem })
  if (
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ResponseBodyError
  )
    return oidcRefusal('refused', name, { problem, words: error.error_description ?? error.error })
  const isAway = error instanceof TypeError || AWAY.has(problem)
  return oidcRefusal(isAway ? 'unreachable' : 'unreliable', name, { problem })
}

const CLIENT = new Set(['invalid_client', 'unauthorized_client'])
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'])

/** A code that says what went wrong: that of the protocol, of the library, or of the network. */
function problemOf(thrown: unknown): string {
  const { error, code, cause } = thrown as { error?: string; code?: string; cause?: unknown }
  const told =
    thrown instanceof client.WWWAuthenticateChallengeError
      ? thrown.cause[0]?.parameters.error
      : error
  const beneath = (cause as { code?: string } | undefined)?.code
  return [told, code, beneath].find((word) => /^\w{1,60}$/.test(word ?? '')) ?? 'unknown'
}
