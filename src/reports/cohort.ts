import { type Cohort, CohortReport, type CohortSpec } from '../model/index.ts'
import { shownSize } from '../privacy/shown-size.ts'
import { type Db, readOnly } from '../store/db.ts'
import { type Arm, armsOf, type Members, membersOf } from './cohort/arm.ts'
import { compareMetric } from './cohort/compare-metric.ts'
import { drawSamples, type Person } from './cohort/draw-samples.ts'
import { type Asking, type Question, questionOf, specOf } from './cohort/question.ts'
import { withAnswers } from './cohort/survey-answers.ts'
import { surveyWarnings } from './cohort/survey-warnings.ts'
import { cohortWarnings } from './cohort/warnings.ts'
import { exclusionsOf } from './exclusions.ts'
import { cohortFamilies, gated } from './gate/cohort-groups.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { prepareForSums } from './prepare.ts'
import { withheld } from './reasons.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * Metrics over a period, compared between the people who had different values of an attribute on its first day. It
 * describes, and carries no word of evidence: the cohorts are different people. Throws `invalid_arguments` and
 * `team_not_found`.
 */
export async function cohortReport(
  db: Db,
  spec: CohortSpec,
  asking: Asking,
): Promise<CohortReport> {
  const { question, people, ground } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    const question = await questionOf(tx, spec, asking)
    const drawn = await drawSamples(tx, question)
    const people = await withAnswers(tx, question.metrics, drawn, asking.secretKey)
    return { question, people, ground: await groundOf(tx, question) }
  })
  const members = membersOf(question, people)
  const arms = question.metrics.map((_, place) => armsOf(question, members, place))
  const asked = {
    ...passOf({ kind: 'cohort', spec }, question, asking),
    families: cohortFamilies(question, members, arms),
    shape: CohortReport,
  }
  return throughGate(db, asked, ([cohorts, ...metrics]) => {
    const shown = gated(members, cohorts)
    const gatedArms = arms.map((arm, place) => gated(arm, metrics[place], cohorts))
    return answerOf({ question, spec, people, ground, members: shown, arms: gatedArms })
  })
}

/** What was drawn, with what may be shown of it. */
interface Drawn {
  question: Question
  spec: CohortSpec
  people: Person[]
  ground: Awaited<ReturnType<typeof groundOf>>
  members: Members[]
  arms: Arm[][]
}

function answerOf({ question, spec, people, ground, members, arms }: Drawn): CohortReport {
  const { minimum } = question
  const metrics = question.metrics.map((m, i) => compareMetric(question, arms[i] ?? [], m))
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
      ...surveyWarnings(question, members, arms),
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
    ],
  }
}

function summaryOf(cohort: Members, minimum: number): Cohort {
  const { name, values, people, teams } = cohort
  if (!cohort.shown)
    return { name, values, people: null, teams: null, reason: withheld(cohort, minimum) }
  return { name, values, people: shownSize(people.length, minimum), teams, reason: null }
}
