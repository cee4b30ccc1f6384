import { forestsOf } from '../../charts/forests-of.ts'
import { spreads } from '../../charts/spreads.ts'
import { type CohortMetric, type CohortReport, daysText, dayText } from '../../model/index.ts'
import { amount, bounds, wholePercent } from '../../model/numbers.ts'
import { effectOf } from '../cohort/effect.ts'
import { type Block, heads } from '../page.ts'

/** Users and others side by side: as they are and like for like, with how the first metric spreads. Never without saying that they are different people. */
export function todayBlocks(answer: CohortReport): Block[] {
  const [first] = answer.metrics
  return [
    { kind: 'text', text: `${DIFFERENT} ${comparable(answer)}`.trim() },
    {
      kind: 'text',
      text: `${daysText(answer.period)}, by what people had on ${dayText(answer.members_on)}.`,
    },
    ...forestsOf(answer).map(
      (data, place): Block => ({
        kind: 'chart',
        label: 'Differences between users and others with their 95% intervals.',
        note: `In ${data.unit === '%' ? 'per cent' : 'points'}: pale as they are, full between people who are alike. The bars are 95% intervals.`,
        drawn: { chart: 'forest', data },
        tables: place === 0 ? [tableOf(answer)] : [],
      }),
    ),
    ...(first ? spreadBlocks(first, answer) : []),
  ]
}

const DIFFERENT =
  'These are different people. That users do more or less does not say that the tool changes it: whoever does more may also take up tools sooner. Part 2 is what tells of change.'

function comparable({ metrics }: CohortReport): string {
  const share = metrics.flatMap(({ comparisons }) =>
    comparisons.flatMap(({ standardised }) => standardised.share_comparable ?? []),
  )[0]
  if (share === undefined || share === 1) return ''
  return `${wholePercent(1 - share)} of the users have no comparable counterpart, and are left out of the full dots.`
}

function tableOf({ metrics }: CohortReport): Block & { kind: 'table' } {
  return {
    kind: 'table',
    head: heads('', '', '>', '95% interval>', 'Alike>', '95% interval>', 'People>'),
    rows: metrics.flatMap(({ metric, cohorts, comparisons }) =>
      comparisons.map((pair) => {
        const crude = effectOf(pair, metric)
        const alike = effectOf(pair.standardised, metric)
        const of = cohorts.find(({ cohort }) => cohort === pair.of)
        const to = cohorts.find(({ cohort }) => cohort === pair.to)
        return [
          metric.name,
          valuesOf([of, to], metric),
          crude?.estimate ?? 'not known',
          crude?.interval ?? '',
          alike?.estimate ?? '',
          alike?.interval ?? '',
          `${of?.people ?? '-'} v ${to?.people ?? '-'}`,
        ]
      }),
    ),
  }
}

function valuesOf(
  pair: readonly (CohortMetric['cohorts'][number] | undefined)[],
  metric: CohortMetric['metric'],
): string {
  const values = pair.map((it) => (it?.estimate == null ? '-' : amount(it.estimate, metric)))
  return values.join(' v ')
}

function spreadBlocks(answer: CohortMetric, { cohorts }: CohortReport): Block[] {
  if (!spreads(answer)) return []
  const means = answer.cohorts.flatMap(({ cohort, estimate, interval }) =>
    estimate === null || interval === null
      ? []
      : [
          `${cohort} ${amount(estimate, answer.metric)} (${bounds(interval, (value) => amount(value, answer.metric))})`,
        ],
  )
  return [
    {
      kind: 'chart',
      label: `How ${answer.metric.name} spreads among users and others, a dot for one person in twenty.`,
      note: `${answer.metric.name}, ${answer.metric.unit}: ${means.join(', ')}. A dot is one person in twenty, from 40 people on; the line is the mean, the band its 95% interval.`,
      drawn: { chart: 'quantile_dots', data: { answer, cohorts } },
      tables: [],
    },
  ]
}
