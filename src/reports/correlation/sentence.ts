import type { Correlation, Metric } from '../../model/index.ts'
import { bounds, change, count, figures, listed } from '../../model/numbers.ts'
import { POINTS } from './estimate.ts'

type Told = Omit<Correlation, 'sentence'>

/** What goes along with what, in words that claim no cause. */
export function correlationSentence(told: Told, tool: string, family: number): string {
  const { metric, estimate, reason } = told
  if (estimate === null) return `${metric.name}: cannot be told. ${reason?.message ?? ''}`.trim()
  const words = {
    periods_of_a_person: () =>
      within(told, `In periods in which a person did more of their coding in ${tool}`),
    surveys_of_a_person: () =>
      within(told, `In surveys before which a person did more of their coding in ${tool}`),
    people: () => between(told, `People who do more of their coding in ${tool}`),
    teams: () => between(told, `Teams that do more of their coding in ${tool}`),
  }[told.compared]()
  if (told.direction !== 'cannot_tell' || !excludesZero(told)) return words
  return `${words}${together(family)}`
}

function within(told: Told, when: string): string {
  const { metric, direction, estimate } = told
  if (estimate === null) return ''
  const rests = `${basisOf(told)}; same person, same calendar`
  const size = `${POINTS} points more of the days on which they began or opened pull requests`
  if (direction === 'cannot_tell')
    return `${metric.name}: whether it is higher or lower ${when.replace(/^In/, 'in')} we cannot tell. For ${size} anything from ${rangeOf(told)} fits (${rests}).`
  const by = `${amountOf(Math.abs(estimate.estimate), told)} for ${size}`
  return `${when}, their figure for ${lower(metric)} was ${direction} by ${by} (95% interval ${rangeOf(told)}; ${rests}).`
}

function between(told: Told, who: string): string {
  const { metric, direction, estimate, within: alike, compared } = told
  if (estimate === null) return ''
  const rests = `rho ${figures(estimate.estimate)}, 95% interval ${rangeOf(told)}; ${basisOf(told)}, compared within ${listed(alike)}`
  const different = `This compares different ${compared}; it does not show that use changes anything.`
  if (direction === 'cannot_tell')
    return `${metric.name}: whether it is higher or lower of ${who.charAt(0).toLowerCase()}${who.slice(1)} we cannot tell (${rests}). ${different}`
  return `${who} tend to have a ${direction} figure for ${lower(metric)} (${rests}). ${different}`
}

function together(family: number): string {
  return ` By itself its interval leaves out 0, but of ${family} metrics looked at together one may well do so by chance.`
}

function excludesZero({ estimate }: Told): boolean {
  return estimate !== null && (estimate.interval.low > 0 || estimate.interval.high < 0)
}

function basisOf({ people, teams }: Told): string {
  const inTeams = `${count(teams ?? 0)} teams`
  return people === null ? inTeams : `${count(people)} people in ${inTeams}`
}

function rangeOf(told: Told): string {
  const { estimate, unit } = told
  if (estimate === null) return ''
  const text = bounds(estimate.interval, (value) => signed(value, unit))
  return unit === 'rho' || unit === '%' ? text : `${text} ${unit}`
}

function signed(value: number, unit: string): string {
  if (unit === '%') return `${change(value)}%`
  if (unit === 'points') return change(value)
  return value > 0 && unit !== 'rho' ? `+${figures(value)}` : figures(value)
}

function amountOf(value: number, { unit }: Told): string {
  if (unit === '%') return `${change(value).replace('+', '')}%`
  return `${unit === 'points' ? change(value).replace('+', '') : figures(value)} ${unit}`
}

/** The name within a sentence; a word that is written in capitals stays so. */
function lower({ name }: Metric): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
