/** A person, or a team where it is teams that are compared. */
export interface Unit {
  id: number
  team: number | null
  /** Whoever shares it is compared. */
  stratum: string
}

/** Use and a metric where both are known: a column each, with a place for each unit and period. */
export interface Observed {
  units: Unit[]
  /** Place of the unit. */
  unit: Uint32Array
  step: Uint32Array
  /** Days of own pull requests with the tool, in per cent. */
  share: Float64Array
  value: Float64Array
}

/** What was drawn, a column each; shares from 0 to 1. */
export interface Columns {
  id: readonly number[]
  step: readonly number[]
  share: readonly number[]
  value: readonly (number | null)[]
}

/** The observations of units that are known and have as many as `least`. */
export function observe(
  { id, step, share, value }: Columns,
  unitOf: (id: number) => Unit | undefined,
  least: number,
): Observed {
  const counts = new Map<number, number>()
  for (let i = 0; i < id.length; i++)
    if (isKnown(value[i])) counts.set(id[i] as number, (counts.get(id[i] as number) ?? 0) + 1)
  const units: Unit[] = []
  const places = new Map<number, number>()
  let size = 0
  for (const [one, count] of counts) {
    const unit = count < least ? undefined : unitOf(one)
    if (unit === undefined) continue
    places.set(one, units.push(unit) - 1)
    size += count
  }
  const observed = columnsFor(units, size)
  let at = 0
  for (let i = 0; i < id.length; i++) {
    const place = places.get(id[i] as number)
    if (place === undefined || !isKnown(value[i])) continue
    observed.unit[at] = place
    observed.step[at] = step[i] as number
    observed.share[at] = 100 * (share[i] as number)
    observed.value[at] = value[i] as number
    at++
  }
  return observed
}

function columnsFor(units: Unit[], size: number): Observed {
  return {
    units,
    unit: new Uint32Array(size),
    step: new Uint32Array(size),
    share: new Float64Array(size),
    value: new Float64Array(size),
  }
}

function isKnown(value: number | null | undefined): boolean {
  return value !== null && value !== undefined
}
