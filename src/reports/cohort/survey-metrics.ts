import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { dayText, hasValues, PERCEPTION, type Period } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as items from '../../store/survey-items.ts'
import * as waves from '../../store/survey-waves.ts'
import { itemsOf } from '../../surveys/items.ts'

/** An item of a survey as a metric, answered in one run. The value of a person is the place of the option, from 0. */
export interface SurveyMetric extends MetricDefinition {
  of: 'survey'
  item: items.ItemRow
  wave: waves.WaveRow
}

/** Fewest people of whom an answer is shown, however small other groups may be. */
export const FEWEST_ANSWERS = 5

/** Whether a metric is an item of a survey. */
export function isSurvey(metric: MetricDefinition): metric is SurveyMetric {
  return metric.of === 'survey'
}

/** The keys that name items of surveys, whether anybody has answered them or not. */
export async function surveyKeys(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const keys = new Set((await itemsOf(db)).map(({ key }) => key))
  return ids.filter((id) => keys.has(id))
}

/**
 * Items as metrics, of the last run that was opened in the period and has answers to them. Throws `invalid_arguments` where there
 * is none, where its key is destroyed, and for what is only perceived without anything measured beside it.
 */
export async function surveyMetrics(
  db: Db,
  keys: readonly string[],
  { period, measured }: { period: Period; measured: boolean },
): Promise<SurveyMetric[]> {
  if (keys.includes(PERCEPTION) && !measured)
    throw new AppError(
      'invalid_arguments',
      `${PERCEPTION} is what people believe, and is shown beside what is measured only. Add a metric such as pr_throughput.`,
    )
  if (keys.length === 0) return []
  const defined = await items.list(db)
  const all = await waves.list(db)
  const answered = await waves.answered(db)
  return keys.map((key) => {
    const item = defined.find((it) => it.key === key)
    const asked = all.filter(
      ({ id }) =>
        item && answered.some(({ wave_id, item_id }) => wave_id === id && item_id === item.id),
    )
    const wave = asked.find(({ opened }) => opened >= period.from && opened < period.to)
    if (item === undefined || wave === undefined)
      throw new AppError('invalid_arguments', missing(key, period, asked))
    if (!wave.keyed) throw new AppError('invalid_arguments', anonymous(wave))
    return metricOf(item, wave)
  })
}

function missing(key: string, { from, to }: Period, asked: readonly waves.WaveRow[]): string {
  const none = `No survey that was opened from ${dayText(from)} up to ${dayText(to)} has answers to ${key}.`
  if (asked.length === 0) return `${none} Import some with facet import.`
  const runs = asked.map(({ name, opened }) => `${name} on ${dayText(opened)}`).join(', ')
  return `${none} It was asked in: ${runs}. Choose a period that holds such a day.`
}

function anonymous({ name }: waves.WaveRow): string {
  return `${name} is anonymous: its key is destroyed, so groups of people cannot be compared in it. surveys.info shows the answers of everybody.`
}

/** The item as the one definition of a metric. */
export function metricOf(item: items.ItemRow, wave: waves.WaveRow): SurveyMetric {
  const scored = hasValues(item)
  const perceived = item.key === PERCEPTION
  const how = scored
    ? 'Mean of the values of the options that people chose.'
    : `Share of favourable answers: ${item.options.flatMap(({ label, favourable }) => (favourable ? label : [])).join(', ')}.`
  return {
    id: item.key,
    name: perceived ? `${item.name} (perception)` : item.name,
    definition: `“${item.text}” ${how} Asked in ${wave.name}, ${dayText(wave.opened)} to ${dayText(wave.closed)}.`,
    unit: scored ? item.unit : '%',
    direction: perceived ? 'context' : item.lower_is_better ? 'lower' : 'higher',
    kind: scored ? 'rate' : 'share',
    of: 'survey',
    unknown: 'Who did not answer, or to whom it does not apply, has no value.',
    gaming: 'People answer what they think is wanted, once answers are held against them.',
    guardrails: perceived ? ['pr_throughput'] : [],
    subject: 'survey',
    numerator: sql`null::float8`,
    denominator: sql`null::float8`,
    scale: 1,
    item,
    wave,
  }
}
