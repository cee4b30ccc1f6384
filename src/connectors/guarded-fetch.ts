import { Agent } from 'undici'
import { type Asked, attempt } from './guarded-fetch-attempt.ts'
import { guardedLookup, type Resolve } from './guarded-fetch-lookup.ts'
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
  /** Ends whatever is under way; a call then throws the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds for one attempt, its body included. */
  timeout?: number
  /** Attempts at one call. */
  attempts?: number
  /** The longest time, in milliseconds, that a call may be asked to wait; beyond it the run ends and goes on later. */
  patience?: number
  /** Finds the addresses of a name; that of the machine, if absent. */
  resolve?: Resolve
}

/** Statuses of a source or a proxy that is broken for the moment. */
const BROKEN = [500, 502, 503, 504]

/**
 * A `fetch` that calls only these hosts, and never an address by which a machine in a cloud tells its secrets, however
 * a name resolves. It gives up on slow answers, comes back when a source asks it to, and tries again what fails by itself, so
 * everything sent through it must be safe to repeat. Other statuses are for the caller to judge.
 */
export function guardedFetch(options: GuardOptions): GuardedFetch {
  const dispatcher = new Agent({ connect: { lookup: guardedLookup(options.resolve) } })
  const { hosts, signal, timeout = 30_000 } = options
  return async (...call) => {
    const asked = await read(...call)
    for (let count = 1; ; count++) {
      signal?.throwIfAborted()
      const outcome = await attempt(asked, { hosts, timeout, signal, dispatcher })
      const pause = pauseAfter(outcome, count, options)
      if (pause !== undefined) await options.wait(pause)
      else if (outcome instanceof SourceError) throw outcome
      else return outcome
    }
  }
}

/** What is asked for, its body read so that it can be sent again. */
async function read(...call: Parameters<GuardedFetch>): Promise<Asked> {
  const request = requestOf(...call)
  const { method, url, headers, signal } = request
  const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
  return { method, url, headers: [...headers], body, signal }
}

/** The error of a `Request` that cannot be repeats the token or the password, so it is not passed on. */
function requestOf(...call: Parameters<GuardedFetch>): Request {
  try {
    return new Request(...call)
  } catch {
    throw new SourceError(
      'not_allowed',
      'The address or the token has characters that it cannot have; enter both again, without user name and password in the address.',
    )
  }
}

/** Milliseconds before the next attempt; undefined when this outcome stands. */
function pauseAfter(
  outcome: Response | SourceError,
  count: number,
  { now, attempts = 5, patience = 120_000 }: GuardOptions,
): number | undefined {
  const last = count >= attempts
  const pause = outcome instanceof Response ? pauseAskedBy(outcome, now()) : undefined
  if (outcome instanceof Response && pause !== undefined) {
    if (last || pause > patience) throw comeBackLater(outcome, pause, now())
    return pause
  }
  const stands = outcome instanceof Response && !BROKEN.includes(outcome.status)
  return last || stands ? undefined : backOff(count)
}

/** A limit without a time is that of a minute, as most sources count. */
function pauseAskedBy(answer: Response, now: Date): number | undefined {
  const at = retryAt(answer, now)
  if (at) return Math.max(0, at.getTime() - now.getTime())
  return answer.status === 429 ? 60_000 : undefined
}

/** Doubles, with up to as much again by chance, so that several servers do not come back together. */
const backOff = (count: number) => 500 * 2 ** count * (0.5 + Math.random())

function comeBackLater({ status, url }: Response, pause: number, now: Date): SourceError {
  const retry_at = new Date(now.getTime() + pause)
  return new SourceError(
    'rate_limited',
    `${new URL(url).host} asks to come back later; the next run goes on from here.`,
    { status, retry_at },
  )
}
