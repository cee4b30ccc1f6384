import type { Refusal, World } from './world.ts'

/** Counts requests by minute and key, and gives the answer to those that are too many. */
export function rateLimit(world: World) {
  const counts = new Map<string, number>()
  let minute = 0
  return (key: string): { refusal: Refusal; headers: Record<string, string> } | undefined => {
    const limit = world.rate_limit
    if (!limit) return undefined
    const now = world.now().getTime()
    if (Math.floor(now / 60_000) !== minute) counts.clear()
    minute = Math.floor(now / 60_000)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= limit.requests) return undefined
    const message = `You've been rate limited for sending more than ${limit.requests} requests in 1m0s.`
    const seconds = String(60 - (Math.floor(now / 1000) % 60))
    return {
      refusal: { status: 429, body: { message } },
      headers: limit.retry_after ? { 'Retry-After': seconds } : {},
    }
  }
}
