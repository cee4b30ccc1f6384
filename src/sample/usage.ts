import type { Random } from '../stats/random.ts'
import { BASE_RATE, USAGE } from './coefficients.ts'
import { weekdaysIn } from './panel.ts'
import type { Person } from './person.ts'

/** Whether the person, who adopted in that week (−1: never), is still a user in this one. */
export function usesTool(person: Person, adopted: number, week: number): boolean {
  if (adopted < 0 || week < adopted) return false
  return !person.drops || week - adopted < USAGE.dropped.after_weeks
}

/**
 * The days, as bits, that a user spends in the tool: some of the days with code, which are some of the available ones.
 * Who merges more codes on more days, so that usage goes with output even where the tool does nothing.
 */
export function toolDaysOf(
  person: Person,
  available: number,
  log_rate: number,
  random: Random,
): number {
  const { intercept, rate } = USAGE.coding_day
  const codes = chanceOf(intercept + rate * (log_rate - Math.log(BASE_RATE)))
  const in_tool = chanceOf(USAGE.tool_day.intercept + person.liking)
  let bits = 0
  for (const day of weekdaysIn(available)) if (random.chance(codes * in_tool)) bits |= 1 << day
  return bits
}

function chanceOf(log_odds: number): number {
  return 1 / (1 + Math.exp(-log_odds))
}
