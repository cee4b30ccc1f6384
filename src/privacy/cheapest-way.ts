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

/** The way between two lines that costs least; undefined: there is none. Steps of an infinite price are not taken. Dijkstra's algorithm. */
export function cheapestWay<J extends Joint>(
  joints: Iterable<J>,
  { from, to }: { from: number; to: number },
  price: (step: Step<J>) => number,
): Step<J>[] | undefined {
  const open = new Map<number, Way<J>>([[from, { cost: 0, steps: [] }]])
  const left = new Set<number>()
  for (;;) {
    const [line, way] = cheapestOf(open)
    if (way === undefined || line === to) return way?.steps
    open.delete(line)
    left.add(line)
    for (const step of stepsFrom(line, joints)) {
      const next = step.forward ? step.joint.column : step.joint.row
      const cost = way.cost + price(step)
      if (!left.has(next) && cost < (open.get(next)?.cost ?? Number.POSITIVE_INFINITY))
        open.set(next, { cost, steps: [...way.steps, step] })
    }
  }
}

function stepsFrom<J extends Joint>(line: number, joints: Iterable<J>): Step<J>[] {
  return [...joints].flatMap((joint) =>
    joint.row === line || joint.column === line ? { joint, forward: joint.row === line } : [],
  )
}

interface Way<J> {
  cost: number
  steps: Step<J>[]
}

function cheapestOf<J>(ways: ReadonlyMap<number, Way<J>>): [number, Way<J> | undefined] {
  let found: [number, Way<J> | undefined] = [-1, undefined]
  for (const [line, way] of ways)
    if (way.cost < (found[1]?.cost ?? Number.POSITIVE_INFINITY)) found = [line, way]
  return found
}
