import * as z from 'zod'
import { CATALOGUE, SURVIVAL_CATALOGUE } from '../../metrics/catalogue.ts'
import { definitionOf } from '../../metrics/custom-metrics.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import { Metric } from '../../model/index.ts'
import * as customMetrics from '../../store/custom-metrics.ts'
import { method } from '../method.ts'
import { CustomMetric } from '../shapes/custom-metric.ts'

export const metricsList = method({
  name: 'metrics.list',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Lists the metrics with their definitions.',
  args: z.object({}),
  result: z.object({
    metrics: z.array(
      Metric.extend({
        custom: CustomMetric.optional().describe('How it was defined, of one of your own.'),
      }),
    ),
  }),
  async run(_, { db }) {
    const built = [...CATALOGUE, ...SURVIVAL_CATALOGUE, ...TEAM_CATALOGUE]
    const own = await customMetrics.list(db)
    return {
      metrics: [
        ...built.map((metric) => Metric.parse(metric)),
        ...own.map((custom) => ({ ...Metric.parse(definitionOf(custom)), custom })),
      ],
    }
  },
})
