import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { CATALOGUE, SURVIVAL_CATALOGUE } from '../../metrics/catalogue.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import * as customMetrics from '../../store/custom-metrics.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { CustomMetric, CustomMetricWords } from '../shapes/custom-metric.ts'

const { event_source, event_name, event_value, since } = CustomMetric.shape

export const metricsCreate = method({
  name: 'metrics.create',
  verb: 'POST',
  scope: 'admin',
  summary: 'Defines a metric of your own, which reports then use like any other.',
  description:
    'Its numbers come from files of custom facts (email, day, metric, num, and den of a ratio), or from events of a source. Cohort and impact reports take its key.',
  args: CustomMetric.omit({ id: true }).extend({
    ...CustomMetricWords.shape,
    code: CustomMetric.shape.code.default('C'),
    event_source: event_source.default(null),
    event_name: event_name.default(null),
    event_value: event_value.default(null),
    since: since.default(null),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), metric: CustomMetric }),
  async run({ dry_run, ...args }, context) {
    refuseHalves(args)
    const deed = { action: 'metrics.create', details: args }
    const metric = await changeOrRehearse(context, dry_run, deed, async (tx, by) => {
      const made = isBuiltIn(args.key) ? undefined : await customMetrics.create(tx, by, args)
      if (made) return made
      throw new AppError('conflict', `key: there is a metric "${args.key}" already.`)
    })
    return { dry_run, metric }
  },
})

function isBuiltIn(key: string): boolean {
  return [...CATALOGUE, ...SURVIVAL_CATALOGUE, ...TEAM_CATALOGUE].some(({ id }) => id === key)
}

/** Events are named by their source and their name; a count of them is known only since somebody says that they are complete. */
function refuseHalves(args: {
  code: 'C' | 'R'
  event_source: string | null
  event_name: string | null
  event_value: string | null
  since: string | null
}): void {
  const { code, event_source, event_name, event_value, since } = args
  if ((event_source === null) !== (event_name === null))
    throw wrong('event_name', 'event_source and event_name go together.')
  if (event_name === null && (event_value !== null || since !== null))
    throw wrong(
      'event_name',
      'event_value and since speak of events; name them, or leave both out.',
    )
  if (event_name !== null && code === 'C' && since === null)
    throw wrong(
      'since',
      'say since when these events are complete: a day without one is a 0 from then on.',
    )
  if (event_name !== null && code === 'R' && event_value === null)
    throw wrong('event_value', 'a mean by event needs the detail that holds the number.')
}

function wrong(path: string, message: string): AppError {
  return new AppError('invalid_arguments', `${path}: ${message}`, { issues: [{ path, message }] })
}
