import { idsOf } from './bitmap.ts'

/** The people of some groups, parted into those who are in the same of them. */
export interface Atoms {
  /** People of each part, the largest part first. */
  sizes: number[]
  /** The parts that each group is made of, by their places. */
  groups: number[][]
}

/** Parts groups, given as bitmaps, into the largest sets of people of whom no group holds only some. */
export function atomsOf(bitmaps: readonly Uint8Array[]): Atoms {
  const parts = new Map<number, number>()
  let last = 0
  const members = bitmaps.map(idsOf)
  for (const group of members) {
    const split = new Map<number, number>()
    for (const id of group) {
      const part = parts.get(id) ?? 0
      if (!split.has(part)) split.set(part, ++last)
      parts.set(id, split.get(part) as number)
    }
  }
  const people = Map.groupBy(parts.keys(), (id) => parts.get(id) as number)
  const ordered = [...people].sort(([, a], [, b]) => b.length - a.length)
  const places = new Map(ordered.map(([part], place) => [part, place]))
  return {
    sizes: ordered.map(([, ids]) => ids.length),
    groups: members.map((group) => [
      ...new Set(group.map((id) => places.get(parts.get(id) as number) as number)),
    ]),
  }
}
