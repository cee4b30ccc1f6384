import { hasValues, type SurveyItem } from '../model/index.ts'
import type { StratifiedSample } from '../stats/comparable.ts'
import type { Estimate } from '../stats/estimate.ts'
import { oneMean } from '../stats/one-mean.ts'
import { isReason, type Reason } from '../stats/reason.ts'
import type { Team } from '../stats/sample.ts'
import { favourable } from '../stats/survey/favourable.ts'
import { inPopulation } from '../stats/survey/in-population.ts'
import { oneWeightedMean } from '../stats/survey/one-weighted-mean.ts'
import { weightedShare } from '../stats/survey/weighted-share.ts'

/** A score with its interval. */
export type Score = Pick<Estimate, 'estimate' | 'interval'>

/** Places of the options that people chose, with their teams; who is left out did not answer, or it does not apply. */
export type Chosen = { places: ArrayLike<number>; teams?: readonly (Team | null)[] }

const PER_CENT = 100

/**
 * The score of an item among those who answered, of `population` who could have: the favourable answers in per cent with Wilson's
 * interval, or the mean of the options' values, in which the people of a team count as one. Either interval is narrower once
 * more than half have answered.
 */
export function scoreOf(item: SurveyItem, chosen: Chosen, population: number): Score | Reason {
  return hasValues(item) ? meanOf(item, chosen, population) : shareOf(item, chosen, population)
}

/**
 * The score that everybody who was asked would have given if those who did not answer were like those alike who did, in the strata of
 * `postStratified`. Where there are teams the people of a team count as one, in shares too. Never without its interval: a reason
 * stands where chance cannot be told.
 */
export function weightedScoreOf(
  item: SurveyItem,
  { places, teams, strata }: Chosen & Pick<StratifiedSample, 'strata'>,
  asked: StratifiedSample['strata'],
): Score | Reason {
  const scored = Float64Array.from(places, (place) => weightOf(item, place))
  const answers = { values: scored, strata, ...(teams && { teams }) }
  if (hasValues(item)) return oneWeightedMean(answers, asked)
  const good = { ...answers, values: scored.map((percent) => percent / PER_CENT) }
  const share = weightedShare(good, asked)
  return isReason(share) ? share : inPerCent(share)
}

/** What an option counts in a score: its value, or 100 for a favourable one and 0 for any other. */
export function weightOf(item: SurveyItem, place: number): number {
  const option = item.options[place]
  return hasValues(item) ? (option?.value ?? 0) : option?.favourable ? PER_CENT : 0
}

function shareOf(item: SurveyItem, { places }: Chosen, population: number): Score | Reason {
  const good = Array.from(places).filter((place) => weightOf(item, place) > 0).length
  const share = favourable(good, places.length, Math.max(population, places.length))
  return isReason(share) ? share : inPerCent(share)
}

function inPerCent({ estimate, interval: { low, high, level } }: Score): Score {
  return {
    estimate: PER_CENT * estimate,
    interval: { low: PER_CENT * low, high: PER_CENT * high, level },
  }
}

function meanOf(item: SurveyItem, { places, teams }: Chosen, population: number): Score | Reason {
  const values = Float64Array.from(places, (place) => weightOf(item, place))
  const mean = oneMean({ values, ...(teams && { teams }) })
  if (isReason(mean)) return mean
  return inPopulation(mean, places.length / Math.max(population, places.length))
}

/** How many chose each option, in the order of the options. */
export function tally(item: SurveyItem, places: ArrayLike<number>): number[] {
  const counts = item.options.map(() => 0)
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}

const STEP = 5

/**
 * Counts as shares of 100 in steps of 5, which sum to 100: as coarse as one person in twenty, so that nobody can be counted. The
 * largest remainders are rounded up; of equal ones the first.
 */
export function coarseShares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const exact = counts.map((count) => (count * 100) / total / STEP)
  const whole = exact.map(Math.floor)
  const left = 100 / STEP - whole.reduce((sum, steps) => sum + steps, 0)
  const order = [...exact.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b)
  const up = new Set(order.slice(0, left))
  return whole.map((steps, i) => STEP * (steps + (up.has(i) ? 1 : 0)))

  function remainder(i: number): number {
    return (exact[i] as number) - (whole[i] as number)
  }
}
