import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { retryAt } from './retry-at.ts'
import { SourceError } from './source-error.ts'

/** `fetch` as the clients of sources know it; it answers with the whole body read, or throws a SourceError. */
export type GuardedFetch = typeof globalThis.fetch

export interface GuardOptions {
  /** Hosts that may be called, with the port where it is not the default one, as `URL.host` has it. */
  hosts: string[]
  now: () => Date
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>
  /** Ends whatever is under way. */
  signal?: AbortSignal
  /** Milliseconds for one attempt, its body included. */
  timeout?: number
  /** Attempts at one call. */
  attempts?: number
  /** The longest time, in milliseconds, that a call may be asked to wait; beyond it the run ends and goes on later. */
  patience?: number
}

/** Bytes of an answer that are read at most. */
const MOST = 64 * 2 ** 20
const REDIRECTS = 5

/**
 * A `fetch` that calls only these hosts, and never an address by which a machine in a cloud tells its secrets, however
 * a name resolves. It gives up on slow answers, comes back when a source asks it to, and tries again what fails by itself, so
 * everything sent through it must be safe to repeat. Other statuses are for the caller to judge.
 */
export function guardedFetch(options: GuardOptions): GuardedFetch {
  const dispatcher = new Agent({ connect: { lookup: guardedLookup } })
  return async (input, init) => {
    const asked = new Request(input, init)
    const body = asked.body === null ? undefined : Buffer.from(await asked.arrayBuffer())
    const attempts = options.attempts ?? 5
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= attempts
      const outcome = await attemptAt(asked, { body, dispatcher, options })
      if (outcome instanceof Response) {
        const again = waitAfter(outcome, { attempt, now: options.now() })
        if (again === undefined || (last && !again.asked)) return outcome
        if (last || again.ms > (options.patience ?? 120_000))
          throw tooLong(outcome, again.ms, options)
        await options.wait(again.ms)
      } else {
        if (last || !REPEATED.includes(outcome.code)) throw outcome
        await options.wait(backOff(attempt))
      }
      options.signal?.throwIfAborted()
    }
  }
}

const REPEATED = ['unreachable', 'timeout', 'broken_answer']

interface Attempt {
  body: Buffer | undefined
  dispatcher: Agent
  options: GuardOptions
}

/** One attempt, redirects followed; a failure of the network is given back, that of a rule is thrown. */
async function attemptAt(asked: Request, { body, dispatcher, options }: Attempt) {
  const timeout = AbortSignal.timeout(options.timeout ?? 30_000)
  const signals = [timeout, asked.signal, ...(options.signal ? [options.signal] : [])]
  let url = new URL(asked.url)
  try {
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      allow(url, options.hosts)
      const answer = await undiciFetch(url, {
        method: asked.method,
        headers: [...asked.headers],
        body,
        redirect: 'manual',
        signal: AbortSignal.any(signals),
        dispatcher,
      })
      const target = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || target === null) return await whole(answer)
      await answer.body?.cancel()
      url = redirected(url, target, options.hosts)
    }
  } catch (cause) {
    if (cause instanceof SourceError) {
      if (REPEATED.includes(cause.code)) return cause
      throw cause
    }
    options.signal?.throwIfAborted()
    if (timeout.aborted)
      return new SourceError('timeout', `${url.host} did not answer in time; try again later.`, {
        cause,
      })
    return unreachable(url, cause)
  }
  throw new SourceError(
    'not_the_api',
    `${url.host} sends from one address to the next without end; check the address.`,
  )
}

function allow(url: URL, hosts: string[]): void {
  const known = hosts.includes(url.host) && /^https?:$/.test(url.protocol)
  if (!known || (isIP(bare(url.hostname)) && isBlocked(bare(url.hostname))))
    throw new SourceError(
      'not_allowed',
      `Facet does not call ${url.host}; the address of the source must name it.`,
    )
}

function redirected(from: URL, target: string, hosts: string[]): URL {
  const to = new URL(target, from)
  if (hosts.includes(to.host)) return to
  throw new SourceError(
    'not_the_api',
    `${from.host} sends to ${to.host}, which looks like a sign-in page in front of it; Facet needs an address that reaches the API without one.`,
  )
}

/** The answer with its whole body, which is bounded: what ends early or never is an error here and nowhere later. */
async function whole(answer: Awaited<ReturnType<typeof undiciFetch>>): Promise<Response> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of answer.body ?? []) {
      bytes += piece.byteLength
      if (bytes > MOST) break
      pieces.push(piece)
    }
  } catch (cause) {
    if (cause instanceof DOMException) throw cause
    throw new SourceError('broken_answer', 'The answer of the source ended too early; try again.', {
      cause,
    })
  }
  if (bytes > MOST)
    throw new SourceError(
      'refused',
      'The answer of the source is larger than 64 MB; ask for less at once.',
    )
  const empty = answer.status === 204 || answer.status === 304
  const made = new Response(empty ? null : Buffer.concat(pieces), {
    status: answer.status,
    statusText: answer.statusText,
    headers: [...answer.headers],
  })
  Object.defineProperty(made, 'url', { value: answer.url })
  return made
}

/** How long to wait before the next attempt, if another makes sense; `asked`: the source itself asked for it. */
function waitAfter(answer: Response, { attempt, now }: { attempt: number; now: Date }) {
  const told = retryAt(answer, now)
  if (told) return { asked: true, ms: Math.max(0, told.getTime() - now.getTime()) }
  if (answer.status === 429) return { asked: true, ms: 60_000 }
  if ([500, 502, 503, 504].includes(answer.status)) return { asked: false, ms: backOff(attempt) }
  return undefined
}

/** Milliseconds, doubling, with as much chance again, so that several servers do not come back together. */
const backOff = (attempt: number) => 500 * 2 ** attempt * (0.5 + Math.random())

function tooLong({ status, url }: Response, ms: number, { now }: GuardOptions): SourceError {
  const retry_at = new Date(now().getTime() + ms)
  return new SourceError(
    'rate_limited',
    `${new URL(url).host} asks to come back later; the next run goes on from here.`,
    { status, retry_at },
  )
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

function unreachable(url: URL, cause: unknown): SourceError {
  const inner = cause instanceof Error ? cause.cause : undefined
  if (inner instanceof SourceError) return inner
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : ''
  const said = SAID[code] ?? 'the connection failed; try again later'
  return new SourceError('unreachable', `${url.host} cannot be reached: ${said}.`, { cause })
}

/** Link-local addresses, and those at which clouds answer with the secrets of the machine. */
const BLOCKED = new BlockList()
BLOCKED.addSubnet('169.254.0.0', 16, 'ipv4')
BLOCKED.addSubnet('fe80::', 10, 'ipv6')
BLOCKED.addAddress('fd00:ec2::254', 'ipv6')
BLOCKED.addAddress('100.100.100.200', 'ipv4')

const isBlocked = (address: string) => BLOCKED.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

/** Resolves a name, and refuses one that leads to a blocked address: checked where the connection is made, not before. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const blocked = addresses.find(({ address }) => isBlocked(address))
    if (blocked)
      return callback(
        new SourceError('not_allowed', `${hostname} leads to an address that Facet does not call.`),
        '',
        0,
      )
    const [first] = addresses
    if (options.all) return callback(null, addresses)
    callback(null, first?.address ?? '', first?.family ?? 0)
  })
}
