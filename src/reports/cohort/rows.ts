import type {
  Cohort,
  CohortEstimate,
  CohortMetric,
  CohortOverall,
  CohortReport,
  Comparison,
  Metric,
} from '../../model/index.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'
import { quantileRatioRows, quantileRows } from './quantile-blocks.ts'
import { surveyRows } from './survey-page.ts'

/** A cohort report as lines of CSV: a line a figure. */
export function cohortRows(answer: CohortReport): ReportRow[] {
  const { spec, period, members_on, other_period } = answer
  return [
    { section: 'question', figure: 'attribute', note: spec.attribute },
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    { section: 'question', figure: 'members_on', note: members_on },
    ...spec.across.map((note) => ({ section: 'question', figure: 'across', note })),
    { section: 'question', figure: 'compared with', note: spec.compare },
    ...(other_period
      ? [
          {
            section: 'question',
            figure: 'other period',
            note: `${other_period.from} up to ${other_period.to}`,
          },
        ]
      : []),
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    ...answer.cohorts.flatMap(otherTimeRows),
    ...answer.metrics.flatMap(metricRows),
    ...endingRows(answer),
  ]
}

function otherTimeRows({ name, other_time }: Cohort): ReportRow[] {
  if (other_time === undefined) return []
  const about = { section: 'other period', cohort: name }
  return [
    { ...about, figure: 'people', people: other_time.people },
    { ...about, figure: 'still in it', unit: 'share', estimate: other_time.stayed },
  ]
}

function metricRows({ metric, survey, cohorts, overall, comparisons }: CohortMetric): ReportRow[] {
  return [
    ...cohorts.flatMap((it) => estimateRows(it, metric)),
    ...surveyRows(metric, survey),
    ...(overall ? overallRows(overall, metric) : []),
    ...comparisons.flatMap((pair) => pairRows(pair, metric)),
  ]
}

function estimateRows(measured: CohortEstimate, metric: Metric): ReportRow[] {
  const { cohort, people, teams, estimate, interval, dots, reason } = measured
  const about = { section: 'cohort', metric: metric.id, cohort, unit: metric.unit }
  return [
    {
      ...about,
      figure: 'mean',
      people,
      teams,
      estimate,
      low: interval?.low,
      high: interval?.high,
      note: reason?.message ?? '',
    },
    ...(dots ?? []).map((dot, i) => ({ ...about, figure: `dot ${i + 1} of 20`, estimate: dot })),
    ...quantileRows(metric, measured),
  ]
}

/** What a cohort is held against, where that is none of the cohorts. */
function againstRow(
  { of, to, against, same_people }: Comparison,
  { id, unit }: Metric,
): ReportRow[] {
  if (against === undefined) return []
  const { people, teams, estimate, interval, reason } = against
  const about = { section: 'comparison', metric: id, cohort: of, compared_to: to }
  return [
    {
      ...about,
      figure: 'mean compared to',
      unit,
      people,
      teams,
      estimate,
      low: interval?.low,
      high: interval?.high,
      note: reason?.message ?? '',
    },
    ...(same_people === undefined
      ? []
      : [{ ...about, figure: 'people in both periods', people: same_people }]),
  ]
}

/** Without the chances, which stand in the JSON alone. */
function overallRows(overall: CohortOverall, { id, unit, kind }: Metric): ReportRow[] {
  const { order, step, tau, epsilon_squared, reason, sentence } = overall
  const about = { section: 'all cohorts', metric: id }
  return [
    {
      ...about,
      figure: 'epsilon squared',
      unit: 'share',
      estimate: epsilon_squared,
      note: reason?.message,
    },
    ...(order === null
      ? []
      : [
          {
            ...about,
            figure: 'from one to the next',
            unit: kind === 'log' ? 'times' : unit,
            ...estimateCells(step),
            note: order.join(', '),
          },
          { ...about, figure: 'tau', estimate: tau },
        ]),
    { ...about, figure: 'in words', note: sentence },
  ]
}

function pairRows(pair: Comparison, metric: Metric): ReportRow[] {
  const { of, to, standardised, smallest_detectable, reason } = pair
  const about = { section: 'comparison', metric: metric.id, cohort: of, compared_to: to }
  const unit = metric.kind === 'share' ? 'points' : metric.unit
  const alike = `alike in ${standardised.within.join(', ')}; comparable ${standardised.share_comparable}`
  const note = standardised.reason?.message ?? alike
  return [
    ...againstRow(pair, metric),
    {
      ...about,
      figure: 'difference',
      unit,
      ...estimateCells(pair.difference),
      note: reason?.message,
    },
    { ...about, figure: 'ratio', unit: 'times', ...estimateCells(pair.ratio) },
    ...quantileRatioRows(pair, metric),
    { ...about, figure: 'superiority', unit: 'share', ...estimateCells(pair.superiority) },
    {
      ...about,
      figure: 'difference like for like',
      unit,
      ...estimateCells(standardised.difference),
      note,
    },
    {
      ...about,
      figure: 'ratio like for like',
      unit: 'times',
      ...estimateCells(standardised.ratio),
      note,
    },
    {
      ...about,
      figure: 'smallest detectable difference',
      unit,
      estimate: smallest_detectable.difference,
    },
    {
      ...about,
      figure: 'smallest detectable ratio',
      unit: 'times',
      estimate: smallest_detectable.ratio,
    },
    { ...about, figure: 'in words', note: pair.sentence },
  ]
}
