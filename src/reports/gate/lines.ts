import { daysBetween, type Period } from '../../model/index.ts'
import type { Spread } from '../../privacy/kept-out.ts'
import { linesOf } from '../../privacy/lines-of.ts'
import type { Db } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'

/** Of each group who stands behind numbers of steps that were shown, of whatever longer time, and add up to its days. */
export async function linesBeside(
  tx: Db,
  groups: readonly released.Group[],
): Promise<ReadonlyMap<released.Group, Spread[]>> {
  const alike = [
    ...Map.groupBy(
      groups,
      ({ metric, period: { from, to } }) => `${metric} ${from} ${to}`,
    ).values(),
  ]
  const firsts = alike.flatMap(([first]) => first ?? [])
  const byPlace = Map.groupBy(await released.withinDays(tx, firsts), ({ place }) => place)
  return new Map(
    alike.flatMap((some, place) => {
      const { period } = some[0] as released.Group
      const lines = chainsOf(byPlace.get(place) ?? [], period).flatMap(linesOf)
      return some.map((group) => [group, lines] as const)
    }),
  )
}

/** The groups of the steps that make up a period, one step after another, for each length of steps. */
function chainsOf(steps: readonly released.Within[], { from, to }: Period): Uint8Array[][][] {
  const lengths = Map.groupBy(steps, ({ period }) => daysBetween(period.from, period.to)).values()
  return [...lengths].flatMap((some) => {
    const byDay = Map.groupBy(some, ({ period }) => period.from)
    const chain: Uint8Array[][] = []
    let day = from
    while (day < to) {
      const next = byDay.get(day)
      if (next === undefined) return []
      chain.push(next.map(({ members }) => members))
      day = next[0]?.period.to ?? to
    }
    return [chain]
  })
}
