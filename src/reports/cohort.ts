import { type Cohort, CohortReport, type CohortSpec, type ReportGround } from '../model/index.ts'
import { shownSize, shownTeams } from '../privacy/shown-size.ts'
import { type Db, readOnly } from '../store/db.ts'
import { compareMetric } from './cohort/compare-metric.ts'
import { withEvents } from './cohort/draw-events.ts'
import { drawSamples } from './cohort/draw-samples.ts'
import { questionOfOtherTime } from './cohort/other-time.ts'
import { type Asking, type Question, questionOf, specOf } from './cohort/question.ts'
import {
  familiesOf,
  listed,
  passed,
  type Side,
  type Sides,
  sideOf,
  withBeside,
} from './cohort/side.ts'
import { otherTimeOf } from './cohort/stayed.ts'
import { withAnswers } from './cohort/survey-answers.ts'
import { surveyWarnings } from './cohort/survey-warnings.ts'
import { cohortWarnings } from './cohort/warnings.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { prepareForSums } from './prepare.ts'
import { withheld } from './reasons.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * Metrics over a period of the people who had different values of attributes on its first day: each cohort against another one,
 * against everybody else, or against itself in another period. It describes, and carries no word of evidence: the cohorts are
 * different people, the periods different times. Throws `invalid_arguments` and `team_not_found`.
 */
export async function cohortReport(
  db: Db,
  spec: CohortSpec,
  asking: Asking,
): Promise<CohortReport> {
  return cohortOf(db, spec, await readOnly(db, (tx) => drawCohort(tx, spec, asking)), asking)
}

/** The answer from what was drawn, through the gate. */
export function cohortOf(
  db: Db,
  spec: CohortSpec,
  { sides, ground }: Drawn,
  asking: Asking,
): Promise<CohortReport> {
  const asked = {
    ...passOf({ kind: 'cohort', spec }, sides.now.question, asking),
    families: familiesOf(sides),
    shape: CohortReport,
  }
  return throughGate(db, asked, (shown) => answerOf(spec, ground, listed(passed(sides, shown))))
}

type Ground = Omit<ReportGround, 'exclusions' | 'warnings'>

interface Drawn {
  sides: Sides
  ground: Ground
}

/** All that the answer needs, drawn in one transaction. Throws as `cohortReport`. */
export async function drawCohort(tx: Db, spec: CohortSpec, asking: Asking): Promise<Drawn> {
  await prepareForSums(tx)
  const question = await questionOf(tx, spec, asking)
  const now = await drawSide(tx, question, asking)
  const ground = await groundOf(tx, question)
  if (spec.compare !== 'previous') return { sides: withBeside({ now }), ground }
  const other = await questionOfOtherTime(tx, question, spec, asking)
  return { sides: withBeside({ now, other: await drawSide(tx, other, asking) }), ground }
}

async function drawSide(tx: Db, question: Question, { secretKey }: Asking): Promise<Side> {
  const drawn = await drawSamples(tx, question)
  const people = await withEvents(tx, question, drawn)
  return sideOf(question, await withAnswers(tx, question, people, secretKey))
}

function answerOf(spec: CohortSpec, ground: Ground, sides: Sides): CohortReport {
  const { now, other } = sides
  const { question, people, members } = now
  const metrics = question.metrics.map((_, place) => compareMetric(sides, place))
  const answers = metrics.map(({ answer }) => answer)
  const subjects = question.metrics.map(({ subject }) => subject)
  const other_period = other?.question.period
  return {
    spec: specOf(question, spec, other_period),
    members_on: question.members_on,
    ...(other_period && { other_period }),
    cohorts: members.map((_, place) => summaryOf(sides, place)),
    metrics: answers,
    exclusions: exclusionsOf(people, question.minimum),
    ...ground,
    warnings: [
      ...cohortWarnings({ sides, metrics }),
      ...surveyWarnings(now, answers),
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
    ],
  }
}

function summaryOf({ now, other }: Sides, place: number): Cohort {
  const { minimum, cohorts } = now.question
  const cohort = now.members[place] as Side['members'][number]
  const { name, values, people, teams, shown } = cohort
  const { across = [] } = cohorts[place] ?? {}
  const before = other?.members[place]
  return {
    name,
    values,
    ...(across.length > 0 && { across }),
    people: shown ? shownSize(people.length, minimum) : null,
    teams: shown ? shownTeams(teams) : null,
    ...(before && { other_time: otherTimeOf(cohort, before, minimum) }),
    reason: shown ? null : withheld(cohort, minimum),
  }
}
