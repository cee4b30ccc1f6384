import { dayAfter } from '../../model/index.ts'

/** Weeks without use, of which all are known, after which somebody has stopped. */
export const STOPPED_AFTER = 4

/** Somebody has adopted a tool with the first week of use after which another one follows within so many weeks. */
const SUSTAINED_WITHIN = 4

/** The Monday from which weeks are numbered. */
export const WEEK_NUMBERED_0 = '1970-01-05'

/** How somebody used a tool since the first week of use. */
export interface SpanOfUse {
  /** Monday of the first of two weeks of use within four; null: not yet. */
  adopted: string | null
  /** Weeks from the first one to the last before they stopped, or to the last of which their use is known. */
  weeks: number
  stopped: boolean
}

/**
 * The span of the weeks of which somebody's use is known, at least one of them of use: two bytes a week in any order, which hold its
 * number twice, and one more where it is of use. Who stops and comes back has stopped.
 */
export function spanOfUse(packed: Uint8Array): SpanOfUse {
  const known = unpacked(packed)
  const weekAt = (place: number) => (known[place] as number) >> 1
  let [first, last, adopted, stopped] = [NONE, NONE, NONE, NONE]
  for (let place = 0; place < known.length; place++) {
    if ((known[place] as number) % 2 === 0) {
      if (last !== NONE && stopped === NONE && place - last >= STOPPED_AFTER) stopped = last
      continue
    }
    if (first === NONE) first = place
    else if (adopted === NONE && weekAt(place) - weekAt(last) < SUSTAINED_WITHIN) adopted = last
    last = place
  }
  const end = stopped === NONE ? known.length - 1 : stopped
  return {
    adopted: adopted === NONE ? null : mondayOf(weekAt(adopted)),
    weeks: weekAt(end) - weekAt(first) + 1,
    stopped: stopped !== NONE,
  }
}

/** No place. */
const NONE = -1

/** In their order. */
function unpacked(packed: Uint8Array): Uint16Array {
  const weeks = new Uint16Array(packed.length / 2)
  for (let place = 0; place < weeks.length; place++)
    weeks[place] = ((packed[2 * place] as number) << 8) | (packed[2 * place + 1] as number)
  return weeks.sort()
}

const mondays = new Map<number, string>()

/** Remembered: thousands of people adopt in some hundred weeks. */
function mondayOf(week: number): string {
  const known = mondays.get(week)
  if (known !== undefined) return known
  const monday = dayAfter(WEEK_NUMBERED_0, 7 * week)
  mondays.set(week, monday)
  return monday
}
