import { AppError } from '../../errors.ts'
import { metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { JUDGES_STUDY, takes } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'

/**
 * The metrics of a study in the order given, the primary one first: any that people have but the days of a tool, which say who
 * got it and not what it does. Throws `invalid_arguments` for others, and for one that is named twice.
 */
export async function studyMetrics(db: Db, ids: readonly string[]): Promise<MetricDefinition[]> {
  const own = await customDefinitions(db)
  const metrics = ids.flatMap((id) => metricsOf([id], own))
  const use = metrics.find((metric) => !takes(JUDGES_STUDY, metric))
  if (use)
    throw new AppError(
      'invalid_arguments',
      `${use.name} says who uses a tool, not what it does for them, so no study is judged by it.`,
    )
  const double = ids.find((id, place) => ids.indexOf(id) < place)
  if (double !== undefined)
    throw new AppError('invalid_arguments', `The metric ${double} is named twice; once will do.`)
  return metrics
}
