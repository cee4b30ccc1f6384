import type { StudyMetric, StudyResult } from '../../model/index.ts'
import { quantileRows } from '../cohort/quantile-blocks.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** The result of a study as lines of CSV. */
export function studyRows(answer: StudyResult): ReportRow[] {
  const { study, period, interim } = answer
  const note = (figure: string, note: string) => ({ section: 'question', figure, note })
  return [
    note('study', study.name),
    note('hypothesis', study.hypothesis),
    note('purpose', study.purpose),
    note('period', `${period.from} up to ${period.to}`),
    note('drawn_on', study.frozen_on ?? ''),
    note('seed', String(study.seed ?? '')),
    ...(interim ? [note('interim', 'an always-valid look before the end')] : []),
    ...study.changes.map(({ at, field, before, after, reason, actor }) => ({
      section: 'changed_after_the_start',
      figure: field,
      note: `${at}: from ${before} to ${after} by ${actor}: ${reason}`,
    })),
    ...answer.metrics.flatMap((it) =>
      metricRows(it).map((row) => ({ metric: it.metric.id, unit: it.metric.unit, ...row })),
    ),
    ...endingRows(answer),
  ]
}

function metricRows(it: StudyMetric): ReportRow[] {
  const { metric, role, cohorts, difference, ratio, adjusted, sequence, guardrail, sentence } = it
  const { quantiles } = it
  const [cohort = '', compared_to = ''] = cohorts.map(({ cohort }) => cohort)
  const between = (
    section: string,
    figure: string,
    estimate: StudyMetric['ratio'],
    unit?: string,
  ) =>
    estimate === null
      ? []
      : [
          {
            ...{ section, figure, cohort, compared_to, ...estimateCells(estimate) },
            ...(unit !== undefined && { unit }),
          },
        ]
  return [
    ...cohorts.map(({ cohort, estimate, interval, people, teams, reason }) => ({
      section: 'arm',
      cohort,
      figure: 'mean',
      estimate,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      people,
      teams,
      note: reason?.message ?? '',
    })),
    ...cohorts.flatMap((arm) => quantileRows(metric, arm)),
    ...between(role, 'difference', difference),
    ...between(role, 'ratio', ratio, 'ratio'),
    ...between('against_their_past', 'difference', adjusted.difference),
    ...between('against_their_past', 'ratio', adjusted.ratio, 'ratio'),
    ...between('quantile', `ratio of p50 of ${metric.events}`, quantiles?.p50 ?? null, 'ratio'),
    ...between('quantile', `ratio of p90 of ${metric.events}`, quantiles?.p90 ?? null, 'ratio'),
    ...between('always_valid', 'difference', sequence?.difference ?? null),
    ...between('always_valid', 'ratio', sequence?.ratio ?? null, 'ratio'),
    ...(guardrail
      ? [{ section: 'guardrail', figure: guardrail.verdict, estimate: guardrail.margin }]
      : []),
    { section: 'in words', note: sentence },
  ]
}
