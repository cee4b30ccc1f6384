/** What joins a row with a column of a table, both by numbers that no other line has. */
export interface Joint {
  row: number
  column: number
}

/** A joint as a way leads over it: from its row to its column, or back. */
export interface Step<J> {
  joint: J
  forward: boolean
}

/** The steps that lead away from each line. */
export type Steps<J> = ReadonlyMap<number, readonly Step<J>[]>

/** The lines where a way begins and ends. */
export interface Ends {
  from: number
  to: number
}

/** The steps over some joints, those away from a line in the order of the joints. */
export function stepsOver<J extends Joint>(joints: Iterable<J>): Steps<J> {
  const all = [...joints].flatMap((joint) => [
    { joint, forward: true },
    { joint, forward: false },
  ])
  return Map.groupBy(all, ({ joint, forward }) => (forward ? joint.row : joint.column))
}

/** The way between two lines that costs least; undefined: there is none. Steps of an infinite price are not taken. Dijkstra's algorithm. */
export function cheapestWay<J extends Joint>(
  steps: Steps<J>,
  { from, to }: Ends,
  price: (step: Step<J>) => number,
): Step<J>[] | undefined {
  const open = new Map<number, Way<J> & { cost: number }>([[from, { cost: 0 }]])
  const left = new Set<number>()
  for (;;) {
    const [line, way] = cheapestOf(open)
    if (way === undefined || line === to) return way && stepsOf(way)
    open.delete(line)
    left.add(line)
    for (const step of steps.get(line) ?? []) {
      const next = endOf(step)
      const cost = way.cost + price(step)
      if (!left.has(next) && cost < (open.get(next)?.cost ?? Number.POSITIVE_INFINITY))
        open.set(next, { cost, last: step, before: way })
    }
  }
}

/** The way between two lines over fewest steps that may be taken; undefined: there is none. */
export function shortestWay<J extends Joint>(
  steps: Steps<J>,
  { from, to }: Ends,
  mayTake: (step: Step<J>) => boolean,
): Step<J>[] | undefined {
  const ways = new Map<number, Way<J>>([[from, {}]])
  // what is put into a map while it is walked through is walked through last: nearer lines come first
  for (const [line, way] of ways) {
    if (line === to) return stepsOf(way)
    for (const step of steps.get(line) ?? []) {
      const next = endOf(step)
      if (!ways.has(next) && mayTake(step)) ways.set(next, { last: step, before: way })
    }
  }
  return undefined
}

/** A way by its last step and the way up to it; one without steps has neither. */
interface Way<J> {
  last?: Step<J>
  before?: Way<J>
}

function stepsOf<J>(way: Way<J>): Step<J>[] {
  const steps: Step<J>[] = []
  for (let it: Way<J> | undefined = way; it?.last; it = it.before) steps.push(it.last)
  return steps.reverse()
}

function endOf({ joint, forward }: Step<Joint>): number {
  return forward ? joint.column : joint.row
}

function cheapestOf<W extends { cost: number }>(
  ways: ReadonlyMap<number, W>,
): [number, W | undefined] {
  let found: [number, W | undefined] = [-1, undefined]
  for (const [line, way] of ways)
    if (way.cost < (found[1]?.cost ?? Number.POSITIVE_INFINITY)) found = [line, way]
  return found
}
