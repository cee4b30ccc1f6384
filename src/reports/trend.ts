import { Metric, type TrendMetric, TrendReport, type TrendSpec } from '../model/index.ts'
import { type Db, readOnly } from '../store/db.ts'
import { countedExclusions } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import type { Family } from './gate/release.ts'
import { rounded } from './gate/round.ts'
import { groundOf } from './ground.ts'
import { joinByHashing, prepareForSums } from './prepare.ts'
import type { Asking } from './report.ts'
import { scopeWarnings } from './scope-warnings.ts'
import { drawExclusions } from './trend/draw-exclusions.ts'
import { drawPresence } from './trend/draw-presence.ts'
import { drawSpans, type Span } from './trend/draw-spans.ts'
import { drawSums, type Sums } from './trend/draw-sums.ts'
import { familiesOf, gatedCohorts, gatedSteps, type StepGroups } from './trend/families.ts'
import { type Question, questionOf, specOf } from './trend/question.ts'
import { trendSentence } from './trend/sentence.ts'
import { changesOf, pointsOf } from './trend/series.ts'
import { besideWarnings } from './use-warnings.ts'

/**
 * Metrics over time, by the cohort that people were in in each week, or of everybody. It describes: who is in a cohort changes
 * from step to step. Throws `invalid_arguments` and `team_not_found`.
 */
export async function trendReport(db: Db, spec: TrendSpec, asking: Asking): Promise<TrendReport> {
  const { families, gated, ...drawn } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    await joinByHashing(tx)
    const question = await questionOf(tx, spec, asking)
    const spans = await drawSpans(tx, question)
    const sums = await drawSums(tx, question, spans)
    const gated = await gatedSteps(tx, question, sums)
    const families = await drawFamilies(tx, { question, spans, sums, gated })
    const exclusions = await drawExclusions(tx, question)
    return { question, sums, gated, families, exclusions, ground: await groundOf(tx, question) }
  })
  const { question } = drawn
  const asked = {
    ...passOf({ kind: 'trend', spec }, question, asking),
    families,
    shape: TrendReport,
  }
  return throughGate(db, asked, (shown) => {
    const refused = question.metrics.map((_, metric) =>
      question.cohorts.map((_, cohort) => {
        const days = gated.flatMap((step, place) =>
          step.metric === metric &&
          families[place]?.groups[cohort]?.shown &&
          !shown[place]?.[cohort]
            ? step.days
            : [],
        )
        return new Set(days)
      }),
    )
    return answerOf({ ...drawn, spec, refused })
  })
}

async function drawFamilies(
  tx: Db,
  drawn: { question: Question; spans: Span[]; sums: Sums; gated: StepGroups[] },
): Promise<Family[]> {
  const { question, spans, sums, gated } = drawn
  const cohorts = gatedCohorts(gated, question, sums)
  if (cohorts.length === 0) return []
  const theirs = spans.filter(({ cohort }) => cohorts.includes(cohort))
  return familiesOf(question, gated, { sums, presence: await drawPresence(tx, question, theirs) })
}

interface Drawn {
  question: Question
  spec: TrendSpec
  sums: Sums
  exclusions: Awaited<ReturnType<typeof drawExclusions>>
  ground: Awaited<ReturnType<typeof groundOf>>
  /** Of each metric and cohort the steps that do not pass the gate, by their first days. */
  refused: Set<string>[][]
}

function answerOf(drawn: Drawn): TrendReport {
  const { question, spec, exclusions, ground } = drawn
  const subjects = question.metrics.map(({ subject }) => subject)
  return {
    spec: specOf(question, spec),
    steps: question.steps,
    cohorts: question.cohorts,
    metrics: question.metrics.map((_, place) => metricOf(drawn, place)),
    exclusions: countedExclusions(exclusions, question.minimum),
    ...ground,
    warnings: [
      {
        code: 'different_people',
        message:
          'Who is in a cohort changes from step to step: a line that moves may show other people, and not people who changed.',
      },
      // a comparison fixes its people on one day, so it is over the last weeks and not over all
      ...besideWarnings(question.uses, question.metrics, {
        ...specOf(question, spec),
        from: undefined,
      }),
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: SNAPPED[question.grain] }),
    ],
  }
}

const SNAPPED = { week: 'whole weeks', four_weeks: 'periods of four whole weeks' }

function metricOf({ question, sums, refused }: Drawn, metric: number): TrendMetric {
  const definition = Metric.parse(question.metrics[metric])
  return {
    metric: definition,
    cohorts: question.cohorts.map(({ name }, cohort) => {
      const place = { metric, cohort, refused: refused[metric]?.[cohort] ?? new Set<string>() }
      const points = pointsOf(question, sums, place)
      const changes = rounded(changesOf(question, sums, place))
      const told = { cohort: name, metric: definition, grain: question.grain, points, changes }
      return { cohort: name, points, changes, sentence: trendSentence(told) }
    }),
  }
}
