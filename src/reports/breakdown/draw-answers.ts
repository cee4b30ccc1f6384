import { sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { drawAnswers as answersTo, drawThere } from '../cohort/survey-answers.ts'
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
    const there = await drawThere(db, day, question.time_zone)
    const wanted = new Set((await drawAsked(db, question, day)).map(({ id }) => id))
    const held = spans.filter(
      ({ id, valid_from, valid_to }) => wanted.has(id) && valid_from <= day && day < valid_to,
    )
    const ids = held.map(({ id }) => id)
    const answers = await answersTo(db, sameRun, ids, secretKey)
    for (const { id: key } of sameRun) {
      const chosen = answers.get(key)
      byItem.set(
        key,
        held.flatMap(({ id, row, column, team }) => {
          const value = chosen?.get(id) ?? null
          return there.has(id) || value !== null ? { id, row, column, team, value } : []
        }),
      )
    }
  }
  return byItem
}

/** Whoever is asked for on a day. */
function drawAsked(db: Db, question: Question, day: string) {
  return many(
    db,
    sql<{ id: number }>`select u.id from users u where ${asked(question, sql`${day}::date`)}`,
  )
}
