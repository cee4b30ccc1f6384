import { type AdoptionReport, dayAfter } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { Adopter } from './draw-adopters.ts'
import { mondaysOf, type Question } from './question.ts'

/**
 * Who newly adopted the tool, week by week. Weeks of fewer people than the minimum are joined with those that follow until they
 * hold it; what is then left before a week that stands alone, or before the end, is not among them.
 */
export function adoptedOf(
  { period, minimum }: Pick<Question, 'period' | 'minimum'>,
  adopters: readonly Adopter[],
): AdoptionReport['adopted'] {
  const byWeek = Map.groupBy(adopters, ({ adopted }) => adopted)
  const spans: { from: string; to: string; people: number }[] = []
  let joined = { from: period.from, people: 0 }
  for (const monday of mondaysOf(period)) {
    const people = byWeek.get(monday)?.length ?? 0
    joined = people >= minimum ? { from: monday, people } : plus(joined, people)
    if (joined.people < minimum) continue
    const to = dayAfter(monday, 7)
    spans.push({ ...joined, to })
    joined = { from: to, people: 0 }
  }
  return spans.map((span) => ({ ...span, people: shownSize(span.people, minimum) ?? 0 }))
}

function plus(joined: { from: string; people: number }, people: number) {
  return { ...joined, people: joined.people + people }
}
