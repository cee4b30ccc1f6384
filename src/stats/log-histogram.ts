/** How many values lie from `from`, included, up to `to`, excluded; null: nothing is said of that end. */
export interface Bucket {
  from: number | null
  to: number | null
  count: number
}

/** The bounds of neighbouring buckets, the upper over the lower. */
const RATIO = 1.25

/** Anything below counts as 0. */
const SMALLEST = 1e-6

/**
 * A histogram with buckets that are wider the higher they lie, for values of 0 or more; what is as good as 0 comes first.
 * Buckets of fewer than `least` values are joined to the next one until none is left, and the two outermost are open, so that
 * neither the smallest nor the largest value is told. Null where there are fewer than two such buckets.
 */
export function logHistogram(values: ArrayLike<number>, least: number): Bucket[] | null {
  const counts = new Map<number, number>()
  for (const value of Array.from(values)) {
    const place = value >= SMALLEST ? Math.floor(Math.log(value) / Math.log(RATIO)) : -Infinity
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const joined = join(
    [...counts].sort(([a], [b]) => a - b).map(([place, count]) => ({ place, count })),
    least,
  )
  if (joined.length < 2) return null
  return joined.map(({ place, count }, i) => {
    const next = joined[i + 1]
    return { from: i === 0 ? null : RATIO ** place, to: next ? RATIO ** next.place : null, count }
  })
}

/** From below: a bucket is closed once it holds enough; what is left over at the top goes to the last. */
function join(buckets: { place: number; count: number }[], least: number) {
  const joined: { place: number; count: number }[] = []
  for (const { place, count } of buckets) {
    const last = joined.at(-1)
    if (last && last.count < least) last.count += count
    else joined.push({ place, count })
  }
  const [last, before] = [joined.at(-1), joined.at(-2)]
  if (last && before && last.count < least) {
    before.count += last.count
    joined.pop()
  }
  return joined
}
