import type { Random } from '../stats/random.ts'
import { WEEKDAYS } from './panel.ts'
import { employedOn, type Person } from './person.ts'

const WEEK_OFF = 0.085
const DAY_LOST = 0.12

/** The days, as bits, on which a person is at work in a week: employed, not off, not on a day that part time leaves free. */
export function drawAvailable(
  person: Pick<Person, 'fte' | 'from' | 'to'>,
  week: number,
  random: Random,
): number {
  const off = random.chance(WEEK_OFF)
  const lost = random.chance(DAY_LOST) ? random.int(5) : -1
  if (off) return 0
  const length = person.fte === 1 ? 5 : week % 2 === 0 ? 4 : 3
  let bits = 0
  for (const day of WEEKDAYS) {
    const works = day < length && day !== lost && employedOn(person, week * 7 + day)
    if (works) bits |= 1 << day
  }
  return bits
}
