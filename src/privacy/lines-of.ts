import { type Spread, spreadOver } from './kept-out.ts'

/**
 * What may have been shown, step by step, of one group whose people come and go: for each group of the first step that and
 * those most like it in the others. Of a step without any nothing can be added up.
 */
export function linesOf(steps: readonly (readonly (readonly number[])[])[]): Spread[] {
  const [first = []] = steps
  if (steps.some(({ length }) => length === 0)) return []
  return first.map((group) => {
    const people = new Set(group)
    return spreadOver(steps.map((others) => mostAlike(people, others)))
  })
}

/** The group of which the fewest people are in one of the two alone. */
function mostAlike(
  people: ReadonlySet<number>,
  others: readonly (readonly number[])[],
): readonly number[] {
  const [nearest = { ids: [] }] = others
    .map((ids) => ({ ids, apart: ids.length - 2 * ids.filter((id) => people.has(id)).length }))
    .sort((a, b) => a.apart - b.apart)
  return nearest.ids
}
