import {
  CohortSpec,
  DistributionReport,
  type DistributionSpec,
  Metric,
  REPORT_KINDS,
} from '../model/index.ts'
import { shownSize, shownTeams } from '../privacy/shown-size.ts'
import { type Db, readOnly } from '../store/db.ts'
import { type Arm, armsOf, type Members, membersOf } from './cohort/arm.ts'
import { withEvents } from './cohort/draw-events.ts'
import { drawSamples, type Person } from './cohort/draw-samples.ts'
import { cohortSpecOf, type Question, questionOf } from './cohort/question.ts'
import { arrivalOf } from './distribution/arrival.ts'
import { drawWaits, type Waiting, waitingOf } from './distribution/draw-waits.ts'
import { spreadOf } from './distribution/spread.ts'
import { exclusionsOf } from './exclusions.ts'
import { cohortFamilies, gated } from './gate/cohort-groups.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { groundOf } from './ground.ts'
import { prepareForSums } from './prepare.ts'
import { withheld } from './reasons.ts'
import { refuseUntaken } from './refuse-untaken.ts'
import type { Asking } from './report.ts'
import { scopeWarnings } from './scope-warnings.ts'
import { besideWarnings } from './use-warnings.ts'

const DEFAULT_METRICS = ['pr_throughput', 'pr_cycle_time']

/**
 * How the values of people spread in each cohort, over the same people and the same period as a cohort report. It describes
 * different people. Throws `invalid_arguments` and `team_not_found`.
 */
export async function distributionReport(
  db: Db,
  spec: DistributionSpec,
  asking: Asking,
): Promise<DistributionReport> {
  const metrics = spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS
  const waiting = waitingOf(metrics)
  const { question, people, waits, ground } = await readOnly(db, async (tx) => {
    await prepareForSums(tx)
    const weekly = metrics.filter((id) => !waiting.some((metric) => metric.id === id))
    const drawn = await questionOf(tx, CohortSpec.parse({ ...spec, metrics: weekly }), asking)
    refuseUntaken(REPORT_KINDS.distribution.takes, drawn.metrics, 'it does not spread over people')
    const people = await withEvents(tx, drawn, await drawSamples(tx, drawn))
    const waits = await drawWaits(tx, waiting, { question: drawn, people })
    const ground = await groundOf(tx, drawn)
    // a question without metrics by week has those that a report shows by itself
    return {
      question: weekly.length > 0 ? drawn : { ...drawn, metrics: [] },
      people,
      waits,
      ground,
    }
  })
  const members = membersOf(question, people)
  const arms = question.metrics.map((_, place) => armsOf(question, members, place))
  const asked = {
    ...passOf({ kind: 'distribution', spec }, question, asking),
    families: [
      ...cohortFamilies(question, members, arms),
      ...waits.map(({ metric, nth, arms }) => ({ metric: `${metric.id} ${nth}`, groups: arms })),
    ],
    shape: DistributionReport,
  }
  return throughGate(db, asked, ([cohorts, ...shown]) => {
    const passed = arms.map((arm, place) => gated(arm, shown[place], cohorts))
    return answerOf({
      question,
      spec,
      people,
      ground,
      members: gated(members, cohorts),
      arms: passed,
      waits: waits.map(({ arms: followed, ...it }, place) => ({
        ...it,
        arms: gated(followed, shown[arms.length + place]),
      })),
    })
  })
}

const waitingIn = (waits: readonly Waiting[]): Metric[] => [
  ...new Set(waits.map(({ metric }) => metric)),
]

interface Drawn {
  question: Question
  spec: DistributionSpec
  people: Person[]
  ground: Awaited<ReturnType<typeof groundOf>>
  members: Members[]
  arms: Arm[][]
  waits: Waiting[]
}

function answerOf({
  question,
  spec,
  people,
  ground,
  members,
  arms,
  waits,
}: Drawn): DistributionReport {
  const { minimum, attribute } = question
  const subjects = [
    ...question.metrics.map(({ subject }) => subject),
    ...waits.map(() => 'pull_requests' as const),
  ]
  return {
    spec: {
      ...cohortSpecOf(question, spec),
      metrics: [...question.metrics, ...waitingIn(waits)].map(({ id }) => id),
    },
    members_on: question.members_on,
    cohorts: members.map(({ name, values, people, teams, shown, ...gate }) =>
      shown
        ? {
            name,
            values,
            people: shownSize(people.length, minimum),
            teams: shownTeams(teams),
            reason: null,
          }
        : { name, values, people: null, teams: null, reason: withheld(gate, minimum) },
    ),
    metrics: question.metrics.map((definition, place) => {
      const metric = Metric.parse(definition)
      return { metric, cohorts: (arms[place] ?? []).map((arm) => spreadOf(arm, metric, minimum)) }
    }),
    arrivals: waits.map(({ metric, nth, arms }) => ({
      metric,
      nth,
      cohorts: arms.map((arm) => arrivalOf(arm, { metric, nth, minimum })),
    })),
    exclusions: exclusionsOf(people, minimum),
    ...ground,
    warnings: [
      {
        code: 'different_people',
        message: `The cohorts are different people: that they spread differently does not say what ${attribute.name} changes.`,
      },
      ...besideWarnings(question.uses, question.metrics, cohortSpecOf(question, spec)),
      ...scopeWarnings({ ...question, ...ground, subjects, counted_in: 'whole weeks' }),
    ],
  }
}
