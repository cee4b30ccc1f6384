import {
  dayText,
  type Grain,
  type Metric,
  type TrendChange,
  type TrendPoint,
} from '../../model/index.ts'
import { amount } from '../../model/numbers.ts'
import { significant } from '../../privacy/significant.ts'
import { effectOf } from '../cohort/effect.ts'

/** What a sentence tells of. */
interface Told {
  cohort: string
  metric: Metric
  grain: Grain
  points: TrendPoint[]
  changes: TrendChange[]
}

/** Significant digits of what is about one group, in words as in numbers. */
const DIGITS = 2

/** Where a cohort stands in the last step, and since when that differs; nothing about why. */
export function trendSentence({ cohort, metric, grain, points, changes }: Told): string {
  const last = points.at(-1)
  const length = LENGTHS[grain]
  if (!last || last.estimate === null)
    return `${metric.name}, ${cohort}: the last ${length} cannot be told. ${last?.reason?.message ?? ''}`.trim()
  const unit = metric.kind === 'share' ? '' : ` ${metric.unit}`
  const told = changes.map((change) => changeText(change, metric, grain))
  return `${metric.name}, ${cohort}: ${amount(significant(last.estimate, DIGITS), metric)}${unit} in the ${length} from ${dayText(last.from)}. ${told.join(' ')}`.trim()
}

const LENGTHS: Record<Grain, string> = { week: 'week', four_weeks: 'four weeks' }

function changeText(change: TrendChange, metric: Metric, grain: Grain): string {
  const against = `than ${change.against === 'previous' ? `in the ${LENGTHS[grain]} before` : 'a year before'}`
  const effect = effectOf(change, metric)
  if (effect === null) return `Whether that is more ${against} is not shown.`
  const interval = `95% interval ${effect.interval}${effect.unit}`
  if (effect.differs) return `That is ${effect.words} ${against} (${interval}).`
  return `Whether it is higher or lower ${against} we cannot tell (${interval}).`
}
