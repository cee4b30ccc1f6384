import { type RawBuilder, sql } from 'kysely'
import { type Db, many } from './db.ts'
import { KEPT_FROM } from './retention.ts'

/** One person and the days that are asked about, half-open, with the zone in which instants become days. */
export interface PersonPeriod {
  user_id: number
  from: string
  to: string
  time_zone: string
}

/** On how many days a person used a tool, of those of which that is known. */
export interface ToolUse {
  tool: string
  days: number
  /** Days on which the person was employed and had an account, and of which its source has spoken and facts are kept; never none. */
  known_days: number
  last_day: string | null
}

/** The accounts `o` by which a person is known; bots among them are not the person. */
export const ownAccounts = (user_id: number): RawBuilder<unknown> => sql`
  select a.id, a.source, a.opened_at from accounts a where a.user_id = ${user_id} and not a.bot
`

/**
 * The tools of which it is known on some day whether the person used them, by name; a tool that is absent is unknown. A day of
 * use counts even where its source does not say of which days it speaks.
 */
export function toolUse(db: Db, it: PersonPeriod): Promise<ToolUse[]> {
  return many(
    db,
    sql<ToolUse>`
      with own as materialized (${ownAccounts(it.user_id)}),
      spans as (
        select c.tool, greatest(
            c.from_day, ${KEPT_FROM}, ${it.from}::date, u.start_date, (o.opened_at at time zone ${it.time_zone})::date
          ) as from_day,
          least(c.to_day, ${it.to}::date, u.end_date, (u.deleted_at at time zone 'UTC')::date) as to_day
        from own o
        join coverage c on c.source = o.source and c.subject = 'tool_days' and c.team_id is null and c.tool is not null
        join users u on u.id = ${it.user_id}
      ),
      used as (
        select distinct d.tool, d.day
        from own o
        join tool_days d on d.account_id = o.id
        where d.day >= ${it.from}::date and d.day < ${it.to}::date
      ),
      known as (
        select s.tool, d.day::date as day, false as used
        from spans s
        cross join lateral generate_series(s.from_day, s.to_day - 1, interval '1 day') d(day)
        union all
        select u.tool, u.day, true from used u
      )
      select min(k.tool collate "C") as tool, count(distinct k.day) filter (where k.used) as days,
        count(distinct k.day) as known_days, max(k.day) filter (where k.used) as last_day
      from known k
      group by lower(k.tool)
      order by 1
    `,
  )
}

/** Events of one name that were booked on a person. */
export interface EventCount {
  source: string
  name: string
  times: number
  last_at: string
}

/** The events of a person by source and name; those that are absent were not told, which does not say that they were not. */
export function eventCounts(db: Db, it: PersonPeriod): Promise<EventCount[]> {
  return many(
    db,
    sql<EventCount>`
      select e.source, e.name, count(*) as times, max(e.at) as last_at
      from (${ownAccounts(it.user_id)}) o
      join events e on e.account_id = o.id
      where ${within(sql`e.at`, it)}
      group by e.source, e.name
      order by e.source collate "C", e.name collate "C"
    `,
  )
}

/** That an instant is on one of the days. */
export const within = (at: RawBuilder<unknown>, { from, to, time_zone }: PersonPeriod) => sql`
  ${at} >= ${from}::date::timestamp at time zone ${time_zone} and ${at} < ${to}::date::timestamp at time zone ${time_zone}
`
