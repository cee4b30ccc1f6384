import type { Random } from '../stats/random.ts'

/** Once something is held back, the chance at each further item that one held back comes out. */
const RELEASE = 0.02

/** The same items, a share of them later than it should be. */
export function* outOfOrder<T>(items: Iterable<T>, share: number, random: Random): Generator<T> {
  const held: T[] = []
  for (const item of items) {
    if (random.chance(share)) held.push(item)
    else yield item
    if (held.length > 0 && random.chance(RELEASE)) {
      yield* held.splice(random.int(held.length), 1)
    }
  }
  yield* held
}
