import type { ImpactReport, MetricImpact } from '../../model/index.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** An impact report as lines of CSV: a line a figure. */
export function impactRows(answer: ImpactReport): ReportRow[] {
  const { spec, period, adoption_by, unit } = answer
  const metric = answer.metric.id
  return [
    { section: 'question', figure: 'attribute', note: spec.attribute },
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    { section: 'question', figure: 'adoption_by', note: adoption_by },
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    ...effectRows(answer).map((row) => ({ section: 'effect', metric, ...row })),
    ...answer.metrics.slice(1).flatMap(metricRows),
    {
      section: 'spillover',
      figure: 'beside adopters',
      estimate: answer.spillover.share,
      note: answer.spillover.sentence,
    },
    ...answer.curve.map(({ offset, effect, reason }) => ({
      section: 'curve',
      metric,
      figure: `period ${offset}`,
      unit,
      ...estimateCells(effect),
      note: reason?.message,
    })),
    ...answer.checks.map(({ name, words, estimate, passed, reason }) => ({
      section: 'check',
      metric,
      figure: name,
      unit,
      ...estimateCells(estimate),
      note: `${words}. ${passed === null ? (reason?.message ?? '') : passed ? 'Passed.' : 'Failed.'}`.trim(),
    })),
    ...endingRows(answer),
  ]
}

function effectRows(answer: ImpactReport): ReportRow[] {
  const { unit, effect, widened, people, teams, evidence, reason, naive, metric } = answer
  return [
    { figure: 'effect', unit, ...estimateCells(effect), note: evidence?.word ?? reason?.message },
    { figure: 'with room for drift', unit, low: widened?.low, high: widened?.high },
    { figure: 'smallest detectable', unit, estimate: answer.smallest_detectable },
    { figure: 'observed', unit: metric.unit, estimate: answer.observed },
    { figure: 'expected', unit: metric.unit, estimate: answer.expected },
    { figure: 'adopters', people: people.adopters, teams: teams.adopters },
    { figure: 'controls', people: people.controls, teams: teams.controls },
    { figure: 'in words', note: answer.sentence },
    { figure: 'plain gap now', unit, ...estimateCells(naive.now), note: naive.sentence },
    { figure: 'plain gap before adoption', unit, ...estimateCells(naive.before) },
  ]
}

/** A further metric: its effect, and whom it is about. */
function metricRows(it: MetricImpact): ReportRow[] {
  const { metric, unit, effect, widened, people, teams, evidence, guardrail, reason } = it
  const about = { section: it.role, metric: metric.id }
  const word = guardrail?.verdict ?? evidence?.word ?? reason?.message
  return [
    { ...about, figure: 'effect', unit, ...estimateCells(effect), note: word },
    { ...about, figure: 'with room for drift', unit, low: widened?.low, high: widened?.high },
    { ...about, figure: 'smallest detectable', unit, estimate: it.smallest_detectable },
    { ...about, figure: 'adopters', people: people.adopters, teams: teams.adopters },
    { ...about, figure: 'controls', people: people.controls, teams: teams.controls },
    { ...about, figure: 'in words', note: it.sentence },
  ]
}
