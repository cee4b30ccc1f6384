import type { MetricDefinition } from '../../metrics/metric.ts'
import { deviations } from '../../stats/deviations.ts'
import { mean } from '../../stats/mean.ts'
import { isReason, type Reason, reason } from '../../stats/reason.ts'
import { countTeams, type Sample } from '../../stats/sample.ts'
import { smallestDetectable } from '../../stats/smallest-detectable.ts'
import { intraclassCorrelation } from '../../stats/trial/intraclass-correlation.ts'
import { detectableEffect, type Plan, teamsNeeded } from '../../stats/trial/teams-needed.ts'
import { variance } from '../../stats/variance.ts'

/** What people's own past says of a study of them. */
export interface Power {
  /** On the scale of the values. */
  mean: number
  plan: Plan
  teams: number
  plain: Found
  /** With each person held against their own past. */
  adjusted: Found
}

/** Teams that an arm needs, and the smallest effect, in per cent of the mean, that the teams there are find. */
export interface Found {
  teams_needed: number
  detectable: number
}

/** Fewest teams of which half an arm has an error to judge it by. */
const FEWEST_TEAMS = 4

/**
 * What a study of two arms of whole teams could find, from values of a past period and those of the time before it, person by
 * person (null: unknown). Gives a reason where teams are too few or nothing varies.
 */
export function powerOf(
  sample: Sample,
  before: readonly (number | null)[],
  { kind }: Pick<MetricDefinition, 'kind'>,
  effect: number,
): Power | Reason {
  const teams = countTeams(sample)
  if (teams < FEWEST_TEAMS) return reason('too_few_teams')
  const icc = intraclassCorrelation(sample)
  if (typeof icc !== 'number') return icc
  const average = mean(sample.values)
  if (kind !== 'log' && !(average > 0)) return reason('not_positive')
  const plan: Plan = {
    sd: Math.sqrt(variance(sample.values)),
    team_size: sample.values.length / teams,
    icc,
    rho: correlation(sample.values, before),
  }
  const { rho, ...plain } = plan
  const scale = { log: kind === 'log', average, effect, teams: Math.floor(teams / 2) }
  return { mean: average, plan, teams, plain: find(plain, scale), adjusted: find(plan, scale) }
}

/** The standard error that a study of so many teams an arm is expected to have, on the scale of the values; null: unknown. */
export function expectedError(power: Power | Reason): number | null {
  if (isReason(power)) return null
  const { rho, ...plain } = power.plan
  return detectableEffect(plain, Math.floor(power.teams / 2)) / smallestDetectable(1)
}

interface Scale {
  log: boolean
  average: number
  effect: number
  teams: number
}

function find(plan: Plan, { log, average, effect, teams }: Scale): Found {
  const wished = log ? Math.log1p(effect / 100) : (effect / 100) * average
  const smallest = detectableEffect(plan, teams)
  return {
    teams_needed: teamsNeeded(plan, wished),
    detectable: 100 * (log ? Math.expm1(smallest) : smallest / average),
  }
}

/** Pearson's correlation of values with those before, over the people who have both; 0 where there are too few or none varies. */
function correlation(values: ArrayLike<number>, before: readonly (number | null)[]): number {
  const both = before.flatMap((b, i) => (b === null ? [] : [[values[i] as number, b] as const]))
  if (both.length < 3) return 0
  const x = deviations(both.map(([value]) => value))
  const y = deviations(both.map(([, value]) => value))
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
  const spread = Math.sqrt(product(x, x) * product(y, y))
  // one that is whole would promise that no team at all is needed
  return spread > 0 ? Math.max(-HIGHEST, Math.min(HIGHEST, product(x, y) / spread)) : 0
}

const HIGHEST = 0.95
