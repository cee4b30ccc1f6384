import { type RawBuilder, sql } from 'kysely'
import { type ExclusionCode, KNOWN_LEVELS, type UsageLevel } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { type By, labelOf, TEAM_LABELS } from './by.ts'
import { developer, employed, levelOn } from './population.ts'
import type { Question } from './question.ts'

/** One person who was asked for on the last day: a developer, or out for a reason. */
export interface Person {
  id: number
  reason: ExclusionCode | null
  /** The level of the last day. */
  level: UsageLevel
  /** Whether the level was daily, weekly or monthly on some day of the period. */
  used: boolean
  /** The value of each attribute that it is broken down by, in their order; null: none. */
  values: (string | null)[]
}

type Row = Omit<Person, 'values'> & Record<`v${number}`, string | null>

/** Everybody who is asked for on a day, by id. Who comes after the period is not there yet, and not asked for. */
export async function drawPeople(db: Db, question: Question, last_day: string): Promise<Person[]> {
  const day = sql`${last_day}::date`
  const { usage, period, by } = question
  const known = sql`array[${sql.join(KNOWN_LEVELS.map((level) => sql.lit(level)))}]`
  const rows = await many(
    db,
    sql<Row>`
      with recursive ${TEAM_LABELS},
      placed as materialized (${placed(question, day)}),
      valued as (${valued(question, day)})
      select u.id, case
          when not ${employed(question, day)} then 'left'
          when not ${developer(question)} then
            case when coalesce(u.writes_code, true) and ${!question.declared} then 'no_account' else 'not_eligible' end
        end as reason,
        case when l.value = any (${known}) then l.value else 'unknown' end as level,
        exists (
          select from user_attributes ua
          where ua.user_id = u.id and ua.attribute_id = ${usage.id} and ua.value in ('daily', 'weekly', 'monthly')
            and ua.valid_from <= ${day} and ua.valid_to > ${period.from}::date and ua.valid_from < ua.valid_to
        ) as used
        ${sql.join([sql``, ...by.map(valueSql)])}
      from users u
      left join placed t on t.user_id = u.id
      left join valued v on v.user_id = u.id
      ${levelOn(question, day)}
      where ${asked(question, day)} and coalesce(u.start_date, '-infinity') <= ${day}
      order by u.id
    `,
  )
  const columns = by.map((_, place) => `v${place}` as const)
  return rows.map((row) => {
    const { id, reason, level, used } = row
    return { id, reason, level, used, values: columns.map((name) => row[name] ?? null) }
  })
}

/** What user `u` has of what it is broken down by. */
function valueSql({ name, attribute_id }: By, place: number) {
  const column = sql.ref(`v${place}`)
  return attribute_id === null ? sql`${labelOf(name)} as ${column}` : sql`v.${column}`
}

/** The labels of the teams that people are in on a day; of nobody, where it is not broken down by them. */
function placed({ by }: Question, day: RawBuilder<unknown>) {
  return sql`
    select tm.user_id, min(t.team collate "C") as team, min(t.division collate "C") as division
    from team_members tm
    join labels t on t.id = tm.team_id
    where tm.valid_from <= ${day} and tm.valid_to > ${day} and ${by.some((it) => it.attribute_id === null)}
    group by tm.user_id
  `
}

/** What people have, on a day, of the attributes that it is broken down by; of several values of one none. */
function valued({ by }: Question, day: RawBuilder<unknown>) {
  const ids = by.flatMap(({ attribute_id }) => attribute_id ?? [])
  const columns = by.flatMap(({ attribute_id }, place) =>
    attribute_id === null ? [] : [columnOf(attribute_id, sql.ref(`v${place}`))],
  )
  return sql`
    select ${sql.join([sql`ua.user_id`, ...columns])}
    from user_attributes ua
    where ua.attribute_id = any (${ids}::bigint[]) and ua.valid_from <= ${day} and ua.valid_to > ${day}
    group by ua.user_id
  `
}

function columnOf(attribute: number, column: RawBuilder<unknown>) {
  const its = sql`filter (where ua.attribute_id = ${sql.lit(attribute)})`
  return sql`case when count(*) ${its} = 1 then min(ua.value) ${its} end as ${column}`
}
