import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Db } from '../../store/db.ts'
import { type AnswersOf, answersOf } from '../../surveys/answers-of.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'
import type { Person } from './draw-samples.ts'
import { isSurvey, type SurveyMetric } from './survey-metrics.ts'

/** The people with the places of the options that they chose; null where they did not answer, or it does not apply. */
export async function withAnswers(
  db: Db,
  metrics: readonly MetricDefinition[],
  people: Person[],
  secretKey: SecretKey,
): Promise<Person[]> {
  const surveyed = metrics.filter(isSurvey)
  if (surveyed.length === 0) return people
  const ids = people.flatMap(({ id, reason }) => (reason === null ? id : []))
  const byMetric = await drawAnswers(db, surveyed, ids, secretKey)
  return people.map((person) => ({
    ...person,
    values: metrics.map((metric, place) =>
      isSurvey(metric)
        ? (byMetric.get(metric.id)?.get(person.id) ?? null)
        : (person.values[place] ?? null),
    ),
  }))
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
