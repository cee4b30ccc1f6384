import {
  type Bar,
  type DistributionReport,
  daysText,
  dayText,
  type Metric,
  type Spread,
  type SpreadMetric,
} from '../../model/index.ts'
import { amount, figures, wholePercent } from '../../model/numbers.ts'
import { quantileBlocks } from '../cohort/quantile-blocks.ts'
import { type Block, type Cell, heads, type Page, type Table } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks, firstWarnings } from '../scope-blocks.ts'
import { arrivalBlocks } from './page-arrivals.ts'

/** A distribution laid out for reading: dots and bars for each metric, the same in words and tables. */
export function distributionPage(answer: DistributionReport): Page {
  const { spec, period, members_on, metrics } = answer
  const [first, ending] = firstWarnings(answer)
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  return {
    title: `How people spread, by ${spec.attribute}`,
    blocks: [
      {
        kind: 'text',
        text: `${daysText(period)} (${weeksIn(period)} weeks), cohorts as of ${dayText(members_on)}${within.length > 0 ? `, ${within.join(', ')} only` : ''}. Each person counts once, with one value over the period, but where pull requests and the like are counted themselves.`,
      },
      { kind: 'list', items: first },
      ...metrics.flatMap((metric) => metricBlocks(metric, answer)),
      ...answer.arrivals.flatMap(arrivalBlocks),
      ...endingBlocks(ending),
    ],
  }
}

function metricBlocks(spread: SpreadMetric, { cohorts: all }: DistributionReport): Block[] {
  const { metric, cohorts } = spread
  return [
    { kind: 'heading', text: `${metric.name} (${metric.unit})` },
    {
      kind: 'list',
      items: cohorts.flatMap(({ sentence, quantiles }) => [
        sentence,
        ...(quantiles ? [quantiles.sentence] : []),
      ]),
    },
    ...(cohorts.some(({ dots }) => dots !== null) ? [dotsOf(spread, all)] : []),
    ...cohorts.flatMap(({ cohort, histogram }) =>
      histogram === null ? [] : [barsOf({ cohort, histogram }, metric, all)],
    ),
    ...quantileBlocks(metric, cohorts),
  ]
}

function dotsOf({ metric, cohorts }: SpreadMetric, all: DistributionReport['cohorts']): Block {
  const measured = cohorts.map(({ cohort, dots, p50 }) => ({
    cohort,
    dots,
    estimate: p50,
    interval: null,
  }))
  return {
    kind: 'chart',
    label: `How ${metric.name} spreads in each cohort, a dot for one person in twenty.`,
    note: 'A dot is one person in twenty, from 40 people on; the line is the median.',
    drawn: {
      chart: 'quantile_dots',
      data: { answer: { metric, cohorts: measured }, cohorts: all },
    },
    tables: [
      {
        kind: 'table',
        head: heads('Of people', 'Half below>', 'Nine in ten below>', 'People>', 'Teams>'),
        rows: cohorts.map((it) => quantileRow(it, metric)),
      },
    ],
  }
}

function quantileRow({ cohort, p50, p90, people, teams }: Spread, metric: Metric): Cell[] {
  const write = (value: number | null) => (value === null ? 'not shown' : amount(value, metric))
  return [
    cohort,
    write(p50),
    write(p90),
    people?.toLocaleString('en') ?? '',
    teams?.toLocaleString('en') ?? '',
  ]
}

function barsOf(
  { cohort, histogram }: { cohort: string; histogram: Bar[] },
  metric: Metric,
  cohorts: DistributionReport['cohorts'],
): Block {
  return {
    kind: 'chart',
    label: `How many people of ${cohort} have which ${metric.name.toLowerCase()}.`,
    note: `${cohort}: share of people by ${metric.name.toLowerCase()} (${metric.unit}). Each bar is for five people at least; the outermost hold whatever lies beyond.`,
    drawn: { chart: 'histogram', data: { cohort, histogram, cohorts } },
    tables: [histogramTable(cohort, histogram)],
  }
}

function histogramTable(cohort: string, bars: Bar[]): Table {
  const most = Math.max(...bars.map(({ share }) => share))
  return {
    kind: 'table',
    head: heads(cohort, 'People>', ''),
    rows: bars.map((bar) => [
      barText(bar),
      wholePercent(bar.share),
      { bar: most > 0 ? bar.share / most : 0 },
    ]),
  }
}

function barText({ from, to }: Bar): string {
  if (from === null) return to === null ? 'all' : `below ${figures(to)}`
  return to === null ? `${figures(from)} and more` : `${figures(from)} to ${figures(to)}`
}
