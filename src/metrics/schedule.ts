import { type RawBuilder, sql } from 'kysely'
import { FTE_ATTRIBUTE, WORKING_DAYS_ATTRIBUTE } from '../model/index.ts'
import { type Db, many, run } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import { ALL_DAYS, mask, WORKING_DAYS } from './by-week.ts'
import { publicHolidays, type Span } from './holidays.ts'

/**
 * Opens the table `batch` (user_id, week, place, zone, employed, scheduled, fte) from the table `taken` (user_id, week). Days are bits
 * from Monday on: `employed` all of the week on which the person is employed, `scheduled` the working days among them without
 * public holidays and absences. What attributes say is taken as of the Monday. `fte` is in per cent; null: full time, or days
 * of work that are named, which tell it already.
 */
export async function openBatch(tx: Db): Promise<void> {
  const { geo_attribute, default_country } = await settings.read(tx)
  await openPlaced(tx, geo_attribute)
  await openHolidays(tx, default_country)
  const away = sql`
    select p.user_id, p.week, bit_or(${mask(sql`p.week`, WORKING_DAYS, { from: sql`s.from_day`, to: sql`s.to_day` })}) as days
    from placed p
    join accounts a on a.user_id = p.user_id and not a.bot
    join absences s on s.account_id = a.id and s.from_day < p.week + ${sql.lit(WORKING_DAYS)} and s.to_day > p.week
    group by 1, 2
  `
  await run(
    tx,
    sql`
      create temp table batch on commit drop as
      select p.user_id, p.week, p.place, p.zone, p.employed,
        p.employed & p.works & ~coalesce(h.days, 0) & ~coalesce(s.days, 0) as scheduled, p.fte
      from placed p
      left join holidays h on h.place is not distinct from p.place and h.zone = p.zone and h.week = p.week
      left join (${away}) s on s.user_id = p.user_id and s.week = p.week
    `,
  )
  await run(tx, sql`analyze batch`)
  await run(tx, sql`drop table placed, holidays`)
}

async function openPlaced(tx: Db, geo_attribute: string): Promise<void> {
  const employed = mask(sql`t.week`, ALL_DAYS, {
    from: sql`coalesce(u.start_date, '-infinity')`,
    to: sql`least(coalesce(u.end_date, 'infinity'), coalesce((u.deleted_at at time zone ${sql.lit('UTC')})::date, 'infinity'))`,
  })
  const [place, fte, days] = [geo_attribute, FTE_ATTRIBUTE, WORKING_DAYS_ATTRIBUTE].map((name) =>
    name.toLowerCase(),
  )
  await run(
    tx,
    sql`
      create temp table placed on commit drop as
      with said as materialized (
        select t.user_id, t.week, ${said(place)} as place, ${said(fte)} as fte, ${said(days)} as days
        from attributes a
        join user_attributes ua on ua.attribute_id = a.id
        join taken t on t.user_id = ua.user_id and ua.valid_from <= t.week and ua.valid_to > t.week
        where lower(a.name) in (${sql.join([place, fte, days])})
        group by t.user_id, t.week
      ),
      meant as materialized (
        select d.fte, d.days, d.works, case when d.works is null then ${percentOf(sql`d.fte`)} end as percent
        from (
          select s.fte, s.days, ${daysNamedIn(sql`s.days`)} as works from (select distinct s.fte, s.days from said s) s
        ) d
      )
      select t.user_id, t.week, coalesce(u.time_zone, ${settings.timeZone}) as zone, ${employed} as employed, s.place,
        coalesce(m.works, 31) as works, m.percent as fte
      from taken t
      join users u on u.id = t.user_id
      left join said s on s.user_id = t.user_id and s.week = t.week
      left join meant m on coalesce(m.fte, '') = coalesce(s.fte, '') and coalesce(m.days, '') = coalesce(s.days, '')
    `,
  )
}

/** The value of the attribute of a name in small letters; of several the first in the order of bytes. */
const said = (name: string | undefined) =>
  sql`min(ua.value collate "C") filter (where lower(a.name) = ${name})`

/** 0.8, 80 and 80% are 80; 1, 100, what is more, less than a hundredth, or no number is null: full time. */
function percentOf(text: RawBuilder<string | null>): RawBuilder<number | null> {
  const number = sql`(substring(replace(${text}, ',', '.') from '^\\s*([0-9]{1,3}([.][0-9]{1,6})?)\\s*%?\\s*$'))::numeric`
  return sql`case when ${text} is not null then (
    select case when p.percent >= 1 and p.percent < 100 then p.percent::smallint end
    from (
      select round(case when n.number <= 1 and ${text} !~ '%' then 100 * n.number else n.number end) as percent
      from (select ${number} as number) n
    ) p
  ) end`
}

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

/** The days that a text names by the first three letters of their English names, as bits; null where it names none. */
function daysNamedIn(text: RawBuilder<string | null>): RawBuilder<number | null> {
  const bits = DAY_NAMES.map(
    (name, bit) =>
      sql`(case when ${text} ~* ${sql.lit(`\\m${name}`)} then ${sql.lit(1 << bit)} else 0 end)`,
  )
  return sql`nullif(case when ${text} is not null then ${sql.join(bits, sql` + `)} end, 0)`
}

/** Opens the table `holidays` (place, zone, week, days): for where the people of the table `placed` are. */
async function openHolidays(tx: Db, default_country: string | null): Promise<void> {
  const spans = await many(
    tx,
    sql<Span>`
      select p.place, p.zone, min(p.week) as first, max(p.week) + ${sql.lit(ALL_DAYS - 1)} as last
      from placed p
      group by p.place, p.zone
    `,
  )
  const days = await publicHolidays(spans, default_country)
  const rows = spans.flatMap(({ place, zone }, n) =>
    (days[n] ?? []).map((day) => ({ place, zone, day })),
  )
  await run(
    tx,
    sql`
      create temp table holidays on commit drop as
      select h.place, h.zone, date_trunc('week', h.day)::date as week,
        bit_or(1 << (extract(isodow from h.day)::int - 1)) as days
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) h(place text, zone text, day date)
      group by 1, 2, 3
    `,
  )
}
