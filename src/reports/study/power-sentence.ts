import type { StudyPower } from '../../model/index.ts'
import { twoFigures, wholePercent } from '../../model/numbers.ts'

/** What a study could find, in words. */
export function powerSentence(it: Omit<StudyPower, 'sentence'>): string {
  const { metric, people, teams, weeks, plain, adjusted, icc, rho, reason } = it
  if (plain === null || adjusted === null || icc === null || rho === null)
    return `What a study by ${metric.name.toLowerCase()} could find is not known. ${reason?.message ?? ''}`.trim()
  const gain = 1 - adjusted.detectable / plain.detectable
  const past =
    gain < 0.005
      ? 'Holding people against their own past would gain nothing.'
      : `Holding people against their own past makes that ${twoFigures(adjusted.detectable)}%, ${adjusted.teams_needed} teams an arm.`
  return `${people} people in ${teams} teams, over ${weeks} weeks: two arms of half the teams each find a change of ${twoFigures(plain.detectable)}% in ${metric.name.toLowerCase()} four times in five. The wished effect needs ${plain.teams_needed} teams an arm. ${past} ${wholePercent(icc)} of the spread lies between teams.`
}
