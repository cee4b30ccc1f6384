import { sql } from 'kysely'
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

/** Everybody who is asked for on a day, by id. Who comes after the period is not there yet, and not asked for. */
export function drawPeople(db: Db, question: Question, last_day: string): Promise<Person[]> {
  const day = sql`${last_day}::date`
  const { usage, period, by } = question
  const known = sql`array[${sql.join(KNOWN_LEVELS.map((level) => sql.lit(level)))}]`
  return many(
    db,
    sql<Person>`
      with recursive ${TEAM_LABELS},
      placed as materialized (
        select tm.user_id, min(t.team collate "C") as team, min(t.division collate "C") as division
        from team_members tm
        join labels t on t.id = tm.team_id
        where tm.valid_from <= ${day} and tm.valid_to > ${day}
        group by tm.user_id
      )
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
        ) as used,
        to_json(array[${sql.join(by.map((it) => valueSql(it, last_day)))}]::text[]) as values
      from users u
      left join placed t on t.user_id = u.id
      ${levelOn(question, day)}
      where ${asked(question, day)} and coalesce(u.start_date, '-infinity') <= ${day}
      order by u.id
    `,
  )
}

/** What user `u` has, on a day, of what it is broken down by; of several values none. */
function valueSql({ name, attribute_id }: By, last_day: string) {
  const day = sql`${last_day}::date`
  if (attribute_id !== null)
    return sql`(
      select case when count(*) = 1 then min(ua.value) end
      from user_attributes ua
      where ua.user_id = u.id and ua.attribute_id = ${attribute_id} and ua.valid_from <= ${day} and ua.valid_to > ${day}
    )`
  return labelOf(name)
}
