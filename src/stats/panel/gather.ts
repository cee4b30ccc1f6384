import type { Design } from './design.ts'
import type { Groups } from './groups.ts'
import type { Panel } from './panel.ts'
import { type Sums, sumPanel } from './sums.ts'

/** A panel in which people who are compared alike share a row, and the row of each person. */
export type Gathered = {
  panel: Panel
  groups: Pick<Groups, 'of' | 'count'>
  row: Int32Array
}

/**
 * Adds up people who adopted in the same period, are of one stratum and one group, and are known in the same periods: every
 * comparison takes all of them or none, and is linear in what they did. Of a million people a few thousand rows are left,
 * which makes each further pass nearly free.
 */
export function gatherPeople(panel: Panel, groups: Groups): Gathered {
  const gathered = rowsOf(panel, groups)
  if (!gathered)
    return { panel, groups, row: Int32Array.from({ length: panel.people }, (_, i) => i) }
  const { row, rows, first } = gathered
  return {
    panel: {
      ...sumRows(panel, row, rows),
      adoption: first.map((person) => panel.adoption[person] as number),
      stratum: first.map((person) => panel.stratum[person] as number),
      team: first.map((person) => panel.team[person] as number),
    },
    groups: { of: first.map((person) => groups.of[person] as number), count: groups.count },
    row,
  }
}

/** What `sumPanel` gives for everybody of the panel that was gathered. */
export function sumGathered(
  { panel, groups, row }: Gathered,
  cohorts: number[],
  design: Design,
): Sums {
  const sums = sumPanel(panel, groups, cohorts, design)
  const roles = new Uint8Array(row.length)
  for (let person = 0; person < row.length; person++)
    roles[person] = sums.roles[row[person] as number] as number
  return { ...sums, roles }
}

function sumRows({ num, den, people, periods }: Panel, row: Int32Array, rows: number) {
  const sums = {
    people: rows,
    periods,
    num: new Float64Array(rows * periods),
    den: new Float64Array(rows * periods),
  }
  for (let person = 0; person < people; person++) {
    const to = (row[person] as number) * periods
    const from = person * periods
    for (let t = 0; t < periods; t++) {
      const exposure = den[from + t] as number
      if (!(exposure > 0)) continue
      sums.num[to + t] = (sums.num[to + t] as number) + (num[from + t] as number)
      sums.den[to + t] = (sums.den[to + t] as number) + exposure
    }
  }
  return sums
}

type Rows = {
  row: Int32Array
  rows: number
  /** The first person of each row. */
  first: Int32Array
}

/**
 * Numbers the rows in the order of their first people, by a hash table with open addresses. Undefined where they would be more
 * than half as many as the people: then each had better stay alone.
 */
function rowsOf(panel: Panel, groups: Groups): Rows | undefined {
  const size = 2 ** Math.ceil(Math.log2(2 * panel.people + 1))
  const slots = new Int32Array(size).fill(-1)
  const row = new Int32Array(panel.people)
  const first = new Int32Array(panel.people)
  let rows = 0
  for (let person = 0; person < panel.people; person++) {
    let slot = hashOf(panel, groups, person) & (size - 1)
    while (
      slots[slot] !== -1 &&
      !alike(panel, groups, person, first[slots[slot] as number] as number)
    )
      slot = (slot + 1) & (size - 1)
    if (slots[slot] === -1) {
      if (2 * (rows + 1) > panel.people) return undefined
      slots[slot] = rows
      first[rows++] = person
    }
    row[person] = slots[slot] as number
  }
  return { row, rows, first: first.slice(0, rows) }
}

function hashOf(
  { adoption, stratum, den, periods }: Panel,
  { of }: Groups,
  person: number,
): number {
  let hash = mixed(
    mixed(of[person] as number, stratum[person] as number),
    adoption[person] as number,
  )
  let known = 0
  for (let t = 0; t < periods; t++) {
    known = (known << 1) | ((den[person * periods + t] as number) > 0 ? 1 : 0)
    if (t % 32 === 31) hash = mixed(hash, known)
  }
  return mixed(hash, known)
}

/** A step of MurmurHash3 with its finaliser. */
function mixed(hash: number, value: number): number {
  const x = Math.imul(hash ^ value, 0x85ebca6b)
  const y = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (y ^ (y >>> 16)) >>> 0
}

function alike(panel: Panel, { of }: Groups, one: number, other: number): boolean {
  const { adoption, stratum, den, periods } = panel
  if (of[one] !== of[other] || adoption[one] !== adoption[other] || stratum[one] !== stratum[other])
    return false
  for (let t = 0; t < periods; t++) {
    const known = (den[one * periods + t] as number) > 0
    if (known !== (den[other * periods + t] as number) > 0) return false
  }
  return true
}
