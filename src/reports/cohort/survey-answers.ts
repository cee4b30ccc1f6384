import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import type { ExclusionCode } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { type AnswersOf, answersOf } from '../../surveys/answers-of.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'
import type { Person } from './draw-samples.ts'
import type { Question } from './question.ts'
import { isSurvey, type SurveyMetric } from './survey-metrics.ts'

/** What keeps somebody out of what is measured, and not out of what is asked. */
const OF_MEASURED: ReadonlySet<ExclusionCode | null> = new Set([
  'not_eligible',
  'being_counted',
  'no_account',
  'onboarding',
  'too_few_days',
] as const)

/** The same person as in the report of a survey: in it whether they write code, are new, or have worked enough. */
export function asAsked(person: Person): Person {
  return OF_MEASURED.has(person.reason) ? { ...person, reason: null } : person
}

/** The people with the places of the options that they chose; null where they did not answer, or it does not apply. */
export async function withAnswers(
  db: Db,
  { metrics, time_zone }: Pick<Question, 'metrics' | 'time_zone'>,
  people: Person[],
  secretKey: SecretKey,
): Promise<Person[]> {
  const surveyed = metrics.filter(isSurvey)
  if (surveyed.length === 0) return people
  const ids = people.flatMap((person) => (asAsked(person).reason === null ? person.id : []))
  const byMetric = await drawAnswers(db, surveyed, ids, secretKey)
  const days = new Map<string, ReadonlySet<number>>()
  for (const { wave } of surveyed)
    days.set(wave.opened, days.get(wave.opened) ?? (await drawThere(db, wave.opened, time_zone)))
  const all = people.map((person) => {
    const answers = metrics.map((metric) =>
      isSurvey(metric) ? (byMetric.get(metric.id)?.get(person.id) ?? null) : null,
    )
    return {
      ...person,
      values: metrics.map(
        (metric, i) => (isSurvey(metric) ? answers[i] : person.values[i]) ?? null,
      ),
      surveyed: metrics.map(
        (metric, i) =>
          isSurvey(metric) &&
          (answers[i] !== null || days.get(metric.wave.opened)?.has(person.id) === true),
      ),
    }
  })
  if (surveyed.length < metrics.length) return all
  return all.map((person) => (person.surveyed.includes(true) ? asAsked(person) : person))
}

/** Ids of those who were there on a day. */
export async function drawThere(
  db: Db,
  on: string,
  time_zone: string,
): Promise<ReadonlySet<number>> {
  const day = sql`${on}::date`
  const rows = await many(
    db,
    sql<{ id: number }>`
      select u.id
      from users u
      where coalesce(u.start_date <= ${day}, true) and coalesce(u.end_date > ${day}, true)
        and coalesce((u.deleted_at at time zone ${time_zone})::date > ${day}, true)
    `,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The answers of some users to each metric by its id, each run opened once. Throws `conflict` where a key has just been destroyed. */
export async function drawAnswers(
  db: Db,
  metrics: readonly SurveyMetric[],
  user_ids: readonly number[],
  secretKey: SecretKey,
): Promise<Map<string, AnswersOf>> {
  const byMetric = new Map<string, AnswersOf>()
  for (const [wave_id, asked] of Map.groupBy(metrics, ({ wave }) => wave.id)) {
    const key = await openKey(db, wave_id, secretKey)
    if (key === undefined)
      throw new AppError('conflict', 'The key of the survey was destroyed a moment ago.')
    const item_ids = asked.map(({ item }) => item.id)
    const byItem = await answersOf(db, { id: wave_id, key }, item_ids, user_ids)
    for (const { id, item } of asked) byMetric.set(id, byItem.get(item.id) ?? new Map())
  }
  return byMetric
}
