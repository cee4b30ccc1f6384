import { bits } from './bits.ts'

/** Draws from the common distributions; the same seed gives the same draws on every machine. */
export type Random = {
  /** In [0, 1), 53 bits. */
  uniform(): number
  /** Mean 0 and standard deviation 1 unless given. */
  normal(mean?: number, sd?: number): number
  /** Mean `shape * scale`, variance `shape * scale²`; scale 1 unless given. */
  gamma(shape: number, scale?: number): number
  poisson(mean: number): number
  /** Successes in `n` trials, each with chance `p`. */
  binomial(n: number, p: number): number
  /** A whole number from 0 to `n - 1`. */
  int(n: number): number
  /** One of the items, each with the same chance; throws when there is none. */
  pick<T>(items: readonly T[]): T
  /** True with chance `p`. */
  chance(p: number): boolean
  /** A stream of its own, fixed by the seed and the name alone: what was drawn before does not change it. */
  fork(name: string): Random
}

/** A source of draws that is fixed by its seed. Not for secrets. */
export function random(seed: number): Random {
  return streamOf(String(seed))
}

function streamOf(key: string): Random {
  const next = bits(key)
  const uniform = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) * 2 ** -53
  const normal = polarNormal(uniform)
  const gamma = (shape: number, scale = 1) => scale * standardGamma(shape, uniform, normal)
  const binomial = (n: number, p: number) => binomialOf(n, p, uniform, gamma)
  const int = (n: number) => Math.floor(uniform() * n)
  return {
    uniform,
    normal: (mean = 0, sd = 1) => mean + sd * normal(),
    gamma,
    poisson: (mean) => poissonOf(mean, uniform, gamma, binomial),
    binomial,
    int,
    pick: (items) => pickOf(items, int),
    chance: (p) => uniform() < p,
    fork: (name) => streamOf(`${key}/${name}`),
  }
}

/** Marsaglia's polar method: two draws at a time, the second is kept for the next call. */
function polarNormal(uniform: () => number): () => number {
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * factor
      return x * factor
    }
  }
}

/** Marsaglia and Tsang 2000; a shape below 1 is reached from shape + 1. */
function standardGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape <= 0) return 0
  if (shape < 1) return standardGamma(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    if (Math.log(1 - uniform()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v
  }
}

/** Products of uniforms for a small mean; a large one is halved at the time of an event in the middle (Ahrens and Dieter 1974). */
function poissonOf(
  mean: number,
  uniform: () => number,
  gamma: Random['gamma'],
  binomial: Random['binomial'],
): number {
  if (mean > 16) {
    const event = Math.floor(mean * 0.875)
    const time = gamma(event)
    if (time > mean) return binomial(event - 1, mean / time)
    return event + poissonOf(mean - time, uniform, gamma, binomial)
  }
  const end = Math.exp(-mean)
  let count = 0
  for (let product = uniform(); product > end; product *= uniform()) count++
  return count
}

/** Trial by trial for a small `n`; a large one is halved at the median of its uniforms, which has a beta distribution. */
function binomialOf(n: number, p: number, uniform: () => number, gamma: Random['gamma']): number {
  if (n > 16) {
    const below = Math.floor(n / 2) + 1
    const a = gamma(below)
    const middle = a / (a + gamma(n + 1 - below))
    return middle > p
      ? binomialOf(below - 1, p / middle, uniform, gamma)
      : below + binomialOf(n - below, (p - middle) / (1 - middle), uniform, gamma)
  }
  let successes = 0
  for (let i = 0; i < n; i++) if (uniform() < p) successes++
  return successes
}

function pickOf<T>(items: readonly T[], int: (n: number) => number): T {
  if (items.length === 0) throw new RangeError('There is no item to pick from')
  return items[int(items.length)] as T
}
