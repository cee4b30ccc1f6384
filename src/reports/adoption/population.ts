import { type RawBuilder, sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { eligible } from '../scope.ts'
import type { Question } from './question.ts'

/** Whether user `u` is employed on a day. */
export function employed({ time_zone }: Question, day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(
    coalesce(u.start_date, '-infinity') <= ${day} and coalesce(u.end_date, 'infinity') > ${day}
    and coalesce((u.deleted_at at time zone ${time_zone})::date, 'infinity') > ${day}
  )`
}

/**
 * Whether user `u` counts as a developer. While nobody is declared as writing code, these are the people of whom a source of pull
 * requests knows an account in the period; where there is no such source, everybody.
 */
export function developer(question: Question): RawBuilder<boolean> {
  const { declared, covered, previous, period } = question
  if (declared || !covered.some(({ subject }) => subject === 'pull_requests'))
    return eligible(question)
  return sql`(${eligible(question)} and exists (
    select from user_weeks w
    where w.user_id = u.id and w.code_days > 0
      and w.week >= ${previous.from}::date and w.week < ${period.to}::date
  ))`
}

/** Whether user `u` is a developer who is asked for and employed on a day. */
export function counted(question: Question, day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${developer(question)} and ${employed(question, day)} and ${asked(question, day)})`
}

/** The usage level of user `u` on a day, as a join that gives `l.value`; none where it is not known, or not yet. */
export function levelOn({ usage, until }: Question, day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    left join lateral (
      select min(ua.value) as value
      from user_attributes ua
      where ua.user_id = u.id and ua.attribute_id = ${usage.id}
        and ua.valid_from <= ${day} and ua.valid_to > ${day} and ${day} < ${until}::date
    ) l on true
  `
}
