import {
  changedText,
  daysText,
  dayText,
  type Estimate,
  type Metric,
  type StudyMetric,
  type StudyResult,
} from '../../model/index.ts'
import { amount, bounds, count, percent, wholePercent } from '../../model/numbers.ts'
import { quantileBlocks } from '../cohort/quantile-blocks.ts'
import { type Block, heads, type Page } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks } from '../scope-blocks.ts'
import { sizeOf } from './sentence.ts'

/** The result of a study laid out for reading: its question, what came of it, and what was changed on the way. */
export function studyPage(answer: StudyResult): Page {
  const { study, period, interim, metrics } = answer
  const [primary, ...guardrails] = metrics as [StudyMetric, ...StudyMetric[]]
  return {
    title: study.name,
    blocks: [
      { kind: 'text', text: study.hypothesis },
      {
        kind: 'text',
        text: `${daysText(period)} (${weeksIn(period)} weeks). Teams were drawn by lot on ${dayText(study.frozen_on ?? study.from)} with the seed ${study.seed}; whoever was drawn to an arm counts there. ${study.purpose}`,
      },
      ...(interim ? [{ kind: 'text' as const, text: INTERIM }] : []),
      ...changeBlocks(answer),
      { kind: 'heading', text: `${primary.metric.name} (${primary.metric.unit})` },
      ...metricBlocks(primary),
      ...(guardrails.length > 0 ? [{ kind: 'heading' as const, text: 'Guardrails' }] : []),
      ...guardrails.flatMap((it) => [
        { kind: 'heading' as const, text: it.metric.name, small: true as const },
        ...metricBlocks(it),
      ]),
      ...endingBlocks(answer),
    ],
  }
}

const INTERIM =
  'This is a look before the end, which the study was made to allow: an always-valid interval of the primary metric, and nothing else.'

function changeBlocks({ study }: StudyResult): Block[] {
  if (study.changes.length === 0) return []
  return [
    { kind: 'heading', text: 'Changed after the start' },
    {
      kind: 'table',
      head: heads('Day', 'What', 'From', 'To', 'Why', 'By'),
      rows: study.changes.map((it) => [
        dayText(it.at.slice(0, 10)),
        it.field,
        changedText(it, it.before),
        changedText(it, it.after),
        it.reason,
        it.actor,
      ]),
    },
  ]
}

function metricBlocks(it: StudyMetric): Block[] {
  const { metric, cohorts, difference, ratio, adjusted, sentence, reason } = it
  const plain = sizeOf({ difference, ratio }, metric)
  const past = sizeOf(adjusted, metric)
  const rows = [
    ...(plain === null ? [] : [['As drawn', plain.text]]),
    ...(past === null
      ? []
      : [
          [
            `Against their own past${adjusted.variance_left === null ? '' : `, which leaves ${wholePercent(adjusted.variance_left)} of the spread`}`,
            past.text,
          ],
        ]),
    ...quantileLines(it),
  ]
  return [
    { kind: 'text', text: sentence },
    ...(cohorts.some(({ estimate }) => estimate !== null) ? [armTable(cohorts, metric)] : []),
    ...(rows.length === 0 || reason !== null
      ? []
      : [
          {
            kind: 'table' as const,
            head: heads('', `${cohorts[0]?.cohort} against ${cohorts[1]?.cohort}`),
            rows,
          },
        ]),
    ...quantileBlocks(metric, cohorts),
    ...spreadSentences(cohorts),
  ]
}

/** How the arms' pull requests, pushes or starts lie to each other, a line a quantile. */
function quantileLines({ metric, quantiles }: StudyMetric): string[][] {
  const line = (what: string, ratio: Estimate | null | undefined) =>
    ratio
      ? [
          [
            `Of ${metric.events}: ${what}`,
            `${percent(ratio.estimate)} (95% interval ${bounds(ratio.interval, percent)})`,
          ],
        ]
      : []
  return [
    ...line('below what half lie', quantiles?.p50),
    ...line('below what nine in ten lie', quantiles?.p90),
  ]
}

function spreadSentences(cohorts: StudyMetric['cohorts']): Block[] {
  const items = cohorts.flatMap(({ quantiles }) => quantiles?.sentence ?? [])
  return items.length > 0 ? [{ kind: 'list', items }] : []
}

function armTable(cohorts: StudyMetric['cohorts'], metric: Metric): Block {
  const write = (value: number) => amount(value, metric)
  return {
    kind: 'table',
    head: heads('Arm', 'Mean>', '95% interval>', 'People>', 'Teams>'),
    rows: cohorts.map(({ cohort, estimate, interval, people, teams }) => [
      cohort,
      estimate === null ? 'not shown' : write(estimate),
      interval === null ? '' : bounds(interval, write),
      people === null ? '' : count(people),
      teams === null ? '' : count(teams),
    ]),
  }
}
