import { sql } from 'kysely'
import { dayAfter, weekOf } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import type { WaveRow } from '../../store/survey-waves.ts'
import { answersOf } from '../../surveys/answers-of.ts'
import { weightOf } from '../../surveys/score.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import type { AskedMetric } from './metrics.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** What a person answered in a run, beside their use of the 28 days before it was opened. */
export interface Answer {
  id: number
  /** Place of the run. */
  step: number
  /** Share of the days of own pull requests with the tool, from 0 to 1. */
  share: number
  value: number
}

type SurveyMetric = Extract<AskedMetric, { kind: 'survey' }>

/** Fewer available days in the 28 leave use unknown. */
const FEWEST_DAYS = 8

/**
 * The answers to an item beside use, of all its runs for a person against themselves, else of the last one. Nobody knows the day on which
 * somebody answered, so the days are those before the week in which the survey was opened.
 */
export async function drawAnswers(
  db: Db,
  question: Question,
  { item, waves }: SurveyMetric,
  secretKey: SecretKey,
): Promise<Answer[]> {
  const looked = question.form === 'within_person' ? waves : waves.slice(-1)
  const used = Map.groupBy(await drawUse(db, question, looked), ({ step }) => step)
  const answers: Answer[] = []
  for (const [step, { id: wave_id }] of looked.entries()) {
    const use = used.get(step) ?? []
    const key = await openKey(db, wave_id, secretKey)
    if (key === undefined) continue
    const ids = use.map(({ id }) => id)
    const chosen = (await answersOf(db, { id: wave_id, key }, [item.id], ids)).get(item.id)
    for (const { id, share } of use) {
      const option = chosen?.get(id) ?? null
      if (option !== null) answers.push({ id, step, share, value: weightOf(item, option) })
    }
  }
  return answers
}

/** Use of the tool before each run, of those who had used it by then where people are set against themselves. */
function drawUse(db: Db, question: Question, waves: readonly WaveRow[]) {
  const ends = waves.map(({ opened }) => weekOf(opened))
  const starts = ends.map((end) => dayAfter(end, -STEP_DAYS))
  const steps = waves.map((_, step) => step)
  const { tool, form } = question
  const began = sql`
    exists (
      select from user_tool_weeks f
      where f.user_id = w.user_id and f.tool = ${tool.name} and f.active_days > 0 and f.week < r.ends
    )
  `
  return many(
    db,
    sql<Omit<Answer, 'value'>>`
      select w.user_id as id, r.step, sum(t.own_shared_days)::float8 / sum(t.own_days) as share
      from unnest(${steps}::int[], ${starts}::date[], ${ends}::date[]) r(step, starts, ends)
      join user_weeks w on w.week >= r.starts and w.week < r.ends
      join users u on u.id = w.user_id
      join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool.name}
      where w.week >= coalesce(u.start_date + ${sql.lit(ONBOARDING_DAYS)}, '-infinity') and ${eligible(question)}
        and ${asked(question, sql`w.week`)} and ${form === 'within_person' ? began : sql`true`}
      group by w.user_id, r.step
      having sum(w.code_days) >= ${FEWEST_DAYS} and sum(t.own_days) > 0
      order by w.user_id, r.step
    `,
  )
}
