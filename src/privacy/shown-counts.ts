import { shownCount } from './shown-size.ts'

/** People by reason as they may be shown, and those of all the smaller reasons together. */
export type ShownCounts<Code extends string> = {
  counts: { code: Code; people: number }[]
  /** Null when they are fewer than the minimum, none included. */
  others: number | null
}

/** Of people counted by reason, each once: the reasons that hold for the minimum of people, the others as one; all to 5. */
export function shownCounts<Code extends string>(
  counts: readonly { code: Code; people: number }[],
  minimum: number,
): ShownCounts<Code> {
  const few = counts.filter(({ people }) => people < minimum)
  const others = few.reduce((sum, { people }) => sum + people, 0)
  return {
    counts: counts.flatMap(({ code, people }) => {
      const shown = shownCount(people, minimum)
      return shown === null ? [] : [{ code, people: shown }]
    }),
    others: shownCount(others, minimum),
  }
}
