import type { Cohort, CohortReport, CohortSpec } from '../model/index.ts'
import { shownSize } from '../privacy/shown-size.ts'
import { type Db, readOnly } from '../store/db.ts'
import { type Members, membersOf } from './cohort/arm.ts'
import { compareMetric } from './cohort/compare-metric.ts'
import { drawSamples } from './cohort/draw-samples.ts'
import { type Asking, questionOf, specOf } from './cohort/question.ts'
import { cohortWarnings } from './cohort/warnings.ts'
import { exclusionsOf } from './exclusions.ts'
import { groundOf } from './ground.ts'
import { hidden } from './reasons.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * Metrics over a period, compared between the people who had different values of an attribute on its first day. It
 * describes, and carries no word of evidence: the cohorts are different people. Throws `invalid_arguments` and
 * `team_not_found`.
 */
export function cohortReport(db: Db, spec: CohortSpec, asking: Asking): Promise<CohortReport> {
  return readOnly(db, async (tx) => {
    const question = await questionOf(tx, spec, asking)
    const { minimum } = question
    const people = await drawSamples(tx, question)
    const members = membersOf(question, people)
    const metrics = question.metrics.map((m, i) => compareMetric(question, members, m, i))
    const ground = await groundOf(tx, question)
    const subjects = question.metrics.map(({ subject }) => subject)
    return {
      spec: specOf(question, spec),
      members_on: question.members_on,
      cohorts: members.map((cohort) => summaryOf(cohort, minimum)),
      metrics: metrics.map(({ answer }) => answer),
      exclusions: exclusionsOf(people, minimum),
      ...ground,
      warnings: [
        ...cohortWarnings({ question, members, metrics }),
        ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
      ],
    }
  })
}

function summaryOf({ name, values, people, teams, shown }: Members, minimum: number): Cohort {
  if (!shown) return { name, values, people: null, teams: null, reason: hidden(minimum) }
  return { name, values, people: shownSize(people.length, minimum), teams, reason: null }
}
