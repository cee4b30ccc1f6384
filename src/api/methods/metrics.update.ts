import * as z from 'zod'
import * as customMetrics from '../../store/custom-metrics.ts'
import { change } from '../change.ts'
import { knownMetric } from '../known-metric.ts'
import { method } from '../method.ts'
import { CustomMetric, CustomMetricWords } from '../shapes/custom-metric.ts'

export const metricsUpdate = method({
  name: 'metrics.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Changes the words of a metric of your own.',
  description:
    'What is not given stays. What is counted cannot change, or reports of yesterday and today would not speak of the same: remove the metric and make another.',
  args: CustomMetricWords.partial().extend({ id: CustomMetric.shape.id }),
  result: z.object({ metric: CustomMetric }),
  async run({ id, ...words }, context) {
    const deed = { action: 'metrics.update', object: `metric:${id}`, details: words }
    return change(context, deed, async (tx, by) => {
      await knownMetric(tx, id)
      return { metric: await customMetrics.update(tx, by, id, words) }
    })
  },
})
