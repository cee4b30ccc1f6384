import type { Random } from '../stats/random.ts'
import { learned } from './adoption.ts'
import type { Clock } from './clock.ts'
import { CYCLE } from './coefficients.ts'
import { at, type Panel, weekdaysIn } from './panel.ts'
import type { Person } from './person.ts'
import { usesTool } from './usage.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
const LONGEST_HOURS = 28 * 24

/** The instants of a pull request up to the one where reviews may begin, in milliseconds. */
export interface Timeline {
  first_commit: number
  opened: number
  ready: number
}

/**
 * A second of the working day from 9 to 16 o'clock: then it is the same day in UTC, from California to India, and the
 * counts of a day or week are the same in whichever zone they are made.
 */
export function workingSecond(random: Random): number {
  return (9 + random.uniform() * 7) * 3600
}

/** A second of the whole day, which may lie in another day, or another week, in UTC. */
export function anySecond(random: Random): number {
  return random.uniform() * 86_399
}

/** An instant on one of the days that the person has in the week, at a second of the day that `draw` gives. */
export function instantAtWork(
  person: Person,
  week: number,
  { panel, frame: { clock } }: Pick<World, 'panel' | 'frame'>,
  random: Random,
  draw: (random: Random) => number = workingSecond,
): number {
  const days = weekdaysIn(at(panel.available, person.index * panel.weeks + week))
  return clock.instant(person.time_zone, week * 7 + random.pick(days), draw(random))
}

/** When the person came to work for the first time; −∞ for who was there from the start. */
export function arrival(person: Person, clock: Clock): number {
  return person.from < 0
    ? Number.NEGATIVE_INFINITY
    : clock.instant(person.time_zone, person.from, 8 * 3600)
}

/** What the tool does to the log of the cycle hours in a week; 0 for who does not use it. */
export function cycleGain(person: Person, week: number, panel: Panel, effect: number): number {
  const adopted = at(panel.adopted, person.index)
  return usesTool(person, adopted, week) ? effect * learned(week - adopted) : 0
}

/** Hours from the first commit to the merge: log-normal around 18 hours, at most 28 days. */
export function drawCycle(shift: number, random: Random): number {
  const hours = Math.exp(Math.log(CYCLE.median_hours) + shift + random.normal(0, CYCLE.sd))
  return Math.min(hours, LONGEST_HOURS) * HOUR
}

/** What came before a merge that ended a cycle of so many milliseconds, nothing of it before `earliest`. */
export function before(merged: number, cycle: number, earliest: number, random: Random): Timeline {
  const first_commit = Math.max(merged - cycle, earliest)
  const opened = first_commit + (merged - first_commit) * (0.1 + 0.5 * random.uniform())
  const as_draft = random.chance(0.2)
  const ready = as_draft ? opened + (merged - opened) * 0.4 * random.uniform() : opened
  return { first_commit, opened, ready }
}
