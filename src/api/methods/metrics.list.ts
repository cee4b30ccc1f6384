import * as z from 'zod'
import { CATALOGUE, SURVIVAL_CATALOGUE } from '../../metrics/catalogue.ts'
import { Metric } from '../../model/index.ts'
import { method } from '../method.ts'

export const metricsList = method({
  name: 'metrics.list',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Lists the metrics with their definitions.',
  args: z.object({}),
  result: z.object({ metrics: z.array(Metric) }),
  run: async () => ({
    metrics: [...CATALOGUE, ...SURVIVAL_CATALOGUE].map((metric) => Metric.parse(metric)),
  }),
})
