import type { AdoptionBreakdown, AdoptionSegment } from '../../model/index.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import type { Family } from '../gate/release.ts'
import type { Person } from './draw-people.ts'
import type { Question } from './question.ts'
import { LAPSED, MEASURES, partOf, shareOf, sharesOfUse } from './shares.ts'
import { shownShares } from './shown-shares.ts'

/** The people of known level who have one value. */
export interface Group {
  value: string
  people: Person[]
}

/** The people by each attribute that is asked for; values of fewer people than the minimum, and who has none, are not among them. */
export function groupsOf({ by, minimum }: Question, people: readonly Person[]): Group[][] {
  return by.map(({ values }, place) => {
    const byValue = Map.groupBy(people, ({ values }) => values[place] ?? null)
    const groups = [...byValue].flatMap(([value, people]) =>
      value === null || people.length < minimum ? [] : [{ value, people }],
    )
    return groups.sort((a, b) => values.indexOf(a.value) - values.indexOf(b.value))
  })
}

/** Whom each segment would be about: the people beside all others, so that nobody follows by subtraction. */
export function segmentFamilies(
  question: Question,
  groups: readonly Group[][],
  people: readonly Person[],
): Family[] {
  return groups.map((all) => {
    const sizes = all.map((group) => group.people.length)
    const rest = people.length - sizes.reduce((sum, size) => sum + size, 0)
    const shown = shownParts([...sizes, rest], question.minimum)
    return {
      metric: `adoption of ${question.tool} known`,
      groups: all.map((group, i) => ({
        members: group.people.map(({ id }) => id),
        shown: shown[i] === true,
      })),
    }
  })
}

/** The segments that pass, each with the shares that may be shown beside those of all. */
export function breakdownsOf(
  question: Question,
  groups: readonly Group[][],
  { people, shown }: { people: readonly Person[]; shown: readonly (readonly boolean[])[] },
): AdoptionBreakdown[] {
  return question.by.map(({ name }, place) => {
    const all = groups[place] ?? []
    const open = all.map((_, i) => shown[place]?.[i] === true)
    return { by: name, segments: segmentsOf(all, { people, open, minimum: question.minimum }) }
  })
}

interface Within {
  people: readonly Person[]
  open: readonly boolean[]
  minimum: number
}

function segmentsOf(
  groups: readonly Group[],
  { people, open, minimum }: Within,
): AdoptionSegment[] {
  const passing = (part: (some: readonly Person[]) => ReturnType<typeof partOf>) =>
    shownShares(
      groups.map((group) => part(group.people)),
      { whole: part(people), open, minimum },
    )
  const [using, daily, low] = (['using', 'daily', 'low'] as const).map((measure) =>
    passing((some) => partOf(some, MEASURES[measure])),
  )
  const lapsed = passing(lapsedPart)
  return groups.flatMap(({ value, people }, i) => {
    if (!open[i]) return []
    const shown = { using: !!using?.[i], daily: !!daily?.[i], low: !!low?.[i] }
    return [
      {
        value,
        ...sharesOfUse(people, { open: true, shown, minimum }),
        lapsed: shareOf(lapsedPart(people), { open: true, shown: !!lapsed[i], minimum }),
      },
    ]
  })
}

/** Of those who used the tool in the period, those who do not any more. */
export function lapsedPart(people: readonly Person[]): ReturnType<typeof partOf> {
  return partOf(
    people.filter(({ used }) => used),
    LAPSED,
  )
}
