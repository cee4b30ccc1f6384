import { type Agent, fetch } from 'undici'
import { isBlocked } from './guarded-fetch-lookup.ts'
import { SourceError } from './source-error.ts'

/** A call that can be sent more than once. */
export interface Asked {
  method: string
  url: string
  headers: [string, string][]
  body: Buffer | undefined
  /** That of the caller. */
  signal: AbortSignal
}

export interface Limits {
  hosts: string[]
  /** Milliseconds, the body included. */
  timeout: number
  /** That of the whole run. */
  signal: AbortSignal | undefined
  dispatcher: Agent
}

/** Bytes of an answer that are read at most. */
const MOST = 64 * 2 ** 20
const REDIRECTS = 5

/**
 * One attempt at a call, with the redirects that stay at its hosts. Gives back a failure that may pass by itself, and
 * throws any other.
 */
export async function attempt(asked: Asked, limits: Limits): Promise<Response | SourceError> {
  const timeout = AbortSignal.timeout(limits.timeout)
  const stops = limits.signal ? [asked.signal, limits.signal] : [asked.signal]
  try {
    return await follow(asked, limits, AbortSignal.any([timeout, ...stops]))
  } catch (cause) {
    for (const stop of stops) stop.throwIfAborted()
    const error = failure(new URL(asked.url).host, cause, timeout.aborted)
    if (PASSING.includes(error.code)) return error
    throw error
  }
}

const PASSING = ['unreachable', 'timeout', 'broken_answer']

async function follow(asked: Asked, { hosts, dispatcher }: Limits, signal: AbortSignal) {
  let url = new URL(asked.url)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    allow(url, hosts)
    const { method, headers, body } = asked
    const sent = { method, headers, body, signal, dispatcher, redirect: 'manual' as const }
    const answer = await fetch(url, sent)
    const target = answer.headers.get('location')
    if (answer.status < 300 || answer.status > 399 || target === null) return await whole(answer)
    await answer.body?.cancel()
    url = redirected(url, target, hosts)
  }
  throw new SourceError(
    'not_the_api',
    `${url.host} sends from one address to the next without end; check the address.`,
  )
}

function allow(url: URL, hosts: string[]): void {
  if (hosts.includes(url.host) && /^https?:$/.test(url.protocol) && !isBlocked(url.hostname)) return
  throw new SourceError(
    'not_allowed',
    `Facet does not call ${url.host}; the address of the source must name it.`,
  )
}

/** Where a redirect leads, which must not be to another host, nor out of the encryption. */
function redirected(from: URL, target: string, hosts: string[]): URL {
  const to = URL.parse(target, from.href)
  if (to && hosts.includes(to.host) && !(from.protocol === 'https:' && to.protocol === 'http:'))
    return to
  throw new SourceError(
    'not_the_api',
    `${from.host} sends to ${to?.host || 'another place'}, which looks like a sign-in page in front of it; Facet needs an address that reaches the API without one.`,
  )
}

/** The answer with its whole body, which is bounded: what ends early or never is an error here and nowhere later. */
async function whole(answer: Awaited<ReturnType<typeof fetch>>): Promise<Response> {
  const pieces = await piecesOf(answer)
  const empty = [204, 205, 304].includes(answer.status)
  const made = new Response(empty ? null : Buffer.concat(pieces), {
    status: answer.status,
    statusText: answer.statusText,
    headers: [...answer.headers],
  })
  Object.defineProperty(made, 'url', { value: answer.url })
  return made
}

async function piecesOf({ body, url }: Awaited<ReturnType<typeof fetch>>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.byteLength
    if (bytes > MOST)
      throw new SourceError(
        'refused',
        `The answer of ${new URL(url).host} is larger than 64 MB; ask for less at once.`,
      )
    pieces.push(piece)
  }
  return pieces
}

const SAID: Record<string, string> = {
  ENOTFOUND: 'no such host is known; check the address',
  ECONNREFUSED: 'nothing listens there; check the address and the port',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed; start Facet with NODE_EXTRA_CA_CERTS naming the authority',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is of an unknown authority; start Facet with NODE_EXTRA_CA_CERTS naming it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is of an unknown authority; start Facet with NODE_EXTRA_CA_CERTS naming it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
}

/** What a failure of the network means, or a refusal of our own as it is. */
function failure(host: string, cause: unknown, late: boolean): SourceError {
  const inner = cause instanceof Error ? cause.cause : undefined
  for (const error of [cause, inner]) if (error instanceof SourceError) return error
  if (late)
    return new SourceError('timeout', `${host} did not answer in time; try again later.`, { cause })
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : ''
  if (cause instanceof TypeError && cause.message === 'terminated')
    return new SourceError('broken_answer', `The answer of ${host} ended too early; try again.`, {
      cause,
    })
  const said = SAID[code] ?? 'the connection failed; try again later'
  return new SourceError('unreachable', `${host} cannot be reached: ${said}.`, { cause })
}
