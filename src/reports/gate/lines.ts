import { daysBetween, type Period } from '../../model/index.ts'
import { idsOf } from '../../privacy/bitmap.ts'
import type { Spread } from '../../privacy/kept-out.ts'
import { linesOf } from '../../privacy/lines-of.ts'
import type { Db } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'

/**
 * Of each group of fewer people than so many who stands behind numbers of steps that were shown, of whatever longer time, and add up
 * to its days.
 */
export async function linesBeside(
  tx: Db,
  groups: readonly released.Group[],
  below: number,
): Promise<ReadonlyMap<released.Group, Spread[]>> {
  const alike = alikeOf(groups.filter(({ people }) => people < below))
  const byPlace = await withinDays(tx, alike, below)
  return new Map(
    alike.flatMap((some, place) => {
      const { period } = some[0] as released.Group
      const lines = chainsOf(byPlace.get(place) ?? [], period).flatMap(linesOf)
      return some.map((group) => [group, lines] as const)
    }),
  )
}

/** Who stands behind numbers of steps, and behind one of all their days at once. */
interface Sum {
  line: Spread
  whole: Uint8Array
}

/** Of each group of a step the sums that it would be the last step of, of groups of fewer people than so many that were shown. */
export async function linesAround(
  tx: Db,
  steps: readonly released.Group[],
  below: number,
): Promise<ReadonlyMap<released.Group, Sum[]>> {
  const small = steps.filter(({ people }) => people < below)
  const alike = alikeOf(small)
  const around = await released.aroundDays(tx, firstsOf(alike), below)
  const wholes = alikeOf(
    around.map(({ place, period, members }) => ({
      ...(alike[place]?.[0] as released.Group),
      period,
      members,
    })),
  )
  const byPlace = await withinDays(tx, wholes, below)
  const sums = new Map<released.Group, Sum[]>()
  wholes.forEach((some, place) => {
    const { metric, period } = some[0] as released.Group
    const groups = [...new Set(some.map(({ members }) => members))]
    const own = small.filter((it) => it.metric === metric && isWithin(it.period, period))
    const ownIds = own.map((it) => ({ it, period: it.period, ids: idsOf(it.members) }))
    const chains = chainsOf([...(byPlace.get(place) ?? []), ...ownIds], period)
    for (const { it, ids } of ownIds)
      for (const chain of chains) {
        const others = chain.filter((step) => !step.includes(ids))
        if (others.length === chain.length) continue
        const [line] = linesOf([[ids], ...others]) as [Spread]
        sums.set(it, [...(sums.get(it) ?? []), ...groups.map((whole) => ({ line, whole }))])
      }
  })
  return sums
}

/** A group of a step, by the ids of its people. */
interface Step {
  period: Period
  ids: readonly number[]
}

async function withinDays(
  tx: Db,
  alike: readonly (readonly released.Group[])[],
  below: number,
): Promise<Map<number, (Step & { place: number })[]>> {
  const rows = await released.withinDays(tx, firstsOf(alike), below)
  const bitmaps = new Set(rows.map(({ members }) => members))
  const read = new Map([...bitmaps].map((members) => [members, idsOf(members)]))
  const steps = rows.map(({ place, period, members }) => {
    return { place, period, ids: read.get(members) ?? [] }
  })
  return Map.groupBy(steps, ({ place }) => place)
}

/** Groups of the same metric and days together. */
function alikeOf(groups: readonly released.Group[]): released.Group[][] {
  const nameOf = ({ metric, period: { from, to } }: released.Group) => `${metric} ${from} ${to}`
  return [...Map.groupBy(groups, nameOf).values()]
}

function firstsOf(alike: readonly (readonly released.Group[])[]): released.Group[] {
  return alike.flatMap(([first]) => first ?? [])
}

function isWithin({ from, to }: Period, days: Period): boolean {
  return from >= days.from && to <= days.to
}

/** The groups of the steps that make up a period, one step after another, for each length of steps. */
function chainsOf(steps: readonly Step[], { from, to }: Period): (readonly number[])[][][] {
  const lengths = Map.groupBy(steps, ({ period }) => daysBetween(period.from, period.to)).values()
  return [...lengths].flatMap((some) => {
    const byDay = Map.groupBy(some, ({ period }) => period.from)
    const chain: (readonly number[])[][] = []
    let day = from
    while (day < to) {
      const next = byDay.get(day)
      if (next === undefined) return []
      chain.push(next.map(({ ids }) => ids))
      day = next[0]?.period.to ?? to
    }
    return [chain]
  })
}
