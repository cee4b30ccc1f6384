import { countBits, idsOf } from './bitmap.ts'
import { type Spread, spreadOver } from './kept-out.ts'

/**
 * What may have been shown, step by step, of one group whose people come and go: for each group of the first step that and
 * those most like it in the others. Groups are bitmaps; of a step without any nothing can be added up.
 */
export function linesOf(steps: readonly (readonly Uint8Array[])[]): Spread[] {
  const [first = []] = steps
  if (steps.some(({ length }) => length === 0)) return []
  return first.map((group) => spreadOver(steps.map((others) => idsOf(mostAlike(group, others)))))
}

function mostAlike(group: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const [nearest] = others
    .map((other) => ({ other, apart: apart(group, other) }))
    .sort((a, b) => a.apart - b.apart)
  return nearest?.other ?? group
}

/** How many people are in one of two groups alone. */
function apart(a: Uint8Array, b: Uint8Array): number {
  let count = 0
  for (let place = 0; place < Math.max(a.length, b.length); place++)
    count += countBits((a[place] ?? 0) ^ (b[place] ?? 0))
  return count
}
