import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { type Period, REPORT_KINDS, takes } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as items from '../../store/survey-items.ts'
import * as waves from '../../store/survey-waves.ts'
import { metricOf, type SurveyMetric } from '../cohort/survey-metrics.ts'

/** An item of surveys as a metric over the runs in which it was asked, the oldest first. */
export interface WavesMetric extends SurveyMetric {
  waves: waves.WaveRow[]
}

const { takes: TAKEN } = REPORT_KINDS.impact

/** Whether a metric is an item of surveys over several runs. */
export function isOverWaves(metric: MetricDefinition): metric is WavesMetric {
  return metric.of === 'survey' && 'waves' in metric
}

/**
 * The item of a key over the runs that were opened in the period and whose keys are kept; undefined for what is no defined item. Throws
 * `invalid_arguments` for fewer than two runs, and for what people cannot say before they have a tool.
 */
export async function wavesMetric(
  db: Db,
  key: string,
  period: Period,
): Promise<WavesMetric | undefined> {
  if (!takes(TAKEN, { id: key, of: 'survey' }))
    throw new AppError(
      'invalid_arguments',
      `${key} is about the tool itself, so there is no answer from before it to compare with. The cohort report shows it beside what is measured.`,
    )
  const item = (await items.list(db)).find((it) => it.key === key)
  if (item === undefined) return undefined
  const answered = await waves.answered(db)
  const asked = (await waves.list(db)).filter(
    ({ id, keyed, opened }) =>
      keyed &&
      opened >= period.from &&
      opened < period.to &&
      answered.some(({ wave_id, item_id }) => wave_id === id && item_id === item.id),
  )
  const [last] = asked
  if (last === undefined || asked.length < TAKEN.runs)
    throw new AppError(
      'invalid_arguments',
      `What changed in ${key} takes two surveys, one before people adopted and one after, that were opened from ${period.from} up to ${period.to} and whose keys are kept. There ${asked.length === 1 ? 'is one' : 'are none'}.`,
    )
  return { ...metricOf(item, last), waves: asked.toReversed() }
}
