import { sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { drawAnswers as answersTo } from '../cohort/survey-answers.ts'
import type { SurveyMetric } from '../cohort/survey-metrics.ts'
import type { Asking } from '../report.ts'
import type { Span } from './draw-spans.ts'
import type { Question } from './question.ts'
import type { Spell } from './spell.ts'

/**
 * Of each item by its key, whoever was there on the day on which its survey was opened, by the values of that day, whether they
 * answered or not.
 */
export async function drawAnswers(
  db: Db,
  question: Question,
  {
    spans,
    metrics,
    secretKey,
  }: { spans: readonly Span[]; metrics: readonly SurveyMetric[] } & Pick<Asking, 'secretKey'>,
): Promise<Map<string, Spell[]>> {
  const byItem = new Map<string, Spell[]>()
  for (const sameRun of Map.groupBy(metrics, ({ wave }) => wave.id).values()) {
    const day = (sameRun[0] as SurveyMetric).wave.opened
    const there = new Set((await drawThere(db, question, day)).map(({ id }) => id))
    const held = spans.filter(
      ({ id, valid_from, valid_to }) => there.has(id) && valid_from <= day && day < valid_to,
    )
    const ids = held.map(({ id }) => id)
    const answers = await answersTo(db, sameRun, ids, secretKey)
    for (const { id: key } of sameRun) {
      const chosen = answers.get(key)
      byItem.set(
        key,
        held.map(({ id, row, column, team }) => {
          const value = chosen?.get(id) ?? null
          return { id, row, column, team, value }
        }),
      )
    }
  }
  return byItem
}

/** Whoever is asked for and had not left on a day. */
function drawThere(db: Db, question: Question, on: string) {
  const day = sql`${on}::date`
  return many(
    db,
    sql<{ id: number }>`
      select u.id
      from users u
      where coalesce(u.end_date > ${day}, true)
        and coalesce((u.deleted_at at time zone ${question.time_zone})::date > ${day}, true) and ${asked(question, day)}
      order by u.id
    `,
  )
}
