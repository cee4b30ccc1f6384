import { type RawBuilder, sql } from 'kysely'
import type { Period } from '../model/index.ts'
import { type Db, many, run } from './db.ts'
import { asked, type Group } from './released-groups.ts'

/** Lets nobody else show a number until the transaction ends. */
export async function hold(tx: Db): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`)
}

const LOCK = 7023018

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
