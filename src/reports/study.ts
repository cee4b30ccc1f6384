import { AppError } from '../errors.ts'
import type { MetricDefinition } from '../metrics/metric.ts'
import {
  dayIn,
  dayText,
  JUDGES_STUDY,
  type Period,
  type ReportGround,
  type Study,
  StudyResult,
  StudyResultSpec,
  weekOf,
} from '../model/index.ts'
import * as coverage from '../store/coverage.ts'
import { type Db, readOnly } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as studies from '../store/studies.ts'
import type { Arm, Members } from './cohort/arm.ts'
import type { Person } from './cohort/draw-samples.ts'
import { exclusionsOf } from './exclusions.ts'
import { cohortFamilies, gated } from './gate/cohort-groups.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { type Covered, knownSpan } from './known.ts'
import { type Asking, report } from './report.ts'
import { scopeWarnings } from './scope-warnings.ts'
import { armMembers, metricArms } from './study/arms.ts'
import { drawPeople } from './study/draw-people.ts'
import { drawValues } from './study/draw-values.ts'
import { studyMetric } from './study/metric.ts'
import { studyMetrics } from './study/metrics.ts'
import { studyPage } from './study/page.ts'
import { studyRows } from './study/rows.ts'
import { studyOf } from './study/study-of.ts'
import { studyWarnings } from './study/warnings.ts'
import { weeksBefore } from './study/weeks.ts'

/** The result of a study as a report of its own: not in the menu, since its question is the study. */
export const STUDY_REPORT = report({
  kind: {
    name: 'study',
    title: 'Study',
    summary: 'Tells the result of a study, from its last day on.',
    description:
      'Whoever was drawn to an arm counts there, whether they took it up or not; the people of a team count as one. Before the last day nothing is told, unless the study was made so that an always-valid interval may be seen.',
    intro: 'What was drawn by lot is compared as it was drawn.',
    takes: JUDGES_STUDY,
    spec: StudyResultSpec,
    answer: StudyResult,
  },
  run: studyResult,
  page: studyPage,
  rows: studyRows,
})

/** All that a result is made of. */
interface Drawn {
  spec: StudyResultSpec
  study: Study
  interim: boolean
  /** Whole weeks that are looked at. */
  period: Period
  metrics: MetricDefinition[]
  minimum: number
  time_zone: string
  planned_se: number | null
  people: Person[]
  before: Map<number, (number | null)[]>
  ground: Omit<ReportGround, 'exclusions' | 'warnings'>
  subjects: string[]
}

async function studyResult(db: Db, spec: StudyResultSpec, asking: Asking): Promise<StudyResult> {
  const drawn = await readOnly(db, (tx) => draw(tx, spec, asking))
  const { study, metrics, people, minimum } = drawn
  const members = armMembers(study.arms, people, minimum)
  const arms = metrics.map((metric, place) => metricArms(members, { metric, place, minimum }))
  const pass = {
    ...passOf({ kind: 'study', spec }, drawn, asking),
    families: cohortFamilies({ metrics, tool: null }, members, arms),
    shape: StudyResult,
  }
  return throughGate(db, pass, ([whole, ...shown]) => {
    const passed = arms.map((arm, place) => gated(arm, shown[place], whole))
    return answerOf(drawn, members, passed)
  })
}

async function draw(tx: Db, spec: StudyResultSpec, asking: Asking): Promise<Drawn> {
  const { minimum_group: minimum, time_zone } = await settings.read(tx)
  const today = dayIn(time_zone, asking.now)
  const study = await studyOf(tx, spec.id, today)
  const covered = await coverage.days(tx)
  const { until: known_until } = knownSpan(covered)
  const { interim, period } = lookedAt(study, { today, known_until })
  const ids = interim ? [study.metric] : [study.metric, ...study.guardrails]
  const metrics = await studyMetrics(tx, ids)
  const people = await drawPeople(tx, study.id, metrics, { period, known_until, interim })
  const everybody = people.map(({ id }) => id)
  const past = { period: weeksBefore(study), known_until }
  const question = { period, covered: covered as Covered[], known_until, minimum, time_zone }
  return {
    ...{ spec, study, interim, period, metrics, minimum, time_zone },
    planned_se: (await studies.info(tx, study.id))?.planned_se ?? null,
    people,
    before: await drawValues(tx, metrics, everybody, past),
    ground: await groundOf(tx, question),
    subjects: [...new Set(metrics.map(({ subject }) => subject))],
  }
}

/** Which days may be looked at. Throws `not_authorized`, with the day from which on, where none may. */
function lookedAt(
  study: Study,
  { today, known_until }: { today: string; known_until: string | null },
): { interim: boolean; period: Period } {
  const { name, started_at, from, to, always_valid } = study
  if (started_at === null)
    throw new AppError(
      'conflict',
      `${name} has not started, so it has no result. Start it with studies.start.`,
    )
  if (today >= to) return { interim: false, period: { from, to } }
  const seen = weekOf(known_until !== null && known_until < today ? known_until : today)
  if (always_valid && seen > from) return { interim: true, period: { from, to: seen } }
  throw new AppError(
    'not_authorized',
    `The result of ${name} is locked until ${dayText(to)}: who looks earlier finds effects that are not there.`,
    { opens_on: to },
  )
}

function answerOf(drawn: Drawn, members: readonly Members[], arms: Arm[][]): StudyResult {
  const { spec, study, interim, period, metrics, minimum, before, ground, subjects } = drawn
  const told = metrics.map((metric, place) =>
    studyMetric(metric, arms[place] as Arm[], {
      ...{ minimum, interim },
      role: place === 0 ? 'primary' : 'guardrail',
      before: new Map([...before].map(([id, values]) => [id, values[place] ?? null])),
      planned_se: drawn.planned_se,
    }),
  )
  const warned = { ...ground, subjects, snapped: false, counted_in: 'whole weeks', declared: true }
  return {
    spec,
    study,
    interim,
    seen_until: period.to,
    metrics: told,
    exclusions: exclusionsOf(drawn.people, minimum),
    ...ground,
    warnings: [...studyWarnings(members), ...scopeWarnings(warned)],
  }
}
