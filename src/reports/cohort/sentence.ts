import { type CohortEstimate, counted, type Metric } from '../../model/index.ts'
import { amount, listed, wholePercent } from '../../model/numbers.ts'
import type { Compared } from './compare.ts'
import { detectableOf, effectOf } from './effect.ts'

/** What a sentence needs beside the comparison. */
export interface Told {
  /** The attributes that make the cohorts. */
  attributes: readonly string[]
  metric: Metric
  of: CohortEstimate
  to: CohortEstimate
  /** How many people the change is about, where one cohort is compared at two times; null: not the same ones. */
  same_people?: number | null | undefined
}

/** A comparison in words: the two cohorts, what differs, what differs between people who are alike, and whom this compares. */
export function sentenceOf(compared: Compared, told: Told): string {
  const parts =
    compared.reason === null || compared.difference !== null || compared.ratio !== null
      ? [...differing(compared, told), endOf(told)]
      : [notCompared(compared, told), endOf(told)]
  return parts.filter((part) => part !== '').join(' ')
}

/** Whoever is set against themselves needs nobody who is alike. */
function differing(compared: Compared, told: Told): string[] {
  if (typeof told.same_people === 'number') return [changed(compared, told)]
  return [crude(compared, told), alike(compared, told.metric), ahead(compared), notLinked(told)]
}

/** Two runs of a survey that too few answered both of. */
function notLinked({ metric, same_people }: Told): string {
  if (metric.of !== 'survey' || same_people !== null) return ''
  return 'Too few answered both times to be set against themselves: the interval takes the two as different people, and is wider than it need be as far as they are the same.'
}

/** What changed between two periods: the cohort as it was in each, and the people who are in both. */
function changed(compared: Compared, { metric, of, to, same_people }: Told): string {
  const effect = effectOf(compared, metric)
  if (of.estimate === null || to.estimate === null || effect === null) return ''
  const [now, then] = [amount(of.estimate, metric), amount(to.estimate, metric)]
  const unit = metric.kind === 'share' ? '' : ` ${metric.unit}`
  const cohort = `${titleOf(metric)} of ${compared.of}: ${now}${unit}, in the other period ${then}.`
  const teams = compared.teams > 0 ? `; ${counted(compared.teams, 'team')}` : ''
  const basis = `95% interval ${effect.interval}${effect.unit}${teams}`
  const both = metric.of === 'survey' ? 'answered both times' : 'are in it both times'
  const people = `Of the ${same_people} people who ${both}`
  if (effect.differs) return `${cohort} ${people} it is ${effect.words} (${basis}).`
  const least = `${detectableOf(compared.smallest_detectable, metric)}${effect.unit}`
  return `${cohort} ${people} we cannot tell whether it rose or fell (${basis}); only changes above ${least} would have shown.`
}

function endOf({ attributes, same_people }: Told): string {
  const what = `what ${listed(attributes)} ${attributes.length > 1 ? 'change' : 'changes'}`
  if (same_people !== undefined)
    return `These are two times: whatever else changed between them may explain it, so this does not say ${what}.`
  return `These are different people: this does not say ${what}.`
}

function notCompared({ of, to, reason }: Compared, { metric }: Told): string {
  return `${titleOf(metric)}: ${of} and ${to} cannot be compared. ${reason?.message ?? ''}`.trim()
}

function crude(compared: Compared, told: Told): string {
  const { metric, of, to } = told
  const effect = effectOf(compared, metric)
  if (of.estimate === null || to.estimate === null || effect === null) return ''
  const [first, second] = [amount(of.estimate, metric), amount(to.estimate, metric)]
  const unit = metric.kind === 'share' ? '' : ` ${metric.unit}`
  const cohorts = `${titleOf(metric)}: ${compared.of} ${first}, ${compared.to} ${second}${unit}`
  const basis = `95% interval ${effect.interval}${effect.unit}; ${restsOn(compared, told)}`
  if (effect.differs) return `${cohorts}, which is ${effect.words} (${basis}).`
  const least = `${detectableOf(compared.smallest_detectable, metric)}${effect.unit}`
  return `${cohorts}. Which is higher we cannot tell (${basis}); only differences above ${least} would have shown.`
}

/** A number of teams is told as theirs, for no person has it. */
function titleOf({ of, name }: Metric): string {
  return of === 'team' ? `${name} of their teams` : name
}

function restsOn({ teams }: Compared, { metric, of, to }: Told): string {
  if (metric.of === 'team')
    return `${of.teams} and ${to.teams} teams, each weighed by its people there`
  return `${of.people} and ${to.people} people${teams > 0 ? ` in ${counted(teams, 'team')}` : ''}`
}

function alike(compared: Compared, metric: Metric): string {
  const { standardised } = compared
  if (standardised.reason) return standardised.reason.message
  const effect = effectOf(standardised, metric)
  if (effect === null) return ''
  const share = standardised.share_comparable
  const some = share !== null && share < 1 ? `, whom ${wholePercent(share)} of the first have,` : ''
  const people = `between people of like ${listed(standardised.within)}${some}`
  if (effect.differs)
    return `B${people.slice(1)} it is ${effect.words} (${effect.interval}${effect.unit}).`
  return effectOf(compared, metric)?.differs
    ? `B${people.slice(1)} we cannot tell (${effect.interval}${effect.unit}).`
    : `Nor can we ${people} (${effect.interval}${effect.unit}).`
}

function ahead({ superiority, of }: Compared): string {
  if (superiority === null) return ''
  const times = Math.round(100 * superiority.estimate)
  return `Of one of each picked at random, ${of} is higher ${times} times in 100.`
}
