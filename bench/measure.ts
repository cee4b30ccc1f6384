import { quantile } from '../src/stats/quantile.ts'

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * Runs each of several works in turn, so many times round, and gives the milliseconds of each: what else the machine does
 * falls on all of them alike. The first round is left out.
 */
export async function inTurn(
  rounds: number,
  works: (() => Promise<unknown>)[],
): Promise<number[][]> {
  const times: number[][] = works.map(() => [])
  for (let round = 0; round <= rounds; round++)
    for (const [i, work] of works.entries()) {
      const ms = await timed(work)
      if (round > 0) times[i]?.push(ms)
    }
  return times
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5)

/** "12.3 ms", "4.56 s". */
export function duration(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
}

/** The median, and the slowest in a hundred, of some times. */
export function spread(times: readonly number[]): string {
  return `p50 ${duration(median(times))}, p99 ${duration(quantile(times, 0.99))}`
}

export const whole = (n: number) => Math.round(n).toLocaleString('en')
export const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MB`
