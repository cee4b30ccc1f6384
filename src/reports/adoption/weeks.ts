import { type AdoptionWeek, KNOWN_LEVELS } from '../../model/index.ts'
import { peopleOfLarge } from '../../privacy/large-group.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { WeekCounts } from './draw-weeks.ts'
import { mondaysOf, type Question } from './question.ts'
import { whole } from './shares.ts'

/** The levels of each week as they may be shown: what is of too few people is one share of its own. */
export function weeksOf(
  question: Question,
  drawn: readonly WeekCounts[],
  shown: (week: string) => boolean,
): AdoptionWeek[] {
  const byWeek = new Map(drawn.map((it) => [it.week, it.levels]))
  return mondaysOf(question.period).map((from) =>
    weekOf(from, shown(from) ? (byWeek.get(from) ?? {}) : {}, question.minimum),
  )
}

function weekOf(from: string, levels: WeekCounts['levels'], minimum: number): AdoptionWeek {
  const counts = KNOWN_LEVELS.map((level) => levels[level] ?? 0)
  const known = counts.reduce((sum, count) => sum + count, 0)
  const unknown = levels.unknown ?? 0
  const people = shownSize(known, minimum)
  const apart = shownSize(unknown, minimum) === null ? null : whole(unknown / (known + unknown))
  const named = (share: (place: number) => number | null) =>
    KNOWN_LEVELS.map((level, place) => ({ level, share: share(place) }))
  if (people === null)
    return { from, people, unknown: apart, levels: named(() => null), not_shown: null }
  const shown = shownParts(counts, minimum)
  const rest = counts.reduce((sum, count, place) => sum + (shown[place] ? 0 : count), 0)
  const shares = percentages([...counts.map((count, i) => (shown[i] ? count : 0)), rest])
  return {
    from,
    people: peopleOfLarge(people),
    unknown: apart,
    levels: named((place) => (shown[place] ? (shares[place] as number) : null)),
    not_shown: shares.at(-1) as number,
  }
}

/** Shares in whole per cent that add to 1: what is lost by cutting goes to those that lost most. None may be asked of nothing. */
export function percentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const exact = counts.map((count) => (100 * count) / total)
  const cut = exact.map(Math.floor)
  const missing = 100 - cut.reduce((sum, share) => sum + share, 0)
  const lost = (place: number) => (exact[place] as number) - (cut[place] as number)
  const first = [...exact.keys()].sort((a, b) => lost(b) - lost(a)).slice(0, missing)
  return cut.map((share, place) => (share + (first.includes(place) ? 1 : 0)) / 100)
}
