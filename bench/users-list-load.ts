import { connect } from 'node:net'
import { sortedQuantile } from '../src/stats/quantile.ts'
import { random } from '../src/stats/random.ts'
import { given, tell } from './child.ts'

/** What is asked for: random pages of a span, over so many connections that are kept, for so long. */
export interface Load {
  port: number
  token: string
  connections: number
  seconds: number
  pages: [first: number, last: number]
}

/** Answers a second, their times in milliseconds, and the bytes of one. */
export interface Loaded {
  rate: number
  p50: number
  p99: number
  bytes: number
}

const load = given<Load>()
const draw = random(1)
const times: number[] = []
let bytes = 0
const ends = performance.now() + load.seconds * 1000
const started = performance.now()
await Promise.all(Array.from({ length: load.connections }, keepAsking))
const seconds = (performance.now() - started) / 1000
const sorted = Float64Array.from(times).sort()
tell({
  rate: times.length / seconds,
  p50: sortedQuantile(sorted, 0.5),
  p99: sortedQuantile(sorted, 0.99),
  bytes: bytes / times.length,
} satisfies Loaded)

/**
 * Asks for one page after the other over one connection. It reads of an answer no more than its length, so that this process
 * takes little from the one that it measures.
 */
function keepAsking(): Promise<void> {
  const socket = connect(load.port, '127.0.0.1').setNoDelay(true)
  let sent = 0
  let missing = 0
  let head = Buffer.alloc(0)
  const ask = () => {
    const [first, last] = load.pages
    const page = first + draw.int(last - first + 1)
    sent = performance.now()
    socket.write(
      `GET /users.list?page_size=100&page=${page} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${load.token}\r\n\r\n`,
    )
  }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('connect', ask)
    socket.on('data', (chunk) => {
      if (missing === 0) {
        head = Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = lengthOf(head.subarray(0, end).toString('latin1'))
        missing = end + 4 + length - head.length
        bytes += length
        head = Buffer.alloc(0)
      } else missing -= chunk.length
      if (missing > 0) return
      times.push(performance.now() - sent)
      if (performance.now() < ends) ask()
      else resolve(void socket.destroy())
    })
  })
}

function lengthOf(head: string): number {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 200') || length === undefined)
    throw new Error(`No page came: ${head}`)
  return Number(length)
}
