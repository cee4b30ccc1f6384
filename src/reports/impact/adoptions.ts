import { type RawBuilder, sql } from 'kysely'
import type { Tool } from '../tool-of.ts'
import { PERIOD_DAYS } from './panel-period.ts'
import type { Question } from './question.ts'

/** Use is sustained when a second week of use follows within so many days: two of four weeks. */
const FOUR_WEEKS = sql.lit(PERIOD_DAYS)

/**
 * The common table expressions that end with `adoptions`: for each user the day of adoption, null for who did not adopt,
 * or the reason why it is not known. By days of use, adoption is the first week of use in at least two of four weeks, and
 * is never undone.
 */
export function adoptions(question: Question): RawBuilder<unknown> {
  return question.tool === null
    ? sql`${held(question)}, ${byAccount()}`
    : sql`${held(question)}, ${byUse(question, question.tool)}`
}

/** What the attribute says of who has an account, and since when. */
function held({ attribute, period }: Question) {
  return sql`
    held as (
      select ua.user_id, min(ua.valid_from) filter (where ua.value = 'account') as opened,
        bool_or(ua.value = 'no account' and ua.valid_from < ${period.to}::date and ua.valid_to >= ${period.to}::date) as without
      from user_attributes ua
      where ua.attribute_id = ${attribute.id} and ua.valid_from < ua.valid_to
      group by ua.user_id
    )
  `
}

function byAccount() {
  return sql`
    adoptions as (
      select u.id as user_id, case when h.opened > '-infinity' then h.opened end as adopted,
        case when h.opened = '-infinity' or (h.opened is null and h.without is not true) then 'adoption_unknown' end as reason
      from users u
      left join held h on h.user_id = u.id
    )
  `
}

/**
 * Whoever uses the tool as soon as the records begin may have adopted it long before, unless the account is hardly older.
 * Without any known week somebody who has no account has not adopted, and of anybody else it is not known.
 */
function byUse({ period }: Question, tool: Tool) {
  const records = sql`${tool.known_from}::date`
  const isSeen = sql`exists (select from user_tool_weeks t where t.user_id = u.id and t.tool = ${tool.name})`
  return sql`
    used as (
      select t.user_id, t.week, lead(t.week) over (partition by t.user_id order by t.week) as next_week
      from user_tool_weeks t
      where t.tool = ${tool.name} and t.active_days > 0
    ),
    sustained as (
      select us.user_id, min(us.week) as week
      from used us
      where us.next_week < us.week + ${FOUR_WEEKS}
      group by us.user_id
    ),
    adoptions as (
      select u.id as user_id, s.week as adopted,
        case
          when s.week < ${records} + ${FOUR_WEEKS} and ${records} > ${period.from}::date
            and coalesce(h.opened < ${records} - ${FOUR_WEEKS}, true) then 'adopted_before'
          when s.week is null and h.without is not true and not ${isSeen} then 'adoption_unknown'
        end as reason
      from users u
      left join held h on h.user_id = u.id
      left join sustained s on s.user_id = u.id
    )
  `
}
