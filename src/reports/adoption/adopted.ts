import { type AdoptionReport, dayAfter } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { Adopter } from './draw-adopters.ts'
import { mondaysOf, type Question } from './question.ts'

/**
 * Who newly adopted the tool, week by week; weeks are joined with those that follow, the last ones with those before, until each span
 * holds the minimum of people. Nothing where all together are fewer.
 */
export function adoptedOf(
  { period, minimum }: Pick<Question, 'period' | 'minimum'>,
  adopters: readonly Adopter[],
): AdoptionReport['adopted'] {
  const byWeek = Map.groupBy(adopters, ({ adopted }) => adopted)
  const spans: { from: string; to: string; people: number }[] = []
  let [from, people] = [period.from, 0]
  for (const monday of mondaysOf(period)) {
    people += byWeek.get(monday)?.length ?? 0
    if (people < minimum) continue
    const to = dayAfter(monday, 7)
    spans.push({ from, to, people })
    ;[from, people] = [to, 0]
  }
  const last = spans.at(-1)
  if (last) Object.assign(last, { to: period.to, people: last.people + people })
  return spans.map((span) => ({ ...span, people: shownSize(span.people, minimum) ?? 0 }))
}
