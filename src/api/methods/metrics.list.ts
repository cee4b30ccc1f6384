import * as z from 'zod'
import { BUILT_IN } from '../../metrics/built-in.ts'
import { definitionOf } from '../../metrics/custom-metrics.ts'
import { versionOf } from '../../metrics/definition-version.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { purposesOf } from '../../metrics/purposes.ts'
import { Metric, Purpose } from '../../model/index.ts'
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
        made_of: z.string().describe('The facts that it is counted from, such as pull requests.'),
        purposes: z
          .array(Purpose)
          .describe('What it may be used for; judging, paying or ranking people is no purpose.'),
        version: z
          .string()
          .optional()
          .describe(
            'Changes with its words and its SQL: numbers of equal versions were measured alike. Absent where it is no sum over weeks.',
          ),
        custom: CustomMetric.optional().describe('How it was defined, of one of your own.'),
      }),
    ),
  }),
  async run(_, { db }) {
    const own = await customMetrics.list(db)
    return {
      metrics: [
        ...BUILT_IN.map(described),
        ...own.map((custom) => ({ ...described(definitionOf(custom)), custom })),
      ],
    }
  },
})

/** A metric in words, with what it is made of and its version. */
function described(metric: Metric | MetricDefinition) {
  const words = { ...Metric.parse(metric), purposes: purposesOf(metric) }
  if (!('numerator' in metric)) return { ...words, made_of: 'pull requests' }
  return {
    ...words,
    made_of: metric.subject.replaceAll('_', ' '),
    version: versionOf([metric]),
  }
}
