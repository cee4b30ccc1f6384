import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/** What may go wrong with one answer of a server. */
export type Mishap =
  /** Begins to answer after so many milliseconds; without a number, never. */
  | { kind: 'slow'; ms?: number }
  /** Sends the head and half of the body, and ends the connection. */
  | { kind: 'cut' }
  /** Sends the head and half of the body, and keeps the connection open. */
  | { kind: 'stalled' }
  /** A page of something that stands in front of the server; 200 unless told. */
  | { kind: 'html'; status?: number }
  /** 429, with these headers, such as `Retry-After`, and only these. */
  | { kind: 'limited'; headers?: Record<string, string> }
  /** An answer of any other status, such as 503. */
  | { kind: 'status'; status: number; body?: string; headers?: Record<string, string> }
  /** The right answer, by a clock that is off by so many milliseconds of the machine's. */
  | { kind: 'wrong clock'; ms: number }

/** A request as a script sees it. `count`: how many there have been to this path with this method, this one included. */
export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  count: number
}

/** Chooses what goes wrong with a request; undefined: nothing. */
export type Script = (seen: Seen) => Mishap | undefined

/** A handler of `node:http`, or anything that answers a `Request`, such as a Hono app. */
export type Served = RequestListener | { fetch: (request: Request) => Response | Promise<Response> }

/** A server that listens on a free port of this machine. */
export interface Fake {
  url: string
  /** As `URL.host` has it. */
  host: string
  /** All requests so far. */
  seen: Seen[]
  /** Changes what goes wrong from now on. */
  script: (script: Script) => void
  /** Stops, and ends the connections that are open. */
  close: () => Promise<void>
}

/** Starts a fake server on a free port, whose answers go wrong as the script says. */
export async function startFake(served: Served, first: Script = () => undefined): Promise<Fake> {
  let script = first
  const seen: Seen[] = []
  const listener = misbehaving(served, (it) => {
    seen.push(it)
    return script(it)
  })
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    seen,
    script: (next) => {
      script = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The same server, but for what its script lets go wrong. */
export function misbehaving(served: Served, script: Script): RequestListener {
  const right = typeof served === 'function' ? served : getRequestListener(served.fetch)
  const counts = new Map<string, number>()
  return (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://fake')
    const method = request.method ?? 'GET'
    const count = (counts.get(`${method} ${path}`) ?? 0) + 1
    counts.set(`${method} ${path}`, count)
    const mishap = script({ method, path, query, count })
    if (mishap === undefined) return right(request, response)
    spoil(mishap, response, () => right(request, response))
  }
}

function spoil(mishap: Mishap, response: ServerResponse, answer: () => void): void {
  if (mishap.kind === 'slow') {
    if (mishap.ms !== undefined) setTimeout(answer, mishap.ms)
  } else if (mishap.kind === 'cut' || mishap.kind === 'stalled') {
    halve(response, mishap.kind === 'cut')
    answer()
  } else if (mishap.kind === 'wrong clock') {
    response.setHeader('date', new Date(Date.now() + mishap.ms).toUTCString())
    answer()
  } else {
    const { status, headers, body } = instead(mishap)
    response.writeHead(status, headers).end(body)
  }
}

const PAGE = '<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>'

function instead(mishap: Extract<Mishap, { kind: 'html' | 'limited' | 'status' }>) {
  const json = { 'content-type': 'application/json' }
  if (mishap.kind === 'html')
    return { status: mishap.status ?? 200, headers: { 'content-type': 'text/html' }, body: PAGE }
  if (mishap.kind === 'limited')
    return {
      status: 429,
      headers: { ...json, ...mishap.headers },
      body: '{"message":"Too many requests."}',
    }
  return {
    status: mishap.status,
    headers: { ...json, ...mishap.headers },
    body: mishap.body ?? '{"message":"The server is broken."}',
  }
}

/** Lets the answer be collected whole, so that half of it can be sent under the head of all of it. */
function halve(response: ServerResponse, ends: boolean): void {
  const pieces: Buffer[] = []
  const send = response.write.bind(response)
  const keep = (piece: unknown) => {
    if (typeof piece === 'string' || piece instanceof Uint8Array) pieces.push(Buffer.from(piece))
    return true
  }
  response.write = keep
  response.end = (piece?: unknown) => {
    keep(piece)
    const body = Buffer.concat(pieces)
    send(body.subarray(0, Math.ceil(body.length / 2)), () => {
      if (ends) response.socket?.destroy()
    })
    return response
  }
}
