import { AppError } from '../../errors.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import {
  dayIn,
  Metric,
  type Period,
  type Reason,
  type StudyDesign,
  StudyPower,
} from '../../model/index.ts'
import { shownSize, shownTeams } from '../../privacy/shown-size.ts'
import { isReason } from '../../stats/reason.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, readOnly } from '../../store/db.ts'
import { INTERVAL_FROM } from '../cohort/measure.ts'
import { passOf, throughGate } from '../gate/gate.ts'
import { rounded } from '../gate/round.ts'
import { knownSpan } from '../known.ts'
import { weeksIn } from '../period-of.ts'
import { hidden, overlaps, tooFewPeople } from '../reasons.ts'
import type { Asking } from '../report.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { drawValues } from './draw-values.ts'
import { studyMetrics } from './metrics.ts'
import { type Member, populationOf } from './population.ts'
import { type Power, powerOf } from './power.ts'
import { powerSentence } from './power-sentence.ts'
import { placedOf } from './teams.ts'
import { pastOf, studyWeeks, weeksBefore } from './weeks.ts'

/** What has to be known of a study to say what it could find. */
export type PlanSpec = Pick<StudyDesign, 'metric' | 'team' | 'filter' | 'from' | 'to' | 'effect'>

/** The past of the people of a planned study. */
export interface Past {
  scope: Scope
  metric: MetricDefinition
  period: Period
  past: Period
  members: Member[]
  /** Those who have a team and a value. */
  ids: number[]
  power: ReturnType<typeof powerOf>
}

/**
 * What a study of such people could find, by their own past: their spread, how alike the people of a team are, and how much of
 * it was so before. Throws `invalid_arguments` and `team_not_found`.
 */
export async function studyPlan(db: Db, spec: PlanSpec, asking: Asking): Promise<StudyPower> {
  const drawn = await readOnly(db, (tx) => drawPast(tx, spec, asking))
  const { scope, past, metric, ids } = drawn
  const asked = {
    ...passOf({ kind: 'study_plan', spec }, { ...scope, period: past }, asking),
    families: [
      {
        metric: metric.id,
        groups: [{ members: ids, shown: ids.length >= Math.max(scope.minimum, INTERVAL_FROM) }],
      },
    ],
    shape: StudyPower,
  }
  return throughGate(db, asked, ([shown]) => answerOf(drawn, shown?.[0] === true))
}

/** Reads who would be in it, and their past. */
export async function drawPast(tx: Db, spec: PlanSpec, asking: Asking): Promise<Past> {
  const [metric] = (await studyMetrics(tx, [spec.metric])) as [MetricDefinition]
  const scope = await scopeOf(tx, spec, asking)
  const today = dayIn(scope.time_zone, asking.now)
  const { until } = knownSpan(await coverage.days(tx))
  if (until === null)
    throw new AppError(
      'invalid_arguments',
      'No pull requests are known yet, so there is no past to plan by. Import some, or connect a source.',
    )
  const period = studyWeeks(spec)
  const past = pastOf(period, until < today ? until : today)
  const members = await populationOf(tx, scope, today)
  const placed = placedOf(members)
  const draw = (of: Period) =>
    drawValues(
      tx,
      [metric],
      placed.map(({ id }) => id),
      { period: of, known_until: until },
    )
  const [values, before] = [await draw(past), await draw(weeksBefore(past))]
  const known = placed.flatMap(({ id, team }) => {
    const value = values.get(id)?.[0] ?? null
    return value === null ? [] : [{ id, team, value, before: before.get(id)?.[0] ?? null }]
  })
  const sample = {
    values: known.map(({ value }) => value),
    teams: known.map(({ team }) => team),
  }
  const power = powerOf(
    sample,
    known.map((it) => it.before),
    metric,
    spec.effect,
  )
  return { scope, metric, period, past, members, ids: known.map(({ id }) => id), power }
}

function answerOf(drawn: Past, shown: boolean): StudyPower {
  const { scope, metric, period, past, members, ids, power } = drawn
  const placed = placedOf(members)
  const reason = reasonOf(drawn, shown)
  const told = reason === null && !isReason(power) ? tell(power, metric) : NOTHING
  const answer = rounded({
    period: past,
    metric: Metric.parse(metric),
    people: shownSize(ids.length, scope.minimum),
    teams: shown ? shownTeams(new Set(placed.map(({ team }) => team)).size) : null,
    weeks: weeksIn(period),
    ...told,
    reason,
    warnings: [],
  })
  return { ...answer, sentence: powerSentence(answer) }
}

function reasonOf({ scope: { minimum }, ids, power }: Past, shown: boolean): Reason | null {
  if (ids.length < minimum) return hidden(minimum)
  if (ids.length < INTERVAL_FROM) return tooFewPeople(INTERVAL_FROM)
  if (!shown) return overlaps(minimum)
  return isReason(power) ? power : null
}

const NOTHING = {
  mean: null,
  team_size: null,
  icc: null,
  rho: null,
  plain: null,
  adjusted: null,
}

function tell(power: Power, { kind }: MetricDefinition) {
  const { mean, plan, plain, adjusted } = power
  return {
    mean: kind === 'log' ? Math.exp(mean) : mean,
    team_size: plan.team_size,
    icc: plan.icc,
    rho: plan.rho ?? null,
    plain,
    adjusted,
  }
}
