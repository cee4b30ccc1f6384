import { sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { drawAnswers as answersTo } from '../cohort/survey-answers.ts'
import type { SurveyMetric } from '../cohort/survey-metrics.ts'
import type { Asking } from '../report.ts'
import { drawSpans } from './draw-spans.ts'
import type { Question } from './question.ts'
import type { Spell } from './spell.ts'

/**
 * Of each item by its key, whoever was there on the day on which its survey was opened, or answered, by the values of that day: the
 * same people as in the report of the survey, whether they write code or are new.
 */
export async function drawAnswers(
  db: Db,
  question: Question,
  { metrics, secretKey }: { metrics: readonly SurveyMetric[] } & Pick<Asking, 'secretKey'>,
): Promise<Map<string, Spell[]>> {
  const byItem = new Map<string, Spell[]>()
  const spans = metrics.length === 0 ? [] : await drawSpans(db, question, 'everybody')
  for (const sameRun of Map.groupBy(metrics, ({ wave }) => wave.id).values()) {
    const day = (sameRun[0] as SurveyMetric).wave.opened
    const there = new Map((await drawAsked(db, question, day)).map((it) => [it.id, it.there]))
    const held = spans.filter(
      ({ id, valid_from, valid_to }) => there.has(id) && valid_from <= day && day < valid_to,
    )
    const ids = held.map(({ id }) => id)
    const answers = await answersTo(db, sameRun, ids, secretKey)
    for (const { id: key } of sameRun) {
      const chosen = answers.get(key)
      byItem.set(
        key,
        held.flatMap(({ id, row, column, team }) => {
          const value = chosen?.get(id) ?? null
          return there.get(id) || value !== null ? { id, row, column, team, value } : []
        }),
      )
    }
  }
  return byItem
}

/** Whoever is asked for, and whether they were there on a day. */
function drawAsked(db: Db, question: Question, on: string) {
  const day = sql`${on}::date`
  return many(
    db,
    sql<{ id: number; there: boolean }>`
      select u.id, coalesce(u.start_date <= ${day}, true) and coalesce(u.end_date > ${day}, true)
        and coalesce((u.deleted_at at time zone ${question.time_zone})::date > ${day}, true) as there
      from users u
      where ${asked(question, day)}
      order by u.id
    `,
  )
}
