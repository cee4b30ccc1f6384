import type { Random } from '../../src/stats/random.ts'
import { at } from './scenario.ts'

/** A person's week: available days, those with code, those of them with the tool, and the pull requests that were merged. */
export type Week = { days: number; coding: number; tool: number; merged: number }

/** Days of a week on which a person began or opened a pull request, and those of them with the tool. */
export type OwnDays = { own: number; own_shared: number }

const DAYS = 5

/** Chances that one more day with code lies between the opening of a pull request and its merge, and before its opening. */
const WAITS = 0.4
const TAKES_LONGER = 0.35

/**
 * What a source of pull requests sees of a person's weeks. A pull request is merged on any available day, was opened on a day with
 * code at or before it, and begun on one at or before that. The tool is used on days with code by lot, whatever pull requests there
 * are.
 */
export function ownDays(r: Random, weeks: readonly Week[]): OwnDays[] {
  const days = weeks.flatMap((week) => daysOf(r, week))
  const seen = weeks.map(() => ({ own: 0, own_shared: 0 }))
  for (const day of placed(r, weeks, days)) {
    const week = at(seen, Math.floor(day / DAYS))
    week.own++
    if (days[day]?.tool) week.own_shared++
  }
  return seen
}

type Day = { coding: boolean; tool: boolean }

/** The days, from 0, on which a pull request was begun or opened. */
function placed(r: Random, weeks: readonly Week[], days: readonly Day[]): Set<number> {
  const coding = [...days.keys()].filter((day) => days[day]?.coding)
  const own = new Set<number>()
  weeks.forEach(({ days: available, merged }, week) => {
    for (let i = 0; i < merged && available >= 1; i++) {
      const latest = lastAtOrBefore(coding, week * DAYS + r.int(Math.floor(available)))
      if (latest < 0) continue
      const opened = before(r, WAITS, latest)
      own.add(at(coding, opened))
      own.add(at(coding, before(r, TAKES_LONGER, opened)))
    }
  })
  return own
}

/** The five days of a week; those with code are drawn by lot among the available ones, those with the tool among these. */
function daysOf(r: Random, { days, coding, tool }: Week): Day[] {
  const order = Array.from({ length: Math.floor(days) }, () => r.uniform())
  return Array.from({ length: DAYS }, (_, day) => {
    const mine = order[day]
    const rank = mine === undefined ? DAYS : order.filter((other) => other < mine).length
    return { coding: rank < coding, tool: rank < tool }
  })
}

/** A place at or before another, each step back with a chance. */
function before(r: Random, chance: number, place: number): number {
  let back = place
  while (back > 0 && r.chance(chance)) back--
  return back
}

/** Place of the last of ascending days that is not after a day; -1: none. */
function lastAtOrBefore(ascending: readonly number[], day: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(ascending, middle) <= day) low = middle + 1
    else high = middle
  }
  return low - 1
}
