import { AppError } from '../errors.ts'
import * as customMetrics from '../store/custom-metrics.ts'
import type { Db } from '../store/db.ts'

/** A metric that the organisation defined. Throws `not_found`. */
export async function knownMetric(db: Db, id: number): Promise<customMetrics.CustomMetricRow> {
  const metric = await customMetrics.info(db, id)
  if (metric) return metric
  throw new AppError(
    'not_found',
    'There is no such metric of your own; metrics.list tells their ids. Those of Facet itself cannot be changed.',
  )
}
