import { type CohortEstimate, counted, type Metric } from '../../model/index.ts'
import { figures, listed } from '../numbers.ts'
import type { Compared } from './compare.ts'
import { detectableOf, effectOf } from './effect.ts'

/** What a sentence needs beside the comparison. */
export interface Told {
  attribute: string
  metric: Metric
  of: CohortEstimate
  to: CohortEstimate
}

/** A comparison in words: the two cohorts, what differs, what differs between people who are alike, and whom this compares. */
export function sentenceOf(compared: Compared, told: Told): string {
  const end = `These are different people: this does not say what ${told.attribute} changes.`
  const parts =
    compared.reason === null || compared.difference !== null || compared.ratio !== null
      ? [crude(compared, told), alike(compared, told.metric), ahead(compared), end]
      : [notCompared(compared, told), end]
  return parts.filter((part) => part !== '').join(' ')
}

function notCompared({ of, to, reason }: Compared, { metric }: Told): string {
  return `${metric.name}: ${of} and ${to} cannot be compared. ${reason?.message ?? ''}`.trim()
}

function crude(compared: Compared, { metric, of, to }: Told): string {
  const effect = effectOf(compared, metric)
  if (of.estimate === null || to.estimate === null || effect === null) return ''
  const cohorts = `${metric.name} ${metric.unit}: ${compared.of} ${figures(of.estimate)}, ${compared.to} ${figures(to.estimate)}`
  const teams = compared.teams > 0 ? ` in ${counted(compared.teams, 'team')}` : ''
  const basis = `95% interval ${effect.interval}; ${of.people} and ${to.people} people${teams}`
  if (effect.differs) return `${cohorts}, which is ${effect.words} (${basis}).`
  const least = detectableOf(compared.smallest_detectable, metric)
  return `${cohorts}. Which is higher we cannot tell (${basis}); only differences above ${least} would have shown.`
}

function alike({ standardised }: Compared, metric: Metric): string {
  if (standardised.reason) return standardised.reason.message
  const effect = effectOf(standardised, metric)
  if (effect === null) return ''
  const within = `Between people of like ${listed(standardised.within)}`
  const share = standardised.share_comparable
  const some =
    share !== null && share < 1 ? `, where ${Math.round(100 * share)}% have their like` : ''
  return effect.differs
    ? `${within}${some}, it is ${effect.words} (${effect.interval}).`
    : `${within}${some}, we cannot tell (${effect.interval}).`
}

function ahead({ superiority, of, to }: Compared): string {
  if (superiority === null) return ''
  const times = Math.round(100 * superiority.estimate)
  return `Of two people picked at random, the one of ${of} has the higher value ${times} times in 100 against ${to}.`
}
