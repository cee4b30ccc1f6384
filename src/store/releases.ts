import { type RawBuilder, sql } from 'kysely'
import type { Period } from '../model/index.ts'
import { type Db, many, run } from './db.ts'

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

/** Lets nobody else show a number until the transaction ends. */
export async function hold(tx: Db): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`)
}

const LOCK = 7023018

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
  const hashes = [...new Set(pairs.map(({ hash }) => hash))]
  const rows = await many(
    tx,
    sql<{ hash: string; members: string }>`
      select g.hash, encode(g.members, 'base64') as members
      from released_groups g
      where g.hash = any (${hashes}::text[])
    `,
  )
  const bitmaps = new Map(rows.map(({ hash, members }) => [hash, Buffer.from(members, 'base64')]))
  return pairs.map(({ place, hash }) => ({ place, members: bitmaps.get(hash) as Uint8Array }))
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

/** The groups that were shown of the same metric and just the same days, if they or the asked ones are shown step by step. */
export async function alongSteps(tx: Db, groups: readonly Group[]): Promise<AlongSteps[]> {
  const rows = await many(
    tx,
    sql<{ place: number; by_steps: boolean; members: string }>`
      select a.place, r.metric = a.by_steps as by_steps, encode(g.members, 'base64') as members
      from ${asked(groups)}
      join releases r on r.metric in (a.plain, a.stepped, a.by_steps) and a.by_steps in (a.metric, r.metric)
        and r.from_day = a.from_day and r.to_day = a.to_day
      join released_groups g on g.hash = r.group_hash
    `,
  )
  return rows.map(({ members, ...it }) => ({ ...it, members: Buffer.from(members, 'base64') }))
}

/** The periods within some days of which numbers of metrics were shown, at once or step by step. */
export function periods(
  db: Db,
  metrics: readonly string[],
  { from, to }: Period,
): Promise<(Period & { metric: string })[]> {
  const ways = metrics.flatMap((metric) => [metric, `${BY_STEPS}${metric}`])
  return many(
    db,
    sql`
      select distinct n.metric, r.from_day as "from", r.to_day as "to"
      from unnest(${ways}::text[], ${metrics.flatMap((metric) => [metric, metric])}::text[]) n(way, metric)
      join releases r on r.metric = n.way
      where r.from_day >= ${from}::date and r.to_day <= ${to}::date
    `,
  )
}

/** Keeps that numbers about the groups are shown. */
export async function add(
  tx: Db,
  groups: readonly Group[],
  { day, entry }: { day: string; entry: number },
): Promise<void> {
  const members = groups.map((group) => Buffer.from(group.members).toString('base64'))
  await run(
    tx,
    sql`
      insert into released_groups (hash, people, total, members)
      select distinct on (a.hash) a.hash, a.people, a.total, decode(m.members, 'base64')
      from ${asked(groups)}
      join unnest(${members}::text[]) with ordinality m(members, place) on m.place = a.place + 1
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      insert into releases (metric, group_hash, from_day, to_day, day, created_in)
      select distinct a.metric, a.hash, a.from_day, a.to_day, ${day}::date, ${entry}::bigint
      from ${asked(groups)}
      on conflict do nothing
    `,
  )
}

/** An answer as it was given on a day. */
export interface Answer {
  day: string
  answer: unknown
}

/** The answer that was last given anew to a question, if its days overlap with these. */
export async function earlier(
  db: Db,
  question: string,
  { from, to }: Period,
): Promise<Answer | undefined> {
  const [found] = await many(
    db,
    sql<Answer>`
      select a.day, a.answer
      from released_answers a
      where a.question = ${question} and a.from_day < ${to}::date and a.to_day > ${from}::date
    `,
  )
  return found
}

/** Keeps an answer, to be told again while too few have come or gone for a new one. */
export async function keep(
  tx: Db,
  question: string,
  { from, to }: Period,
  { day, answer }: Answer,
): Promise<void> {
  await run(
    tx,
    sql`
      insert into released_answers (question, from_day, to_day, day, answer)
      values (${question}, ${from}::date, ${to}::date, ${day}::date, ${JSON.stringify(answer)}::jsonb)
      on conflict (question) do update
      set from_day = excluded.from_day, to_day = excluded.to_day, day = excluded.day, answer = excluded.answer
    `,
  )
}

/** Forgets what was shown of days of which no week of anybody is left. Gives the number of releases that went. */
export async function expire(tx: Db): Promise<number> {
  const gone = (days: RawBuilder<unknown>) => sql`
    not exists (select from user_weeks w where w.week >= ${days}.from_day and w.week < ${days}.to_day)
  `
  const count = await run(tx, sql`delete from releases r where ${gone(sql`r`)}`)
  await run(tx, sql`delete from released_answers a where ${gone(sql`a`)}`)
  await run(
    tx,
    sql`
      delete from released_groups g
      where not exists (select from releases r where r.group_hash = g.hash)
    `,
  )
  return count
}

/** The asked groups as the relation `a`, with the names of their metric in a period, in a step, and in several steps. */
function asked(groups: readonly Group[]) {
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

/** What the hashes of groups begin with of which only the size is known any more. */
const SIZE_ALONE = 'people '

/**
 * Forgets who stood behind the shown numbers of some runs of surveys, whose keys are destroyed, but not how many they were.
 * Metrics of a run have its name as their second word.
 */
export async function forget(tx: Db, surveys: readonly string[]): Promise<void> {
  await hold(tx)
  const theirs = sql`split_part(r.metric, ' ', 2) = any (${[...surveys]}::text[])`
  const size = sql`${sql.lit(SIZE_ALONE)} || g.people`
  await run(
    tx,
    sql`
      insert into released_groups (hash, people, total, members)
      select distinct ${size}, g.people, 0, ''::bytea
      from releases r
      join released_groups g on g.hash = r.group_hash
      where ${theirs}
      on conflict (hash) do nothing
    `,
  )
  await run(
    tx,
    sql`
      insert into releases (metric, from_day, to_day, group_hash, day, created_in)
      select r.metric, r.from_day, r.to_day, ${size}, min(r.day), min(r.created_in)
      from releases r
      join released_groups g on g.hash = r.group_hash
      where ${theirs}
      group by r.metric, r.from_day, r.to_day, g.people
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`delete from releases r where ${theirs} and not starts_with(r.group_hash, ${SIZE_ALONE})`,
  )
  await run(
    tx,
    sql`
      delete from released_groups g
      where not exists (select from releases r where r.group_hash = g.hash)
    `,
  )
}

/** How many people stood behind each shown number of some metrics. */
export function sizes(
  db: Db,
  metrics: readonly string[],
): Promise<{ metric: string; people: number }[]> {
  return many(
    db,
    sql`
      select distinct r.metric, g.people
      from releases r
      join released_groups g on g.hash = r.group_hash
      where r.metric = any (${[...metrics]}::text[])
    `,
  )
}
