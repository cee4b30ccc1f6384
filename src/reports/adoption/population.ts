import { type RawBuilder, sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, one } from '../../store/db.ts'
import { eligible, type Scope } from '../scope.ts'
import type { Question } from './question.ts'

/** Whether user `u` is employed on a day. */
export function employed({ time_zone }: Question, day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(
    coalesce(u.start_date, '-infinity') <= ${day} and coalesce(u.end_date, 'infinity') > ${day}
    and coalesce((u.deleted_at at time zone ${time_zone})::date, 'infinity') > ${day}
  )`
}

/** People of whom a source of pull requests knows an account, a column each: since which week of the days that are asked about. */
export interface Coding {
  id: number[]
  since: string[]
}

/**
 * Looks up, once for all that is drawn, who codes in the period or the one before. Null where somebody is declared as writing code, or
 * no source of pull requests is there: then it is not asked.
 */
export async function drawCoding(
  db: Db,
  question: Pick<Question, 'declared' | 'covered' | 'previous' | 'period'> & Scope,
): Promise<Coding | null> {
  const { declared, covered, previous, period } = question
  if (declared || !covered.some(({ subject }) => subject === 'pull_requests')) return null
  return one(
    db,
    sql<Coding>`
      select coalesce(json_agg(u.id), '[]') as id, coalesce(json_agg(c.since), '[]') as since
      from users u
      cross join lateral (
        select w.week as since
        from user_weeks w
        where w.user_id = u.id and w.code_days > 0 and w.week >= ${previous.from}::date and w.week < ${period.to}::date
        order by w.week
        limit 1
      ) c
      where ${eligible(question)}
    `,
  )
}

/**
 * Whether user `u` counts as a developer. While nobody is declared as writing code, these are the people of whom a source of pull
 * requests knows an account in the period; where there is no such source, everybody.
 */
export function developer(question: Question): RawBuilder<boolean> {
  const { coding, period } = question
  if (coding === null) return eligible(question)
  const ids = coding.id.filter((_, place) => (coding.since[place] as string) < period.to)
  // as one text, which is sent in a tenth of the time of so many elements
  return sql`(u.id = any (${`{${ids.join()}}`}::bigint[]))`
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
