import { type Joint, shortestWay, stepsOver } from './ways.ts'

/** A cell of a table with its people; lines of which no sum is known by itself, but that of them all, have one number. */
export interface Cell extends Joint {
  people: readonly number[]
}

/**
 * Looks for sums that follow of fewer people than the minimum, the given cell's among them, or of that cell alone; of hidden cells
 * whose rows and columns are known. Gives what is first made of one, told as the test of a cell whether it is in the sum. Cells that
 * were found to be `inNone`, to which the given one is added if it is, spare looking for sums of other cells with them.
 *
 * Rows less columns give a sum over hidden cells if each of these columns has none outside of these rows: it is what these rows
 * hold beyond these columns. So none holds the cell as long as a way leads from its row to its column, over hidden cells that
 * are not in the sum, or over any hidden cell from a column back to a row. Where one does, a cell of each way has to be in the sum.
 */
export function firstSmallSum<C extends Cell, T>(
  cell: C,
  { hidden, inNone, minimum }: { hidden: Iterable<C>; inNone: Set<C>; minimum: number },
  make: (isIn: (other: C) => boolean) => T | undefined,
): T | undefined {
  const ends = { from: cell.row, to: cell.column }
  const steps = stepsOver(hidden)
  const isFew = ({ people }: C) => people.length < minimum
  /** The cells that a sum may hold, of those from whose rows a way leads to their columns past those that must not be passed so. */
  const wayPast = (barred: (other: C) => boolean): C[] | undefined =>
    shortestWay(steps, ends, ({ joint, forward }) => !(forward && barred(joint)))?.flatMap(
      ({ joint, forward }) => (forward && isFew(joint) ? joint : []),
    )

  let isInNone = true
  const firstAround = (people: ReadonlySet<number>): T | undefined => {
    const isIn = (other: C) => isFew(other) && other.people.every((id) => people.has(id))
    const way = wayPast(isIn)
    if (way === undefined) {
      isInNone = false
      return make(isIn)
    }
    if (isTooMany(people, minimum, (met) => peopleOfWay(isIn, met))) return undefined
    for (const { people: others } of way) {
      const more = new Set([...people, ...others])
      const made = more.size < minimum ? firstAround(more) : undefined
      if (made !== undefined) return made
    }
    return undefined
  }

  /** The people of the cells of a way past those that are in the sum, or have somebody who was met, if a sum may hold them. */
  const peopleOfWay = (isIn: (other: C) => boolean, met: ReadonlySet<number>) => {
    const isMet = (it: C) => isIn(it) || (isFew(it) && it.people.some((id) => met.has(id)))
    const way = wayPast((it) => !inNone.has(it) && isMet(it))
    return way?.flatMap((it) => (inNone.has(it) ? [] : [it.people]))
  }

  const isCell = (other: C) => other === cell
  if (!isFew(cell)) return wayPast(isCell) === undefined ? make(isCell) : undefined
  const made = firstAround(new Set(cell.people))
  if (isInNone) inNone.add(cell)
  return made
}

/** Whether a sum with these people has the minimum, since of each way that shares nobody with another it takes in a cell. */
function isTooMany(
  people: ReadonlySet<number>,
  minimum: number,
  wayPast: (met: ReadonlySet<number>) => (readonly number[])[] | undefined,
): boolean {
  const met = new Set<number>()
  let least = people.size
  while (least < minimum) {
    const more = wayPast(met)?.map((others) => others.filter((id) => !people.has(id)))
    if (more === undefined) return false
    least += Math.min(...more.map(({ length }) => length))
    for (const id of more.flat()) met.add(id)
  }
  return true
}
