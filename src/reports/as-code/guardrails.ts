import {
  type CohortReport,
  dayText,
  type ImpactReport,
  type Interval,
  type Metric,
  type TrendReport,
} from '../../model/index.ts'
import { effectUnit } from '../impact/scale.ts'
import type { GuardrailVerdict } from './answer-shape.ts'
import type { FileReport } from './shape.ts'

type Guardrail = NonNullable<FileReport['guardrails']>[number]

/** A change in a metric as a report tells it, in per cent or points. */
interface Change {
  metric: Pick<Metric, 'id' | 'name' | 'direction' | 'kind'>
  about: string
  /** null: there is none, for this reason. */
  interval: Interval | null
  reason: string
}

/**
 * Whether each guardrail of a report holds, in every comparison that the report makes of its metric: it is broken where the
 * bound of the interval on the worse side does not lie within the margin. What cannot be judged does not hold unless the file says so.
 */
export function judged(
  report: string,
  guardrails: readonly Guardrail[],
  answer: unknown,
): GuardrailVerdict[] {
  const changes = CHANGES[report]?.(answer) ?? []
  return guardrails.flatMap((guardrail) => {
    const own = changes.filter(({ metric }) => metric.id === guardrail.metric)
    return own.length > 0 ? own.map((change) => verdictOn(guardrail, change)) : [absent(guardrail)]
  })
}

const CHANGES: Readonly<Record<string, (answer: unknown) => Change[]>> = {
  impact: (answer) => (answer as ImpactReport).metrics.map(impactChange),
  cohort: (answer) => (answer as CohortReport).metrics.flatMap(cohortChanges),
  trend: (answer) => (answer as TrendReport).metrics.flatMap(trendChanges),
}

/** What the report itself does not judge, because the comparison does not hold, is not judged here either. */
function impactChange(impact: ImpactReport['metrics'][number]): Change {
  const { metric, effect, guardrail, reason, sentence } = impact
  const judgeable = guardrail?.verdict !== 'not judged'
  return {
    metric,
    about: 'observed against expected',
    interval: judgeable ? (effect?.interval ?? null) : null,
    reason: judgeable ? (reason?.message ?? '') : sentence,
  }
}

/** Compared with its like where that can be done. */
function cohortChanges({ metric, comparisons }: CohortReport['metrics'][number]): Change[] {
  return comparisons.map(({ of, to, difference, ratio, standardised, reason }) => {
    const alike = standardised.difference ?? standardised.ratio
    const told = alike ? standardised : { difference, ratio }
    return {
      metric,
      about: `${of} against ${to}${alike ? ', like with like' : ''}`,
      interval: inUnit(metric, told),
      reason: reason?.message ?? standardised.reason?.message ?? '',
    }
  })
}

function trendChanges({ metric, cohorts }: TrendReport['metrics'][number]): Change[] {
  return cohorts.flatMap(({ cohort, changes }) =>
    changes
      .filter(({ against }) => against === 'previous')
      .map(({ from, reason, ...told }) => ({
        metric,
        about: `${cohort}, the last step against that from ${dayText(from)}`,
        interval: inUnit(metric, told),
        reason: reason?.message ?? '',
      })),
  )
}

type Told = Record<'difference' | 'ratio', { interval: Interval } | null>

/** Points of a share are its difference; per cent of anything else are its ratio. */
function inUnit({ kind }: Pick<Metric, 'kind'>, { difference, ratio }: Told): Interval | null {
  if (effectUnit({ kind }) === 'points') return difference?.interval ?? null
  if (ratio === null) return null
  const { low, high, level } = ratio.interval
  return { low: 100 * (low - 1), high: 100 * (high - 1), level }
}

function verdictOn(guardrail: Guardrail, change: Change): GuardrailVerdict {
  const { metric, margin, when_unknown } = guardrail
  const { about, interval } = change
  const unit = effectUnit(change.metric)
  const verdict = verdictOf(interval, change.metric.direction, margin)
  const passed = verdict === 'not judged' ? when_unknown === 'pass' : verdict === 'holds'
  const sentence = sentenceOf(verdict, { ...change, size: sizeOf(margin, unit) })
  return { metric, margin, unit, about, interval, verdict, passed, sentence }
}

/** The verdict on an interval of a change; of a metric of which neither way is better there is none. */
export function verdictOf(
  interval: Interval | null,
  direction: Metric['direction'],
  margin: number,
): GuardrailVerdict['verdict'] {
  if (interval === null || direction === 'context') return 'not judged'
  const { low, high } = interval
  const [worst, best] = direction === 'lower' ? [high, low] : [-low, -high]
  if (worst < margin) return 'holds'
  return best > 0 ? 'worse' : 'could be worse'
}

function sentenceOf(
  verdict: GuardrailVerdict['verdict'],
  { metric, about, interval, reason, size }: Change & { size: string },
): string {
  const subject = `${metric.name} (${about})`
  if (interval === null || verdict === 'not judged')
    return `${subject} cannot be judged. ${metric.direction === 'context' ? 'Neither way is better.' : reason}`.trim()
  const bounds = `95% interval from ${written(interval.low)} to ${written(interval.high)}`
  return `${subject} ${WORDS[verdict](size)}: ${bounds}.`
}

const WORDS: Record<'holds' | 'could be worse' | 'worse', (size: string) => string> = {
  holds: (size) => `is not worse by ${size} or more`,
  'could be worse': (size) => `could be worse by ${size} or more`,
  worse: (size) => `is worse, and could be so by ${size} or more`,
}

const sizeOf = (margin: number, unit: '%' | 'points') =>
  unit === '%' ? `${margin}%` : `${margin} points`

/** To one decimal, with its sign. */
function written(value: number): string {
  const text = Math.abs(value).toFixed(1)
  return value < 0 && text !== '0.0' ? `−${text}` : `+${text}`
}

function absent({ metric, margin, when_unknown }: Guardrail): GuardrailVerdict {
  return {
    metric,
    margin,
    unit: '%',
    about: '',
    interval: null,
    verdict: 'not judged',
    passed: when_unknown === 'pass',
    sentence: `${metric} cannot be judged: this report compares nothing in it.`,
  }
}
