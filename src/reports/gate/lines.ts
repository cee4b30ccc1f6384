import { daysBetween, type Period } from '../../model/index.ts'
import { idsOf } from '../../privacy/bitmap.ts'
import { type Spread, spreadOf } from '../../privacy/kept-out.ts'
import { type Link, linesOf, linesThrough } from '../../privacy/lines-of.ts'
import type { Db } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'

/**
 * Of each group of fewer people than so many who stands behind numbers that were shown, of whatever longer time, and add up to its
 * days.
 */
export async function linesBeside(
  tx: Db,
  groups: readonly released.Group[],
  below: number,
): Promise<ReadonlyMap<released.Group, Spread[]>> {
  const alike = alikeOf(groups.filter(({ people }) => people < below))
  const byPlace = await linksWithin(tx, alike, below)
  return new Map(
    alike.flatMap((some, place) => {
      const { period } = some[0] as released.Group
      const lines = linesOf(byPlace.get(place) ?? [], period)
      return some.map((group) => [group, lines] as const)
    }),
  )
}

/** Who stands behind numbers one after another, and behind one of all their days at once. */
interface Sum {
  line: Spread
  whole: Spread
}

/** Of each group the sums that it would be the last link of, of groups of fewer people than so many that were shown. */
export async function linesAround(
  tx: Db,
  groups: readonly released.Group[],
  below: number,
): Promise<ReadonlyMap<released.Group, Sum[]>> {
  const small = groups.filter(({ people }) => people < below)
  const alike = alikeOf(small)
  const around = await released.nested(tx, firstsOf(alike), below, 'around')
  const wholes = alikeOf(
    around.map(({ place, ...whole }) => ({ ...(alike[place]?.[0] as released.Group), ...whole })),
  )
  const byPlace = await linksWithin(tx, wholes, below)
  const sums = new Map<released.Group, Sum[]>()
  wholes.forEach((some, place) => {
    const { metric, period } = some[0] as released.Group
    const each = [...new Map(some.map((whole) => [whole.members, whole])).values()].map(spreadIn)
    const own = small
      .filter((it) => it.metric === metric && isWithin(it.period, period))
      .map((group) => ({ group, ...linkOf(group.period, idsOf(group.members)) }))
    const links = [...(byPlace.get(place) ?? []), ...own].toSorted((a, b) =>
      a.period.from < b.period.from ? -1 : 1,
    )
    for (const link of own) {
      const lines = linesThrough(link, links, period)
      const more = lines.flatMap((line) => each.map((whole) => ({ line, whole })))
      sums.set(link.group, [...(sums.get(link.group) ?? []), ...more])
    }
  })
  return sums
}

/** Who stands behind a number, or behind several that are shown step by step. */
export function spreadIn({
  members,
  by_steps,
}: Pick<released.AlongSteps, 'members' | 'by_steps'>): Spread {
  if (by_steps) return spreadOf(members)
  const ids = new Set(idsOf(members))
  return { all: ids, often: ids }
}

async function linksWithin(
  tx: Db,
  alike: readonly (readonly released.Group[])[],
  below: number,
): Promise<Map<number, (Link & { place: number })[]>> {
  const rows = await released.nested(tx, firstsOf(alike), below, 'within')
  const bitmaps = new Set(rows.map(({ members }) => members))
  const read = new Map([...bitmaps].map((members) => [members, idsOf(members)]))
  const links = rows.map(({ place, period, members }) => {
    return { place, ...linkOf(period, read.get(members) ?? []) }
  })
  return Map.groupBy(links, ({ place }) => place)
}

function linkOf(period: Period, ids: readonly number[]): Link {
  return { period, days: daysBetween(period.from, period.to), ids }
}

/** Groups of the same metric and days together. */
function alikeOf<G extends released.Group>(groups: readonly G[]): G[][] {
  const nameOf = ({ metric, period: { from, to } }: G) => `${metric} ${from} ${to}`
  return [...Map.groupBy(groups, nameOf).values()]
}

function firstsOf(alike: readonly (readonly released.Group[])[]): released.Group[] {
  return alike.flatMap(([first]) => first ?? [])
}

function isWithin({ from, to }: Period, days: Period): boolean {
  return from >= days.from && to <= days.to
}
