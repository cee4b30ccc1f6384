import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Estimate, NaiveGap } from '../../model/index.ts'
import { bounds, change, excludes } from '../../model/numbers.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { isReason } from '../../stats/reason.ts'
import type { Sample, Team } from '../../stats/sample.ts'
import { twoMeans } from '../../stats/two-means.ts'
import { rounded } from '../gate/round.ts'
import { effectUnit } from './scale.ts'

/** Periods at either end of the panel over which the two groups are held side by side: twelve weeks. */
const SPAN = 3

/** Fewer people on one side give no interval. */
const FEWEST = 10

/**
 * Users beside the others as they are, and the same before anybody of them had adopted: what a plain comparison would show,
 * with the reason why it is none of the effect.
 */
export function naiveGap(
  panel: Panel,
  metric: MetricDefinition,
  { minimum, attribute }: { minimum: number; attribute: { name: string } },
): NaiveGap {
  const fewest = Math.max(FEWEST, minimum)
  const last = panel.periods - SPAN
  const others = (adoption: number) => adoption < 0
  const users = (adoption: number) => adoption >= 0 && adoption < last
  const later = (adoption: number) => adoption >= SPAN
  const gap = (first: number, side: (adoption: number) => boolean) =>
    gapOf(
      sampleOf(panel, metric, first, side),
      sampleOf(panel, metric, first, others),
      metric,
      fewest,
    )
  const { now, before } = rounded({ now: gap(last, users), before: gap(0, later) })
  return { now, before, sentence: sentenceOf(now, before, metric, attribute.name) }
}

/** No gap at all. */
export function noGap(tool: string): NaiveGap {
  const sentence = `Those who use ${tool} cannot be shown beside the others as they are.`
  return { now: null, before: null, sentence }
}

function gapOf(x: Sample, y: Sample, { kind }: MetricDefinition, fewest: number): Estimate | null {
  if (Math.min(x.values.length, y.values.length) < fewest) return null
  const answer = twoMeans(x, y)
  if (isReason(answer)) return null
  const { difference, ratio } = answer
  if (kind === 'share') return difference
  if (kind === 'log') return onPercent(difference, Math.exp)
  return isReason(ratio) ? null : onPercent(ratio, (value) => value)
}

function onPercent(estimate: Estimate, toRatio: (value: number) => number): Estimate {
  const percent = (value: number) => 100 * (toRatio(value) - 1)
  const { low, high, level } = estimate.interval
  return {
    estimate: percent(estimate.estimate),
    interval: { low: percent(low), high: percent(high), level },
  }
}

function sampleOf(
  { people, periods, num, den, adoption, team }: Panel,
  { scale, kind }: MetricDefinition,
  first: number,
  belongs: (adoption: number) => boolean,
): Sample {
  const values: number[] = []
  const teams: (Team | null)[] = []
  for (let person = 0; person < people; person++) {
    if (!belongs(adoption[person] as number)) continue
    const at = person * periods + first
    const [events, exposure] = [sum(num, at), sum(den, at)]
    if (exposure === 0) continue
    values.push((kind === 'log' ? 1 : scale) * (events / exposure))
    teams.push((team[person] as number) < 0 ? null : (team[person] as number))
  }
  return { values: Float64Array.from(values), teams }
}

function sum(values: Float64Array, at: number): number {
  let total = 0
  for (let i = at; i < at + SPAN; i++) total += values[i] as number
  return total
}

function sentenceOf(
  now: Estimate | null,
  before: Estimate | null,
  metric: MetricDefinition,
  tool: string,
): string {
  if (now === null) return `${noGap(tool).sentence.slice(0, -1)}: there are too few on one side.`
  const unit = effectUnit(metric) === '%' ? '%' : ' points'
  const write = (value: number) => `${change(value)}${unit}`
  const plain = `Side by side and as they are, those who use ${tool} differ from the others by ${write(now.estimate)} in ${metric.name.toLowerCase()} (95% interval ${bounds(now.interval, write)}).`
  if (before === null)
    return `${plain} That misleads: they are different people, who may have differed before.`
  if (excludes(before, 0))
    return `${plain} That misleads: in the first twelve weeks, before they used it, those who came to use it later already differed by ${write(before.estimate)} (${bounds(before.interval, write)}).`
  return `${plain} That misleads: they are different people; before they used it the difference was ${write(before.estimate)} (${bounds(before.interval, write)}).`
}
