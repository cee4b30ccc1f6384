import type { CorrelationBin, MetricKind } from '../../model/index.ts'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { isolates } from '../../privacy/isolates.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { significant } from '../../privacy/significant.ts'
import { mean } from '../../stats/mean.ts'
import { demeaned } from '../../stats/panel/demeaned.ts'
import type { Observed } from './observe.ts'

/** Observations of like use, with whom they are of. */
export interface Bin {
  members: number[]
  bin: CorrelationBin
}

const MOST_BINS = 10

/** Fewest people of a bin, however small groups may be elsewhere. */
const LEAST = 10

const DIGITS = 2

/**
 * The observations in groups of like use, from 20 people on: each of ten people and of the minimum at least, and so that none beside
 * another, or beside all, tells of fewer. Within persons what is binned is how far use and metric lie from what person and
 * calendar make of them. Where fewer than two groups come of it there is none.
 */
export function binsOf(
  observed: Observed,
  { kind, within, minimum }: { kind: MetricKind; within: boolean; minimum: number },
): Bin[] {
  const { units } = observed
  if (!showsDistribution(units.length, minimum)) return []
  const points = within ? { ...observed, ...deviationsOf(observed) } : observed
  const groups = cutUp(points, Math.max(LEAST, minimum))
  const meanOf = (values: Float64Array, group: Uint32Array) =>
    mean(
      Float64Array.from({ length: group.length }, (_, i) => values[group[i] as number] as number),
    )
  const bins = groups.map((group) => ({
    members: peopleOf(points, group).map((place) => units[place]?.id as number),
    bin: {
      share: significant(meanOf(points.share, group), DIGITS),
      value: significant(scaled(meanOf(points.value, group), { kind, within }), DIGITS),
    },
  }))
  const everybody = units.map(({ id }) => id)
  return bins.length < 2 || tells(bins, everybody, minimum) ? [] : bins
}

function scaled(value: number, { kind, within }: { kind: MetricKind; within: boolean }): number {
  if (kind !== 'log') return value
  return within ? 100 * Math.expm1(value) : Math.exp(value)
}

function deviationsOf({ units, unit, step, share, value }: Observed) {
  const places = {
    person: unit,
    period: step,
    people: units.length,
    periods: step.reduce((most, it) => Math.max(most, it + 1), 0),
  }
  return { share: demeaned(share, places), value: demeaned(value, places) }
}

/**
 * The places of the observations in the order of use, in at most ten groups of about as many; equal use is never parted, and no
 * group has fewer people than that.
 */
function cutUp(points: Observed, least: number): Uint32Array[] {
  const order = ascending(points.share)
  const each = Math.ceil(order.length / MOST_BINS)
  const groups: Uint32Array[] = []
  let from = 0
  for (let to = 1; to <= order.length; to++) {
    if (to - from < each || isSame(points, order, to)) continue
    const group = order.subarray(from, to)
    if (peopleOf(points, group).length < least) continue
    groups.push(group)
    from = to
  }
  if (from === order.length) return groups
  const rest = order.subarray(from)
  if (groups.length > 0 && peopleOf(points, rest).length >= least) return [...groups, rest]
  return [...groups.slice(0, -1), order.subarray(from - (groups.at(-1)?.length ?? 0))]
}

/** Whether the use at a place in the order is that of the one before. */
function isSame({ share }: Observed, order: Uint32Array, at: number): boolean {
  return at < order.length && share[order[at] as number] === share[order[at - 1] as number]
}

/** The places of values, the least value first; of equal ones the first. */
function ascending(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number) || a - b,
  )
}

/** Whether any two groups lie within one another with fewer people between them than the minimum. */
function tells(bins: readonly Bin[], everybody: number[], minimum: number): boolean {
  const all = [bitmapOf(everybody), ...bins.map(({ members }) => bitmapOf(members))]
  return all.some((a, i) => all.slice(i + 1).some((b) => isolates(a, b, minimum)))
}

/** The places of the different people of some observations. */
function peopleOf({ unit }: Observed, group: Uint32Array): number[] {
  const people = new Set<number>()
  for (const i of group) people.add(unit[i] as number)
  return [...people]
}
