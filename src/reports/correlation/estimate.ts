import type { Correlation, CorrelationReason, Estimate } from '../../model/index.ts'
import { mean } from '../../stats/mean.ts'
import { partialSpearman } from '../../stats/ranks/partial-spearman.ts'
import { isReason } from '../../stats/reason.ts'
import { withinPerson } from '../../stats/within-person.ts'
import { INTERVAL_FROM } from '../cohort/measure.ts'
import { tooFewPeople } from '../reasons.ts'
import type { AskedMetric } from './metrics.ts'
import type { Observed } from './observe.ts'
import type { Question } from './question.ts'

/** What is found of a metric, before anything of it is shown. */
export interface Found
  extends Pick<Correlation, 'compared' | 'measure' | 'unit' | 'estimate' | 'relative' | 'within'> {
  /** The chance of such a finding where there is no association; null without an estimate. */
  p: number | null
  reason: CorrelationReason | null
}

/** The slope is that for so many points more of the days of own pull requests with the tool. */
export const POINTS = 10

/** Fewer teams are too few for a correlation of teams. */
const LEAST_TEAMS = 10

/** How a metric goes along with use in these observations. */
export function estimate(question: Question, metric: AskedMetric, observed: Observed): Found {
  const shape = shapeOf(question, metric)
  if (metric.kind === 'unknown') return { ...shape, ...NOTHING, reason: metric.reason }
  const count = observed.units.length
  if (count === 0) return { ...shape, ...NOTHING, reason: nothingKnown(question, metric) }
  if (metric.kind === 'teams' && count < LEAST_TEAMS)
    return { ...shape, ...NOTHING, reason: TOO_FEW_TEAMS }
  if (count < INTERVAL_FROM) return { ...shape, ...NOTHING, reason: tooFewPeople(INTERVAL_FROM) }
  return { ...shape, ...(shape.measure === 'rho' ? rho(observed) : slope(metric, observed)) }
}

const NOTHING = { estimate: null, relative: null, p: null }

const TOO_FEW_TEAMS: CorrelationReason = {
  reason: 'too_few_teams',
  message: `There are fewer than ${LEAST_TEAMS} teams of which both is known, too few for a correlation of teams. Ask for more teams, or a longer period.`,
}

function nothingKnown({ tool, form }: Question, { metric, kind }: AskedMetric): CorrelationReason {
  const where = kind === 'teams' ? 'any team' : 'enough people'
  const when = form === 'within_person' && kind !== 'teams' ? ' after they first used it' : ''
  return {
    reason: 'no_data',
    message: `${metric.name} and the use of ${tool.name} are not known together of ${where}${when} in this period. Import the facts that it is counted from, or choose another period.`,
  }
}

type Shape = Pick<Found, 'compared' | 'measure' | 'unit' | 'within'>

/** What is compared with what, which is settled before anything is known. */
function shapeOf({ form, traits }: Question, { kind, metric }: AskedMetric): Shape {
  if (kind === 'teams' || metric.of === 'team')
    return { compared: 'teams', measure: 'rho', unit: 'rho', within: ['division'] }
  if (form === 'between_people') {
    const known = (['role', 'level'] as const).filter((name) => traits[name] !== null)
    return { compared: 'people', measure: 'rho', unit: 'rho', within: [...known, 'team'] }
  }
  const compared = metric.of === 'survey' ? 'surveys_of_a_person' : 'periods_of_a_person'
  const unit = { log: '%', share: 'points', rate: metric.unit, survival: metric.unit }[metric.kind]
  return { compared, measure: 'slope', unit, within: ['person', 'calendar'] }
}

function rho({ units, unit, share, value }: Observed) {
  const strata = Array.from(unit, (place) => units[place]?.stratum ?? '')
  const answer = partialSpearman(share, value, strata)
  if (isReason(answer)) return { ...NOTHING, reason: answer }
  const { estimate, interval, p } = answer
  return { estimate: { estimate, interval }, relative: null, p, reason: null }
}

function slope({ metric: { kind } }: AskedMetric, observed: Observed) {
  const answer = withinPerson(rowsOf(observed))
  if (isReason(answer)) return { ...NOTHING, reason: answer }
  const { p } = answer
  const base = mean(observed.value)
  const found = { p, reason: null }
  if (kind === 'log') {
    const percent = mapped(answer, (change) => 100 * Math.expm1(change))
    return { ...found, estimate: percent, relative: percent }
  }
  const relative =
    kind === 'rate' && base > 0 ? mapped(answer, (change) => (100 * change) / base) : null
  return { ...found, estimate: mapped(answer, (change) => change), relative }
}

/** The observations as the estimator takes them, the dose in steps of ten points. */
function rowsOf({ units, unit, step, share, value }: Observed) {
  return {
    person: unit,
    period: step,
    dose: share.map((percent) => percent / POINTS),
    value,
    teams: units.map(({ team }) => team),
  }
}

function mapped(
  { estimate, interval: { low, high, level } }: Estimate,
  scale: (value: number) => number,
): Estimate {
  return {
    estimate: scale(estimate),
    interval: { low: scale(low), high: scale(high), level },
  }
}
