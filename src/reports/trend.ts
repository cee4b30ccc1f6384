import {
  Metric,
  type Reason,
  type TrendMetric,
  TrendReport,
  type TrendSpec,
} from '../model/index.ts'
import { shownParts } from '../privacy/shown-parts.ts'
import { type Db, readOnly } from '../store/db.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { withheld } from './reasons.ts'
import type { Asking } from './report.ts'
import { scopeWarnings } from './scope-warnings.ts'
import { drawPeople, type Person } from './trend/draw-people.ts'
import { drawSums, prepareForSums, type Sums } from './trend/draw-sums.ts'
import { type Question, questionOf, specOf } from './trend/question.ts'
import { trendSentence } from './trend/sentence.ts'
import { changesOf, pointsOf } from './trend/series.ts'

/**
 * Metrics over time, by the cohort that people were in in each week, or of everybody. It describes: who is in a cohort changes
 * from step to step. Throws `invalid_arguments` and `team_not_found`.
 */
export async function trendReport(db: Db, spec: TrendSpec, asking: Asking): Promise<TrendReport> {
  const { question, people, ...drawn } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    const question = await questionOf(tx, spec, asking)
    const people = await drawPeople(tx, question)
    return {
      question,
      people,
      sums: await drawSums(tx, question),
      ground: await groundOf(tx, question),
    }
  })
  const asked = {
    ...passOf({ kind: 'trend', spec }, question, asking),
    families: familiesOf(question, people),
    shape: TrendReport,
  }
  return throughGate(db, asked, (shown) => {
    const reasons = asked.families.map(({ groups }, metric) =>
      groups.map((group, cohort) =>
        shown[metric]?.[cohort] ? null : withheld({ refused: group.shown }, question.minimum),
      ),
    )
    return answerOf({ ...drawn, question, people, spec, reasons })
  })
}

/** Whom each metric of each cohort would be about, at any time of the period. */
function familiesOf({ cohorts, metrics, minimum }: Question, people: readonly Person[]) {
  const groups = cohorts.map((_, cohort) =>
    people.flatMap((it) => (it.reason === null && it.cohorts.includes(cohort) ? [it.id] : [])),
  )
  const shown = shownParts(
    groups.map(({ length }) => length),
    minimum,
  )
  return metrics.map(({ id }) => ({
    metric: `trend ${id}`,
    groups: groups.map((members, place) => ({ members, shown: shown[place] === true })),
  }))
}

interface Drawn {
  question: Question
  spec: TrendSpec
  people: Person[]
  sums: Sums
  ground: Awaited<ReturnType<typeof groundOf>>
  /** Of each metric and cohort why nothing of it may be shown; null: it passes. */
  reasons: (Reason | null)[][]
}

function answerOf(drawn: Drawn): TrendReport {
  const { question, spec, people, ground } = drawn
  const subjects = question.metrics.map(({ subject }) => subject)
  return {
    spec: specOf(question, spec),
    steps: question.steps,
    cohorts: question.cohorts,
    metrics: question.metrics.map((_, place) => metricOf(drawn, place)),
    exclusions: exclusionsOf(people, question.minimum),
    ...ground,
    warnings: [
      {
        code: 'different_people',
        message:
          'Who is in a cohort changes from step to step: a line that moves may show other people, and not people who changed.',
      },
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: SNAPPED[question.grain] }),
    ],
  }
}

const SNAPPED = { week: 'whole weeks', four_weeks: 'periods of four whole weeks' }

function metricOf({ question, sums, reasons }: Drawn, metric: number): TrendMetric {
  const definition = Metric.parse(question.metrics[metric])
  return {
    metric: definition,
    cohorts: question.cohorts.map(({ name }, cohort) => {
      const place = { metric, cohort, withheld: reasons[metric]?.[cohort] ?? null }
      const points = pointsOf(question, sums, place)
      const changes = changesOf(question, sums, place)
      const told = { cohort: name, metric: definition, grain: question.grain, points, changes }
      return { cohort: name, points, changes, sentence: trendSentence(told) }
    }),
  }
}
