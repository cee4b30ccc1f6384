/** Values that stand in a table as one row or column, by their places. */
export interface Line {
  name: string
  places: ReadonlySet<number>
}

/** What values of too few people are called together. */
export const OTHER = 'Other'

/**
 * The values as lines, in their order, those of fewer people than the minimum together as "Other". It takes the next-smallest
 * value in as well until it holds the minimum of people, so that no line follows by subtraction from the whole. Values of
 * nobody are no lines.
 */
export function collapse(
  names: readonly string[],
  spells: readonly { id: number; place: number }[],
  minimum: number,
): Line[] {
  const byPlace = Map.groupBy(spells, ({ place }) => place)
  const there = names.flatMap((name, place) => {
    const people = peopleOf(byPlace.get(place) ?? [])
    return people.size === 0 ? [] : [{ name, place, people }]
  })
  const ascending = there.toSorted((a, b) => a.people.size - b.people.size)
  const joined = new Set<number>()
  const others = new Set<number>()
  for (const { place, people } of ascending) {
    if (people.size >= minimum && (others.size === 0 || others.size >= minimum)) break
    joined.add(place)
    for (const id of people) others.add(id)
  }
  const lines = there
    .filter(({ place }) => !joined.has(place))
    .map(({ name, place }) => ({ name, places: new Set([place]) }))
  return joined.size === 0 ? lines : [...lines, { name: otherName(lines), places: joined }]
}

/** "Other", unless a value has that name. */
function otherName(lines: readonly Line[]): string {
  return lines.some(({ name }) => name === OTHER) ? 'All others' : OTHER
}

function peopleOf(spells: readonly { id: number }[]): Set<number> {
  return new Set(spells.map(({ id }) => id))
}
