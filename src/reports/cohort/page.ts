import { forestsOf } from '../../charts/forests-of.ts'
import { sentencesOf } from '../../charts/sentences-of.ts'
import { spreads } from '../../charts/spreads.ts'
import {
  type CohortEstimate,
  type CohortMetric,
  type CohortReport,
  type Comparison,
  daysText,
  dayText,
  type Period,
} from '../../model/index.ts'
import { amount, bounds, listed, wholePercent } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks, firstWarnings } from '../scope-blocks.ts'
import { detectableOf, effectOf } from './effect.ts'
import { quantileBlocks } from './quantile-blocks.ts'
import { surveyBlocks } from './survey-page.ts'

const BETTER = { higher: ', higher is better', lower: ', lower is better', context: '' }

/** A cohort report laid out for reading: a table a metric, the same in words, and what to bear in mind. */
export function cohortPage(answer: CohortReport): Page {
  const { metrics } = answer
  const [first, ending] = firstWarnings(answer)
  return {
    title: titleOf(answer),
    blocks: [
      { kind: 'text', text: `${aboutOf(answer)} ${first.join(' ')}` },
      ...otherTimeBlocks(answer),
      ...forestBlocks(answer),
      ...metrics.flatMap((metric) => [
        ...metricBlocks(metric),
        ...quantileBlocks(metric.metric, metric.cohorts, metric.comparisons),
        ...spreadBlocks(metric, answer),
        ...surveyBlocks(metric),
      ]),
      { kind: 'heading', text: 'In words' },
      { kind: 'list', items: metrics.flatMap(sentencesOf) },
      ...endingBlocks(ending),
    ],
  }
}

/** Cohorts up to which a title names each. */
const MOST_NAMED = 6

function titleOf({ spec: { attribute, across }, cohorts }: CohortReport): string {
  const names = cohorts.map(({ name }) => name)
  const subject = across.length > 0 ? `${attribute} across ${listed(across)}` : attribute
  return `${subject}: ${names.length > MOST_NAMED ? `${names.length} cohorts` : listed(names)}`
}

function aboutOf({ spec, period, members_on, other_period }: CohortReport): string {
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const only = within.length > 0 ? `, ${within.join(', ')} only` : ''
  const weeks = (it: Period) => `${daysText(it)} (${weeksIn(it)} weeks)`
  if (other_period)
    return `${weeks(period)} against ${weeks(other_period)}, each with the cohorts of its first day${only}.`
  const against = spec.compare === 'organization' ? ', each against everybody else' : ''
  return `${weeks(period)}, cohorts as of ${dayText(members_on)}${only}${against}.`
}

/** Who of the cohorts of the other period is in them now. */
function otherTimeBlocks({ cohorts }: CohortReport): Block[] {
  const known = cohorts.filter(({ other_time }) => other_time !== undefined)
  if (known.length === 0) return []
  return [
    {
      kind: 'table',
      head: heads('', 'Then>', 'Still in it>', 'Now>'),
      rows: known.map(({ name, people, other_time }) => [
        shortened(name),
        other_time?.people?.toLocaleString('en') ?? 'not shown',
        stayedText(other_time?.stayed ?? null),
        people?.toLocaleString('en') ?? 'not shown',
      ]),
    },
  ]
}

/** The share of a cohort that stayed; its ends are told without counting the few who may be left over. */
export function stayedText(stayed: number | null): string {
  if (stayed === null) return 'not shown'
  return stayed === 1 ? 'all or nearly' : stayed === 0 ? 'hardly any' : wholePercent(stayed)
}

/** All differences at once; the tables of the metrics have the numbers. */
function forestBlocks(answer: CohortReport): Block[] {
  const [what, pale] = answer.other_period
    ? ['What changed', 'of the people who are in the cohort both times']
    : ['What differs', 'pale as the cohorts are, full between people who are alike']
  return forestsOf(answer).map((data) => ({
    kind: 'chart',
    label:
      'Differences between the cohorts with their 95% intervals; the tables below have the numbers.',
    note: `${what}, in ${data.unit === '%' ? 'per cent' : 'points'}: ${pale}. The bars are 95% intervals.`,
    drawn: { chart: 'forest', data },
    tables: [],
  }))
}

function spreadBlocks(answer: CohortMetric, { cohorts }: CohortReport): Block[] {
  if (!spreads(answer)) return []
  return [
    {
      kind: 'chart',
      label: `How ${answer.metric.name} spreads in each cohort, a dot for one person in twenty.`,
      note: 'A dot is one person in twenty, from 40 people on; the line is the estimate, the band its interval.',
      drawn: { chart: 'quantile_dots', data: { answer, cohorts } },
      tables: [],
    },
  ]
}

function metricBlocks({ metric, cohorts, comparisons }: CohortMetric): Block[] {
  const beside = comparisons.flatMap(({ against }) => against ?? [])
  const most = Math.max(...[...cohorts, ...beside].map(({ estimate }) => estimate ?? 0))
  return [
    { kind: 'heading', text: `${metric.name} (${metric.unit}${BETTER[metric.direction]})` },
    {
      kind: 'table',
      head: heads('', '>', '95% interval>', '', 'People>', 'Teams>'),
      rows: cohorts.flatMap((cohort) => {
        const here = comparisons.filter((pair) => placeOf(pair) === cohort.cohort)
        return [
          cohortRow(cohort, metric, most),
          ...here.flatMap((pair) => comparisonRows(pair, metric, here.length > 1, most)),
        ]
      }),
    },
  ]
}

/** The cohort below which a comparison stands: itself beside what is none of them, else the one that it is held against. */
function placeOf({ of, to, against }: Comparison): string {
  return against ? of : to
}

function cohortRow(
  { cohort, estimate, interval, people, teams }: CohortEstimate,
  metric: CohortMetric['metric'],
  most: number,
): Cell[] {
  const write = (value: number) => amount(value, metric)
  return [
    shortened(cohort),
    estimate === null ? 'not shown' : write(estimate),
    interval === null ? '' : bounds(interval, write),
    { bar: estimate === null || most === 0 ? 0 : estimate / most },
    people === null ? '' : people.toLocaleString('en'),
    teams === null ? '' : teams.toLocaleString('en'),
  ]
}

function comparisonRows(
  pair: Comparison,
  metric: CohortMetric['metric'],
  several: boolean,
  most: number,
): Cell[][] {
  const crude = effectOf(pair, metric)
  const name = several ? shortened(`${pair.of} to ${pair.to}`) : 'difference'
  const against = pair.against ? [cohortRow(againstNamed(pair), metric, most)] : []
  if (crude === null) return [...against, [name, 'not known', '', '', '', '']]
  const visible = `would show ≥ ${detectableOf(pair.smallest_detectable, metric)}`
  const people = pair.same_people?.toLocaleString('en') ?? ''
  return [
    ...against,
    [name, crude.estimate, crude.interval, visible, people, ''],
    ...alikeRows(pair, metric),
  ]
}

/** Nobody is made alike who is set against themselves. */
function alikeRows(
  { standardised, same_people }: Comparison,
  metric: CohortMetric['metric'],
): Cell[][] {
  if (typeof same_people === 'number') return []
  const alike = effectOf(standardised, metric)
  const share = standardised.share_comparable ?? 0
  return [
    [
      '  like for like',
      alike?.estimate ?? 'not known',
      alike?.interval ?? '',
      alike ? `${wholePercent(share)} comparable` : '',
      '',
      '',
    ],
  ]
}

/** What a cohort is held against, where that is none of the cohorts. */
function againstNamed({ same_people, against }: Comparison): CohortEstimate {
  const cohort = same_people === undefined ? '  everybody else' : '  other period'
  return { ...(against as CohortEstimate), cohort }
}

const NAME_COLUMNS = 18

function shortened(name: string): string {
  return name.length <= NAME_COLUMNS ? name : `${name.slice(0, NAME_COLUMNS - 1)}…`
}
