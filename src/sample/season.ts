import { getISOWeek } from 'date-fns/getISOWeek'
import { parseISO } from 'date-fns/parseISO'

/** On which week of the year, counted from 0, whose work falls to which part. */
const LULLS: readonly { weeks: readonly number[]; geo?: string; part: number }[] = [
  { weeks: [0, 51, 52], part: 0.45 },
  { weeks: [47], geo: 'US', part: 0.7 },
  { weeks: [30, 31, 32, 33], geo: 'EU', part: 0.85 },
  { weeks: [43], geo: 'IN', part: 0.7 },
]

const YEARLY_SWING = 0.05
const SPRINT_SWING = 0.04

/** The week of the year of a Monday, counted from 0 as ISO weeks are from 1. */
export function weekOfYear(monday: string): number {
  return getISOWeek(parseISO(monday)) - 1
}

/** What the season does to the log rate: a swing a year, fortnights of sprints, and holidays. */
export function season(geo: string, week_of_year: number, week: number): number {
  const lulls = LULLS.filter((lull) => lull.weeks.includes(week_of_year) && fits(lull.geo, geo))
  return (
    YEARLY_SWING * Math.cos((2 * Math.PI * week_of_year) / 52) +
    (week % 2 === 0 ? SPRINT_SWING : -SPRINT_SWING) +
    lulls.reduce((sum, { part }) => sum + Math.log(part), 0)
  )
}

function fits(wanted: string | undefined, geo: string): boolean {
  return wanted === undefined || wanted === geo
}
