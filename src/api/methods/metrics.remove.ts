import * as z from 'zod'
import * as customMetrics from '../../store/custom-metrics.ts'
import { knownMetric } from '../known-metric.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { CustomMetric } from '../shapes/custom-metric.ts'

export const metricsRemove = method({
  name: 'metrics.remove',
  verb: 'POST',
  scope: 'admin',
  summary: 'Takes a metric of your own away, with its numbers from files; events stay.',
  args: z.object({
    id: CustomMetric.shape.id,
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    key: z.string(),
    facts: z.number().int().describe('Numbers from files that go with it.'),
  }),
  async run({ id, dry_run }, context) {
    const deed = { action: 'metrics.remove', object: `metric:${id}` }
    const answer = await changeOrRehearse(context, dry_run, deed, async (tx) => {
      const metric = await knownMetric(tx, id)
      return { key: metric.key, facts: await customMetrics.remove(tx, metric) }
    })
    return { dry_run, ...answer }
  },
})
