import { sql } from 'kysely'
import { USAGE_CLASSES, USAGE_LEVELS, WINDOW_DAYS } from '../model/index.ts'
import { type Db, one, run } from './db.ts'
import { type Finding, NOTHING, openRuns, WORKING_DAYS } from './usage-runs.ts'
import { OWNER, type UsageTool } from './usage-tools.ts'
import { covers } from './usage-weeks.ts'

/*
 * Works on the tables `employed`, `holders`, `weeks_now` and `changed` of usage-weeks.ts. A level is a number here, its place
 * in USAGE_LEVELS; NOTHING stands for a day without one.
 */

/** Whose levels are computed: of a tool, as it is kept, by these thresholds. */
export interface Levelling extends Finding {
  kept: UsageTool
}

const HIGHEST_CLASS = sql.lit(USAGE_CLASSES.length - 1)
const NAMES = sql`array[${sql.join(USAGE_LEVELS.map((level) => sql.lit(level)))}]`

/**
 * Opens the table `wanted` with the values that should be, and `scope` with the users and attributes of which it says all
 * from a day on.
 */
export async function openWanted(tx: Db, it: Levelling): Promise<void> {
  await openScope(tx, it)
  await openRuns(tx, it)
  await run(
    tx,
    sql`
      create temp table wanted (user_id bigint, attribute_id bigint, value text, valid_from date, valid_to date) on commit drop
    `,
  )
  await wantLevels(tx, it)
  await wantWithoutAccount(tx, it)
  await wantAdoptions(tx, it)
  await run(tx, sql`analyze wanted`)
}

/**
 * A holder's levels are computed from the first day whose facts have changed on, or from the first day after those that
 * stand; `held` is what the day before has. Of somebody without an account there is one value, which is cheap to compute.
 */
async function openScope(tx: Db, { kept, today }: Levelling): Promise<void> {
  const existing = sql`
    select ua.user_id from user_attributes ua where ua.attribute_id = ${kept.usage_attribute_id}
  `
  await run(
    tx,
    sql`
      create temp table scope on commit drop as
      select h.user_id, ${kept.usage_attribute_id}::bigint as attribute_id, f.from_day, true as levelled
      from holders h
      left join changed c on c.user_id = h.user_id
      cross join lateral (
        select least(c.from_day, coalesce(${kept.last_day}::date + 1, '-infinity')) as from_day
      ) f
      where f.from_day <= ${today}::date
      union all
      select o.user_id, ${kept.usage_attribute_id}, '-infinity', false
      from (${existing} union select e.user_id from employed e) o
      where not exists (select from holders h where h.user_id = o.user_id)
      union all
      select c.user_id, ${kept.adopted_attribute_id}, '-infinity', false from changed c
    `,
  )
  await run(tx, sql`analyze scope`)
  await run(
    tx,
    sql`
      create temp table held on commit drop as
      select s.user_id, array_position(${NAMES}, ua.value) - 1 as level, ua.valid_from
      from scope s
      join user_attributes ua on ua.user_id = s.user_id and ua.attribute_id = s.attribute_id
        and ua.valid_from < s.from_day and ua.valid_to >= s.from_day and ua.valid_from < ua.valid_to
      where s.levelled
    `,
  )
  await run(tx, sql`analyze held`)
}

/**
 * Walks from run to run. What is found becomes what is held at once, except that a class next to the one that is held must
 * have been found on so many days in a row, the day itself included.
 */
async function wantLevels(tx: Db, { kept, thresholds }: Levelling): Promise<void> {
  const later = sql.lit(thresholds.usage_change_days - 1)
  await run(
    tx,
    sql`
      insert into wanted (user_id, attribute_id, value, valid_from, valid_to)
      with recursive walked as (
        select s.user_id, 0::bigint as n, coalesce(h.level, ${NOTHING}) as level, h.valid_from as day
        from scope s
        left join held h on h.user_id = s.user_id
        where s.levelled
        union all
        select w.user_id, r.n, case when c.day is null then w.level else r.level end, c.day
        from walked w
        join runs r on r.user_id = w.user_id and r.n = w.n + 1
        cross join lateral (
          select case
            when r.level = w.level then null
            when greatest(r.level, w.level) > ${HIGHEST_CLASS} or abs(r.level - w.level) > 1
              then greatest(r.first_day, r.from_day)
            when r.last_day >= r.first_day + ${later} then r.first_day + ${later}
          end as day
        ) c
      ),
      spans as (
        select w.user_id, w.level, w.day as valid_from,
          coalesce(lead(w.day) over (partition by w.user_id order by w.day), 'infinity') as valid_to
        from walked w
        where w.day is not null
      )
      select s.user_id, ${kept.usage_attribute_id}, (${NAMES})[s.level + 1], s.valid_from, s.valid_to
      from spans s
      where s.level < ${NOTHING}
    `,
  )
}

/**
 * Who has no account at a source of the tool has none if a list of that source's accounts has spoken of them, of whatever
 * day; else it is unknown.
 */
async function wantWithoutAccount(tx: Db, it: Levelling): Promise<void> {
  await run(
    tx,
    sql`
      insert into wanted (user_id, attribute_id, value, valid_from, valid_to)
      with recursive lists as (
        select c.id, c.from_day, c.team_id
        from coverage c
        where c.subject = 'accounts' and c.source in (select c.source from coverage c where ${covers(it.tool)})
      ),
      teams_below as (
        select l.id, l.from_day, l.team_id from lists l where l.team_id is not null
        union
        select b.id, b.from_day, t.id from teams_below b join teams t on t.parent_id = b.team_id
      ),
      listed as (
        select m.user_id
        from teams_below b
        join team_members m on m.team_id = b.team_id and m.valid_from <= b.from_day and m.valid_to > b.from_day
      )
      select e.user_id, ${it.kept.usage_attribute_id},
        case when exists (select from lists l where l.team_id is null) or l.user_id is not null
          then 'no account' else 'unknown' end,
        greatest(e.from_day, ${it.first_day}::date),
        case when e.to_day <= ${it.today}::date then e.to_day else 'infinity' end
      from employed e
      left join (select distinct l.user_id from listed l) l on l.user_id = e.user_id
      where e.from_day <= ${it.today}::date and e.to_day > ${it.first_day}::date and ${it.first_day}::date <= ${it.today}::date
        and not exists (select from holders h where h.user_id = e.user_id)
    `,
  )
}

/**
 * Adoption is the first week of use, on a working day, that another one follows within four weeks. It is known from the day
 * after the first use in the second, and never undone.
 */
async function wantAdoptions(tx: Db, { kept }: Levelling): Promise<void> {
  await run(
    tx,
    sql`
      insert into wanted (user_id, attribute_id, value, valid_from, valid_to)
      with used as (
        select w.user_id, w.week, lead(w.week) over p as next_week,
          lead((w.active & ${WORKING_DAYS})::bit(5)) over p as next_days
        from changed c
        join weeks_now w on w.user_id = c.user_id
        where w.active & ${WORKING_DAYS} > 0
        window p as (partition by w.user_id order by w.week)
      )
      select distinct on (u.user_id) u.user_id, ${kept.adopted_attribute_id}::bigint, u.week::text,
        u.next_week + position('1' in reverse(u.next_days::text)), 'infinity'::date
      from used u
      where u.next_week < u.week + ${sql.lit(WINDOW_DAYS)}
      order by u.user_id, u.week
    `,
  )
}

/** Opens the table `amiss` with the values that are not as wanted, and gives how many there are. */
export async function openAmiss(tx: Db): Promise<number> {
  await run(
    tx,
    sql`
      create temp table amiss on commit drop as
      select user_id, attribute_id, e.id, w.value, valid_from, w.valid_to
      from (
        select ua.user_id, ua.attribute_id, ua.id, ua.value, ua.valid_from, ua.valid_to
        from scope s
        join user_attributes ua on ua.user_id = s.user_id and ua.attribute_id = s.attribute_id
          and ua.valid_to >= s.from_day and ua.valid_from < ua.valid_to
      ) e
      full join wanted w using (user_id, attribute_id, valid_from)
      where (e.value, e.valid_to) is distinct from (w.value, w.valid_to)
    `,
  )
  await run(tx, sql`analyze amiss`)
  return (await one(tx, sql<{ n: number }>`select count(*) as n from amiss`)).n
}

/** Makes the values of the table `amiss` as they should be, and opens the table `touched` with their users. */
export async function setRight(tx: Db, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select distinct a.user_id from amiss a join users u on u.id = a.user_id
    `,
  )
  await run(tx, sql`analyze touched`)
  await run(
    tx,
    sql`
      delete from user_attributes ua
      using amiss a
      where ua.user_id = a.user_id and ua.id = a.id and a.value is null
    `,
  )
  await run(
    tx,
    sql`
      update user_attributes ua
      set value = a.value, valid_to = a.valid_to, changed_in = ${entry}
      from amiss a
      where ua.user_id = a.user_id and ua.id = a.id and a.value is not null
    `,
  )
  await run(
    tx,
    sql`
      insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      select a.user_id, a.attribute_id, a.value, a.valid_from, a.valid_to, ${OWNER}, ${entry}::bigint, ${entry}::bigint
      from amiss a
      join touched t on t.user_id = a.user_id
      where a.id is null
    `,
  )
}
