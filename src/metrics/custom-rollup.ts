import { sql } from 'kysely'
import { type Database, type Db, one, run, transaction } from '../store/db.ts'
import { KEPT_FROM } from '../store/retention.ts'
import * as settings from '../store/settings.ts'

/** Weeks of users in a step. */
const STEP = 10_000

/**
 * Computes the dirty weeks of the metrics that the organisation defined anew, a step a transaction, until none is left; gives how
 * many. To be called when the weeks of users have been counted, on whose available days it rests.
 */
export async function customRollup({ db }: Pick<Database, 'db'>): Promise<number> {
  let done = 0
  for (;;) {
    const some = await transaction(db, step)
    done += some
    if (some < STEP) return done
  }
}

async function step(tx: Db): Promise<number> {
  const some = await take(tx)
  if (some > 0) {
    await fromFiles(tx)
    await fromEvents(tx)
  }
  await run(tx, sql`drop table batch`)
  return some
}

/** Takes weeks off the queue into the table `batch`, with each person's clock. */
async function take(tx: Db): Promise<number> {
  await run(
    tx,
    sql`
      create temp table batch on commit drop as
      with taken as (
        delete from dirty_custom_weeks d
        where (d.user_id, d.week) in (
          select q.user_id, q.week from dirty_custom_weeks q
          where q.week >= coalesce(${KEPT_FROM}, '-infinity')
          order by q.user_id, q.week limit ${STEP} for update skip locked
        )
        returning d.user_id, d.week
      )
      select t.user_id, t.week, u.start_date,
        least(u.end_date, (u.deleted_at at time zone 'UTC')::date) as end_date,
        coalesce(u.time_zone, ${settings.timeZone}) as zone, u.id is not null as there
      from taken t
      left join users u on u.id = t.user_id
    `,
  )
  await run(tx, sql`analyze batch`)
  const { some } = await one(tx, sql<{ some: number }>`select count(*) as some from batch`)
  await run(
    tx,
    sql`delete from user_week_custom w using batch b where w.user_id = b.user_id and w.week = b.week`,
  )
  await run(tx, sql`delete from batch b where not b.there`)
  return some
}

/** Of facts from files. A working day is known that a file covers of which the person has an account, or on which a fact lies. */
async function fromFiles(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_week_custom (user_id, week, metric_id, num, den)
      with facts as materialized (
        select b.user_id, b.week, f.metric_id, f.day, f.num, f.den
        from batch b
        join accounts a on a.user_id = b.user_id and not a.bot
        join custom_facts f on f.account_id = a.id and f.day >= b.week and f.day < b.week + 7
      ),
      covered as (
        select b.user_id, b.week, m.id as metric_id, b.week + n.day as day
        from batch b
        join accounts a on a.user_id = b.user_id and not a.bot
        join coverage c on c.source = a.source and c.subject = 'custom' and c.from_day < b.week + 7 and c.to_day > b.week
        join custom_metrics m on m.key = c.tool
        cross join generate_series(0, 4) n(day)
        where b.week + n.day >= c.from_day and b.week + n.day < c.to_day
      ),
      known as (
        select k.user_id, k.week, k.metric_id, count(distinct k.day) as days
        from (
          select c.user_id, c.week, c.metric_id, c.day from covered c
          union all
          select f.user_id, f.week, f.metric_id, f.day from facts f where f.day < f.week + 5
        ) k
        join batch b on b.user_id = k.user_id and b.week = k.week
        where k.day >= coalesce(b.start_date, '-infinity') and k.day < coalesce(b.end_date, 'infinity')
        group by k.user_id, k.week, k.metric_id
      ),
      sums as (
        select f.user_id, f.week, f.metric_id, sum(f.num) as num, sum(f.den) as den
        from facts f
        group by f.user_id, f.week, f.metric_id
      )
      select k.user_id, k.week, k.metric_id, coalesce(s.num, 0), k.days
      from known k
      join custom_metrics m on m.id = k.metric_id and m.code = 'C'
      left join sums s on s.user_id = k.user_id and s.week = k.week and s.metric_id = k.metric_id
      union all
      select s.user_id, s.week, s.metric_id, s.num, s.den
      from sums s
      join custom_metrics m on m.id = s.metric_id and m.code = 'R'
      where s.den > 0
    `,
  )
}

/** A number as an event tells it; what is none says nothing. */
const NUMBER = '^-?[0-9]{1,15}([.][0-9]{1,15})?$'

/** Of events: their numbers, or how many there were; by available day or by event. */
async function fromEvents(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_week_custom (user_id, week, metric_id, num, den)
      with sums as materialized (
        select e.user_id, e.week, e.metric_id, sum(e.num) as num, count(e.num) as den
        from (
          select b.user_id, b.week, m.id as metric_id,
            case
              when m.event_value is null then 1
              when e.details->>m.event_value ~ ${NUMBER} then (e.details->>m.event_value)::numeric
            end as num
          from batch b
          join accounts a on a.user_id = b.user_id and not a.bot
          join custom_metrics m on m.event_source = a.source
          join events e on e.account_id = a.id and e.source = m.event_source and e.name = m.event_name
            and e.at >= b.week::timestamp at time zone b.zone and e.at < (b.week + 7)::timestamp at time zone b.zone
            and e.at >= coalesce(m.since, '-infinity')::timestamp at time zone b.zone
        ) e
        group by e.user_id, e.week, e.metric_id
      )
      select w.user_id, w.week, m.id, coalesce(s.num, 0), w.code_days
      from batch b
      join user_weeks w on w.user_id = b.user_id and w.week = b.week and w.code_days > 0
      join custom_metrics m on m.code = 'C' and m.event_source is not null and m.since <= w.week
      left join sums s on s.user_id = w.user_id and s.week = w.week and s.metric_id = m.id
      where exists (
        select from accounts a where a.user_id = w.user_id and a.source = m.event_source and not a.bot
      )
      union all
      select s.user_id, s.week, s.metric_id, s.num, s.den
      from sums s
      join custom_metrics m on m.id = s.metric_id and m.code = 'R'
      where s.den > 0
    `,
  )
}
