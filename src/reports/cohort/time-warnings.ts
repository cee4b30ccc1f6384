import { daysText, type Warning } from '../../model/index.ts'
import { listed, wholePercent } from '../../model/numbers.ts'
import { coverageIn } from '../known.ts'
import { sameSeason, yearBefore } from './other-time.ts'
import type { Side } from './side.ts'
import { otherTimeOf } from './stayed.ts'

/** Where fewer of a cohort are left, those who are may not be like those who are not. */
const MOST_STAYED = 0.8

/** What may mislead when a cohort is compared with itself in another period. */
export function timeWarnings(now: Side, other: Side): Warning[] {
  return [twoTimes(now), ...season(now, other), ...survivors(now, other), ...uncovered(other)]
}

function twoTimes({ question }: Side): Warning {
  return {
    code: 'two_times',
    message: `Two times are compared: that a metric changed does not say what changed it. Work, colleagues, tools and the season may all be other ones; that people have ${question.attribute.name} is no reason by itself. The impact report holds those who began to use a tool against those who had not.`,
  }
}

function season(now: Side, other: Side): Warning[] {
  const [period, before] = [now.question.period, other.question.period]
  if (sameSeason(period, before)) return []
  const message = `${daysText(period)} and ${daysText(before)} are not the same weeks of a year: holidays, deadlines and releases differ by season. Ask for compare_from=${yearBefore(period)} to compare with the same weeks a year before.`
  return [{ code: 'season', message }]
}

function survivors(now: Side, other: Side): Warning[] {
  const few = now.members.flatMap((cohort, place) => {
    const before = other.members[place]
    const stayed = before && otherTimeOf(cohort, before, now.question.minimum).stayed
    return typeof stayed === 'number' && stayed < MOST_STAYED
      ? [`${wholePercent(stayed)} of ${cohort.name}`]
      : []
  })
  if (few.length === 0) return []
  const message = `Of those who were in the cohorts in the other period, not all are in them now (${listed(few)}): who left or changed may have been unlike those who stayed, and the change is told of the latter alone.`
  return [{ code: 'survivors', message }]
}

function uncovered({ question }: Side): Warning[] {
  const { covered, period, metrics } = question
  const subjects: string[] = metrics.map(({ subject }) => subject)
  return coverageIn(covered, period)
    .filter(({ subject, days, of_days }) => subjects.includes(subject) && days < of_days)
    .map(({ source, subject, days, of_days }) => ({
      code: 'partly_covered' as const,
      message: `Of ${subject.replaceAll('_', ' ')}, ${source} covers ${days} of the ${of_days} days of the other period, ${daysText(period)}; the others are unknown, not 0.`,
    }))
}
