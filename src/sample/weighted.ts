import type { Random } from '../stats/random.ts'

/** One of the items, each with the chance of its share; the shares need not add to 1. */
export function pickByShare<T extends { share: number }>(items: readonly T[], random: Random): T {
  const total = items.reduce((sum, { share }) => sum + share, 0)
  let left = random.uniform() * total
  for (const item of items) {
    left -= item.share
    if (left < 0) return item
  }
  return random.pick(items)
}
