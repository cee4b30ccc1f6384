import { sql } from 'kysely'
import type { Period } from '../model/index.ts'
import { type Db, many } from './db.ts'

/**
 * What the metrics of numbers about steps begin with, which are made of fewer days than those about periods: they are held against
 * numbers of just the same days alone, since people come and go between one step and the next.
 */
export const IN_STEPS = 'trend '

/** What the metrics of several numbers begin with, that add up to one about a period, step by step. */
export const BY_STEPS = 'steps '

/** A group of whom a number of a metric is asked for: its people as a bitmap, and the SHA-256 of that. */
export interface Group {
  metric: string
  period: Period
  hash: string
  people: number
  /** The sum of their ids. */
  total: number
  members: Uint8Array
}

/** A group of whom a number of the same metric was shown that is about the same days, or about days that overlap. */
export interface Rival {
  /** Place of the asked group among those that were given. */
  place: number
  members: Uint8Array
}

/** Ids that a byte of a bitmap speaks of. */
const BITS = 8

/** Which of the groups were shown for just these metrics and days, by place. */
export async function known(db: Db, groups: readonly Group[]): Promise<Set<number>> {
  const rows = await many(
    db,
    sql<{ place: number }>`
      select a.place
      from ${asked(groups)}
      join releases r on r.metric = a.metric and r.group_hash = a.hash
        and r.from_day = a.from_day and r.to_day = a.to_day
    `,
  )
  return new Set(rows.map(({ place }) => place))
}

/** That a release `r` is held against an asked group `a`. */
const BESIDE = sql`
  r.metric in (a.plain, a.stepped) and (
    r.from_day = a.from_day and r.to_day = a.to_day
    or r.metric = a.plain and a.metric = a.plain and r.from_day < a.to_day and r.to_day > a.from_day
  )
`

/**
 * The groups that were shown for the same metric in overlapping days and could lie within an asked one, or hold it, with fewer
 * people than the minimum between the two: those whose sizes, and sums of ids, differ by what so few come to.
 */
export async function rivals(tx: Db, groups: readonly Group[], minimum: number): Promise<Rival[]> {
  const longest = Math.max(0, ...groups.map(({ members }) => members.length))
  const pairs = await many(
    tx,
    sql<{ place: number; hash: string }>`
      select distinct a.place, g.hash
      from ${asked(groups)}
      join releases r on ${BESIDE}
      join released_groups g on g.hash = r.group_hash
      where g.people <> a.people and abs(g.people - a.people) < ${minimum}
        and (g.total - a.total) * sign(g.people - a.people) > 0
        and abs(g.total - a.total) <= abs(g.people - a.people) * ${sql.lit(BITS)} * greatest(octet_length(g.members), ${longest}::int)
    `,
  )
  const bitmaps = await bitmapsOf(
    tx,
    pairs.map(({ hash }) => hash),
  )
  return pairs.map(({ place, hash }) => ({ place, members: bitmaps.get(hash) as Uint8Array }))
}

async function bitmapsOf(tx: Db, hashes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const rows = await many(
    tx,
    sql<{ hash: string; members: string }>`
      select g.hash, encode(g.members, 'base64') as members
      from released_groups g
      where g.hash = any (${[...new Set(hashes)]}::text[])
    `,
  )
  return new Map(rows.map(({ hash, members }) => [hash, Buffer.from(members, 'base64')]))
}

/** Groups of a metric beyond which the oldest are no longer looked at together. */
const NEWEST = 300

/** Of each asked group, by place, the groups of fewer people than so many that it is held against, the newest first, as bitmaps. */
export async function newest(
  tx: Db,
  groups: readonly Group[],
  below: number,
): Promise<Map<number, Uint8Array[]>> {
  const rows = await many(
    tx,
    sql<{ place: number; members: string }>`
      select a.place, encode(n.members, 'base64') as members
      from ${asked(groups)}
      join lateral (
        select g.members, max(r.created_in) as shown_in
        from releases r
        join released_groups g on g.hash = r.group_hash
        where ${BESIDE} and g.people < ${below} and octet_length(g.members) > 0
        group by g.hash
        order by shown_in desc, g.hash
        limit ${sql.lit(NEWEST)}
      ) n on true
      order by a.place, n.shown_in desc
    `,
  )
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return new Map(
    [...byPlace].map(([place, of]) => [
      place,
      of.map(({ members }) => Buffer.from(members, 'base64')),
    ]),
  )
}

/** A group that was shown of just the days of an asked one, where one of the two is shown step by step. */
export interface AlongSteps extends Rival {
  by_steps: boolean
}

/**
 * The groups that were shown of the same metric and just the same days, if they or the asked ones are shown step by step; what is
 * shown at once only of fewer people than so many.
 */
export async function alongSteps(
  tx: Db,
  groups: readonly Group[],
  below: number,
): Promise<AlongSteps[]> {
  const rows = await many(
    tx,
    sql<{ place: number; by_steps: boolean; members: string }>`
      select a.place, r.metric = a.by_steps as by_steps, encode(g.members, 'base64') as members
      from ${asked(groups)}
      join releases r on r.metric in (a.plain, a.stepped, a.by_steps) and a.by_steps in (a.metric, r.metric)
        and r.from_day = a.from_day and r.to_day = a.to_day
      join released_groups g on g.hash = r.group_hash
      where (a.metric = a.by_steps or a.people < ${below}) and (r.metric = a.by_steps or g.people < ${below})
    `,
  )
  return rows.map(({ members, ...it }) => ({ ...it, members: Buffer.from(members, 'base64') }))
}

/** A group that was shown of days within those of an asked one, or around them. */
export interface Nested extends AlongSteps {
  period: Period
}

/**
 * The groups of fewer people than so many that were shown of the same metric, of days within those of the asked ones and fewer; or of
 * days around them and more, then those that are shown step by step too. Only metrics of steps are looked at: the numbers of others,
 * such as how many people there are, do not add up over days. Equal groups are the same bitmap.
 */
export async function nested(
  tx: Db,
  groups: readonly Group[],
  below: number,
  side: 'within' | 'around',
): Promise<Nested[]> {
  const isWithin = side === 'within'
  const [inner, outer] = isWithin ? [sql`r`, sql`a`] : [sql`a`, sql`r`]
  const names = isWithin ? sql`a.plain, a.stepped` : sql`a.plain, a.stepped, a.by_steps`
  const rows = await many(
    tx,
    sql<Period & { place: number; by_steps: boolean; hash: string }>`
      select a.place, r.metric = a.by_steps as by_steps, r.from_day as "from", r.to_day as "to", r.group_hash as hash
      from ${asked(groups)}
      join releases r on r.metric in (${names})
        and ${inner}.from_day >= ${outer}.from_day and ${inner}.to_day <= ${outer}.to_day
        and ${inner}.to_day - ${inner}.from_day < ${outer}.to_day - ${outer}.from_day
      join released_groups g on g.hash = r.group_hash
      where g.people < ${below} and octet_length(g.members) > 0
        and (a.metric <> a.plain or exists (select from releases s where s.metric = a.stepped))
      order by a.place, r.from_day, r.group_hash
    `,
  )
  const bitmaps = await bitmapsOf(
    tx,
    rows.map(({ hash }) => hash),
  )
  return rows.map(({ hash, from, to, ...it }) => ({
    ...it,
    period: { from, to },
    members: bitmaps.get(hash) as Uint8Array,
  }))
}

/** The periods within some days of which numbers of metrics were shown, at once or step by step. */
export function periods(
  db: Db,
  metrics: readonly string[],
  { from, to }: Period,
): Promise<(Period & { metric: string })[]> {
  const ways = metrics.flatMap((metric) => [metric, `${BY_STEPS}${metric}`, `${IN_STEPS}${metric}`])
  return many(
    db,
    sql`
      select distinct n.metric, r.from_day as "from", r.to_day as "to"
      from unnest(${ways}::text[], ${metrics.flatMap((metric) => [metric, metric, metric])}::text[]) n(way, metric)
      join releases r on r.metric = n.way
      where r.from_day >= ${from}::date and r.to_day <= ${to}::date
    `,
  )
}

/** The asked groups as the relation `a`, with the names of their metric in a period, in a step, and in several steps. */
export function asked(groups: readonly Group[]) {
  const plain = groups.map(({ metric }) => {
    const prefix = [IN_STEPS, BY_STEPS].find((some) => metric.startsWith(some)) ?? ''
    return metric.slice(prefix.length)
  })
  const named = (prefix: string) => plain.map((metric) => `${prefix}${metric}`)
  return sql`unnest(
    ${groups.map((_, place) => place)}::int[], ${groups.map(({ metric }) => metric)}::text[],
    ${plain}::text[], ${named(IN_STEPS)}::text[], ${named(BY_STEPS)}::text[],
    ${groups.map(({ period }) => period.from)}::date[], ${groups.map(({ period }) => period.to)}::date[],
    ${groups.map(({ hash }) => hash)}::text[], ${groups.map(({ people }) => people)}::int[],
    ${groups.map(({ total }) => total)}::bigint[]
  ) a(place, metric, plain, stepped, by_steps, from_day, to_day, hash, people, total)`
}
