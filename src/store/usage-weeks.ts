import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'
import { UNSTORED } from './unstored.ts'

/** A tool whose levels are kept, and as of when. */
export interface UsageOf {
  tool_id: number
  tool: string
  /** First day of which a source speaks; null where none does any more. */
  first_day: string | null
  today: string
  time_zone: string
}

/** Coverage `c` of the days of this tool, of everybody at a source. */
export const covers = (tool: string) =>
  sql`c.subject = 'tool_days' and lower(c.tool) = lower(${tool}) and c.team_id is null`

/** The days of the week `w.week` from `from` on and before `to` as bits, Monday first. */
const bits = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) => sql`(
  ((1 << (greatest(least(${to}, w.week + 7), w.week) - w.week)) - 1)
  & ~((1 << (greatest(least(${from}, w.week + 7), w.week) - w.week)) - 1)
)`

const employed = {
  from: sql`coalesce(u.start_date, '-infinity')`,
  to: sql`least(coalesce(u.end_date, 'infinity'), coalesce((u.deleted_at at time zone 'UTC')::date, 'infinity'))`,
}

/**
 * Opens the table `employed` (user_id, from_day, to_day) with the days on which each user is employed, and `holders` with
 * those of them who have an account at a source that speaks of the tool: since when, and at which sources.
 */
export async function openHolders(tx: Db, { tool, time_zone }: UsageOf): Promise<void> {
  await run(
    tx,
    sql`
      create temp table employed on commit drop as
      select e.user_id, e.from_day, e.to_day
      from (select u.id as user_id, ${employed.from} as from_day, ${employed.to} as to_day from users u) e
      where e.from_day < e.to_day and e.user_id not in ${UNSTORED}
    `,
  )
  await run(
    tx,
    sql`
      create temp table holders on commit drop as
      select e.user_id, e.from_day, e.to_day, array_agg(distinct a.source order by a.source) as sources,
        count(*) as accounts,
        min(coalesce((a.opened_at at time zone ${time_zone})::date, '-infinity')) as opened,
        case when bool_and(a.status is not distinct from 'suspended') then
          coalesce((max(a.last_seen_at) at time zone ${time_zone})::date + 1, '-infinity') end as suspended
      from accounts a
      join employed e on e.user_id = a.user_id
      where not a.bot and a.source in (select c.source from coverage c where ${covers(tool)})
      group by e.user_id, e.from_day, e.to_day
    `,
  )
  await run(tx, sql`analyze employed`)
  await run(tx, sql`analyze holders`)
}

/**
 * Opens the table `weeks_now` with what the facts say of each holder's weeks from the first known one to today's, in the
 * columns of usage_weeks.
 */
export async function openWeeks(tx: Db, it: UsageOf, day_minutes: number): Promise<void> {
  await openSuspensions(tx, it)
  await run(
    tx,
    sql`
      create temp table weeks_now on commit drop as
      with weeks as materialized (
        select w.week::date as week
        from generate_series(date_trunc('week', ${it.first_day}::date), ${it.today}::date, interval '7 days') w(week)
      ),
      spoken_of as materialized (
        select h.sources, w.week, bit_or(${bits(sql`c.from_day`, sql`c.to_day`)}) as days
        from (select distinct h.sources from holders h) h
        cross join weeks w
        join coverage c on c.source = any (h.sources) and ${covers(it.tool)}
        group by h.sources, w.week
      ),
      used as materialized (${used(it, day_minutes)}),
      barred as materialized (
        select s.user_id, w.week, bit_or(${bits(sql`s.from_day`, sql`s.to_day`)}) as days
        from suspensions s
        join weeks w on w.week < s.to_day and w.week + 7 > s.from_day
        group by s.user_id, w.week
      )
      select h.user_id, w.week, (m.employed & s.days)::smallint as known,
        (m.employed & s.days & coalesce(x.days, 0))::smallint as active,
        (m.employed & m.open & ~coalesce(b.days, 0))::smallint as account,
        (m.employed & m.open & coalesce(b.days, 0))::smallint as suspended, (m.employed & ~m.open)::smallint as without
      from holders h
      join spoken_of s on s.sources = h.sources
      join weeks w on w.week = s.week
      cross join lateral (
        select ${bits(sql`h.from_day`, sql`h.to_day`)} as employed, ${bits(sql`h.opened`, sql`'infinity'::date`)} as open
      ) m
      left join used x on x.user_id = h.user_id and x.week = w.week
      left join barred b on b.user_id = h.user_id and b.week = w.week
    `,
  )
  await keepClosed(tx, it)
  await run(tx, sql`analyze weeks_now (user_id, week)`)
}

/** Weeks whose facts are gone are as they were counted last. */
async function keepClosed(tx: Db, { tool_id }: UsageOf): Promise<void> {
  const closed = (week: RawBuilder<unknown>) => sql`${week} < (select r.kept_from from retention r)`
  await run(tx, sql`delete from weeks_now n where ${closed(sql`n.week`)}`)
  await run(
    tx,
    sql`
      insert into weeks_now (user_id, week, known, active, account, suspended, without)
      select u.user_id, u.week, u.known, u.active, u.account, u.suspended, u.without
      from usage_weeks u
      where u.tool_id = ${tool_id} and ${closed(sql`u.week`)}
        and exists (select from holders h where h.user_id = u.user_id)
    `,
  )
}

/** Days since Monday of a day; the first day of the first year was one. Of millions of days it takes less time than date_trunc. */
const WEEKDAY = sql`((d.day - date '0001-01-01') % 7)`

/**
 * The days of use by user and week. A day on which a source tells neither minutes nor actions was used all the same, else it
 * would not speak of it.
 */
function used({ tool, first_day, today }: UsageOf, day_minutes: number): RawBuilder<unknown> {
  const of = (many: RawBuilder<unknown>) => sql`
    from holders h
    join accounts a on a.user_id = h.user_id and a.source = any (h.sources) and not a.bot
    join tool_days d on d.account_id = a.id and lower(d.tool) = lower(${tool})
      and d.day >= ${first_day}::date and d.day <= ${today}::date
    where ${many}
  `
  const counts = (minutes: RawBuilder<unknown>, actions: RawBuilder<unknown>) =>
    sql`(${minutes} >= ${day_minutes} or ${actions} >= 1 or (${minutes} is null and ${actions} is null))`
  return sql`
    select d.user_id, d.day - ${WEEKDAY} as week, bit_or(1 << ${WEEKDAY}) as days
    from (
      select h.user_id, d.day ${of(sql`h.accounts = 1 and ${counts(sql`d.minutes`, sql`d.actions`)}`)}
      union all
      select h.user_id, d.day ${of(sql`h.accounts > 1`)}
      group by h.user_id, d.day
      having ${counts(sql`sum(d.minutes)`, sql`sum(d.actions)`)}
    ) d
    group by 1, 2
  `
}

/**
 * Opens the table `suspensions` (user_id, from_day, to_day): the days for which the attribute of the tool's name says so. Where
 * it says nothing of an account that is suspended, it is since the day after the account was last seen.
 */
async function openSuspensions(tx: Db, { tool }: UsageOf): Promise<void> {
  await run(
    tx,
    sql`
      create temp table suspensions on commit drop as
      with said as materialized (
        select ua.user_id, ua.valid_from as from_day, ua.valid_to as to_day
        from user_attributes ua
        join attributes a on a.id = ua.attribute_id
        where lower(a.name) = lower(${tool}) and ua.value = 'suspended' and ua.valid_from < ua.valid_to
      )
      select s.user_id, s.from_day, s.to_day from said s
      union all
      select h.user_id, h.suspended, 'infinity'
      from holders h
      where h.suspended is not null and not exists (
        select from said s where s.user_id = h.user_id and s.to_day = 'infinity'
      )
    `,
  )
}

const MASKS = ['known', 'active', 'account', 'suspended', 'without'] as const
const masks = (alias: string) => sql.join(MASKS.map((name) => sql.ref(`${alias}.${name}`)))

/**
 * Opens the table `changed` (user_id, from_day) with the users whose facts are not those by which their levels were computed
 * last: since the Monday of the first week that differs. Notes the facts of now as those.
 */
export async function noteChanges(tx: Db, tool_id: number): Promise<void> {
  await run(
    tx,
    sql`
      create temp table differing on commit drop as
      select user_id, week, o.user_id is not null as known_before, n.user_id is not null as known_now
      from (select * from usage_weeks where tool_id = ${tool_id}) o
      full join weeks_now n using (user_id, week)
      where (${masks('o')}) is distinct from (${masks('n')})
    `,
  )
  await run(tx, sql`analyze differing`)
  await run(
    tx,
    sql`
      delete from usage_weeks o
      using differing d
      where o.tool_id = ${tool_id} and o.user_id = d.user_id and o.week = d.week and not d.known_now
    `,
  )
  await run(
    tx,
    sql`
      insert into usage_weeks (user_id, tool_id, week, ${sql.join(MASKS.map((name) => sql.ref(name)))})
      select n.user_id, ${tool_id}::bigint, n.week, ${masks('n')}
      from differing d
      join weeks_now n on n.user_id = d.user_id and n.week = d.week
      on conflict (user_id, tool_id, week) do update
      set ${sql.join(MASKS.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}
    `,
  )
  await run(
    tx,
    sql`
      create temp table changed on commit drop as
      select d.user_id, min(d.week) as from_day from differing d group by d.user_id
    `,
  )
  await run(tx, sql`drop table differing`)
}
