import type { Period } from '../model/index.ts'
import { type Spread, spreadOver } from './kept-out.ts'

/** A number that was shown, by its days, how many they are, and the ids of the people behind it, ascending. */
export interface Link {
  period: Period
  days: number
  ids: readonly number[]
}

/**
 * What may have been shown in some days, link by link, of one group whose people come and go: for each link that they begin with,
 * that and those most like it. Of days that no links fill nothing can be added up. Links are given in the order of their first days.
 */
export function linesOf(links: readonly Link[], days: Period): Spread[] {
  const firsts = links.filter(({ period }) => period.from === days.from)
  return firsts.flatMap((first) => linesThrough(first, links, days))
}

/** The same of one link somewhere in the days: with others of its own length, and with any. */
export function linesThrough(link: Link, links: readonly Link[], days: Period): Spread[] {
  const alike = links.filter((other) => other.days === link.days)
  const ways = alike.length < links.length ? [alike, links] : [links]
  return ways.flatMap((some) => {
    const before = mostAlike(link, some, { from: days.from, to: link.period.from })
    const after = mostAlike(link, some, { from: link.period.to, to: days.to })
    if (before === undefined || after === undefined) return []
    const line = [...before, link, ...after]
    return spreadOver(
      line.map(({ ids }) => ids),
      line.map((it) => it.days),
    )
  })
}

/** The links that fill some days, of whom on most days the fewest people are in them or in the given one alone; undefined: none do. */
function mostAlike(one: Link, links: readonly Link[], { from, to }: Period): Link[] | undefined {
  const ways = new Map<string, Way>([[from, { apart: 0 }]])
  for (const link of links) {
    const before = ways.get(link.period.from)
    if (before === undefined || link.period.to > to) continue
    const apart = before.apart + apartOf(one.ids, link.ids) * link.days
    if (apart < (ways.get(link.period.to)?.apart ?? Number.POSITIVE_INFINITY))
      ways.set(link.period.to, { apart, last: link, before })
  }
  const line: Link[] = []
  for (let it = ways.get(to); it?.last; it = it.before) line.push(it.last)
  return ways.has(to) ? line : undefined
}

/** Links up to a day, by the last of them and those before it. */
interface Way {
  apart: number
  last?: Link
  before?: Way
}

/** How many are in one of two groups alone. */
function apartOf(a: readonly number[], b: readonly number[]): number {
  let [i, j, shared] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] as number, b[j] as number]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return a.length + b.length - 2 * shared
}
