import type { CorrelationBin, MetricKind } from '../../model/index.ts'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { isolates } from '../../privacy/isolates.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { significant } from '../../privacy/significant.ts'
import { mean } from '../../stats/mean.ts'
import { demeaned } from '../../stats/panel/demeaned.ts'
import { rowsOf } from './estimate.ts'
import type { Observation } from './observed.ts'

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
  observed: readonly Observation[],
  { kind, within, minimum }: { kind: MetricKind; within: boolean; minimum: number },
): Bin[] {
  const everybody = peopleOf(observed)
  if (!showsDistribution(everybody.length, minimum)) return []
  const points = within ? deviationsOf(observed) : [...observed]
  const groups = cutUp(points, Math.max(LEAST, minimum))
  const bins = groups.map((group) => ({
    members: peopleOf(group),
    bin: {
      share: significant(mean(group.map(({ share }) => share)), DIGITS),
      value: significant(scaled(mean(group.map(({ value }) => value)), { kind, within }), DIGITS),
    },
  }))
  return bins.length < 2 || tells(bins, everybody, minimum) ? [] : bins
}

function scaled(value: number, { kind, within }: { kind: MetricKind; within: boolean }): number {
  if (kind !== 'log') return value
  return within ? 100 * Math.expm1(value) : Math.exp(value)
}

function deviationsOf(observed: readonly Observation[]): Observation[] {
  const { person, period, teams } = rowsOf(observed)
  const places = {
    person,
    period,
    people: teams.length,
    periods: period.reduce((most, step) => Math.max(most, step + 1), 0),
  }
  const shares = demeaned(
    observed.map(({ share }) => share),
    places,
  )
  const values = demeaned(
    observed.map(({ value }) => value),
    places,
  )
  return observed.map((it, i) => ({
    ...it,
    share: shares[i] as number,
    value: values[i] as number,
  }))
}

/** In the order of use, at most ten groups of about as many; equal use is never parted, and no group has fewer people than that. */
function cutUp(points: readonly Observation[], least: number): Observation[][] {
  const sorted = points.toSorted((a, b) => a.share - b.share)
  const each = Math.ceil(sorted.length / MOST_BINS)
  const groups: Observation[][] = []
  let open: Observation[] = []
  sorted.forEach((point, place) => {
    open.push(point)
    if (sorted[place + 1]?.share === point.share) return
    if (open.length < each || peopleOf(open).length < least) return
    groups.push(open)
    open = []
  })
  if (open.length === 0) return groups
  const last = groups.pop() ?? []
  const rest =
    peopleOf(open).length >= least && last.length > 0 ? [last, open] : [[...last, ...open]]
  return [...groups, ...rest]
}

/** Whether any two groups lie within one another with fewer people between them than the minimum. */
function tells(bins: readonly Bin[], everybody: number[], minimum: number): boolean {
  const all = [bitmapOf(everybody), ...bins.map(({ members }) => bitmapOf(members))]
  return all.some((a, i) => all.slice(i + 1).some((b) => isolates(a, b, minimum)))
}

function peopleOf(points: readonly Observation[]): number[] {
  return [...new Set(points.map(({ id }) => id))]
}
