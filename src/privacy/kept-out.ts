import { bitmapOf, idsOf } from './bitmap.ts'

/** People behind several numbers, such as weeks: all who are in any of them, and those who are in most. */
export interface Spread {
  all: ReadonlySet<number>
  often: ReadonlySet<number>
}

/** In what share of the steps somebody has to be to be there most of the time. */
const OFTEN = 0.75

/** Who is in any of some steps, and who in most of them, of which each counts by its length if they are not all the same. */
export function spreadOver(
  steps: readonly (readonly number[])[],
  lengths: readonly number[] = steps.map(() => 1),
): Spread {
  const times = new Map<number, number>()
  steps.forEach((ids, place) => {
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + (lengths[place] as number))
  })
  const most = OFTEN * lengths.reduce((sum, length) => sum + length, 0)
  const all = new Set(times.keys())
  const often = new Set([...all].filter((id) => (times.get(id) as number) >= most))
  return { all, often }
}

/** Both of them in one bitmap, two bits an id. */
export function doubled(all: readonly number[], often: readonly number[]): Uint8Array {
  return bitmapOf([...all.map((id) => 2 * id), ...often.map((id) => 2 * id + 1)])
}

/** What such a bitmap holds. */
export function spreadOf(bitmap: Uint8Array): Spread {
  const bits = idsOf(bitmap)
  const of = (parity: number) =>
    new Set(bits.filter((bit) => bit % 2 === parity).map((bit) => (bit - parity) / 2))
  return { all: of(0), often: of(1) }
}

/**
 * Whether one side keeps out fewer people than the minimum, of whom the other has somebody most of the time, and has everybody
 * else that the other has: then adding up both tells of them. Who is there now and then, as people come and go, tells nothing.
 */
export function keepsOut(a: Spread, b: Spread, minimum: number): boolean {
  const [left, right] = [missing(a, b), missing(b, a)]
  const few = ({ all, often }: Counts) => often > 0 && all < minimum
  return (few(left) && right.often === 0) || (few(right) && left.often === 0)
}

interface Counts {
  all: number
  often: number
}

/** How many of one side are never on the other. */
function missing(of: Spread, from: Spread): Counts {
  const count = (some: ReadonlySet<number>) => [...some].filter((id) => !from.all.has(id)).length
  return { all: count(of.all), often: count(of.often) }
}
