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
  const used = [...known.keys()].filter((place) => isOfUse(known[place]))
  const weekAt = (place: number | undefined) => (known[place ?? -1] as number) >> 1
  const adopted = used.find(
    (place, nth) =>
      nth + 1 < used.length && weekAt(used[nth + 1]) < weekAt(place) + SUSTAINED_WITHIN,
  )
  const stopped = used.find(
    (place, nth) => (used[nth + 1] ?? known.length) - place - 1 >= STOPPED_AFTER,
  )
  return {
    adopted: adopted === undefined ? null : mondayOf(weekAt(adopted)),
    weeks: weekAt(stopped ?? known.length - 1) - weekAt(used[0]) + 1,
    stopped: stopped !== undefined,
  }
}

function isOfUse(packed: number | undefined): boolean {
  return packed !== undefined && packed % 2 === 1
}

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
