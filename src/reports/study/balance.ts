import type { BalanceRow, StudyBalance } from '../../model/index.ts'
import { shownCells } from '../../privacy/shown-cells.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { Member } from './population.ts'
import { type Placed, teamsOf } from './teams.ts'

/** What is balanced: traits of people by their names. */
const TRAITS = [
  { trait: 'Level', of: ({ level_band }: Placed) => level_band },
  { trait: 'Division', of: ({ division }: Placed) => division ?? 'none' },
] as const

/** How two arms came out, beside everybody: teams, people, and the make-up of each as it may be shown. */
export function balanceOf(
  placed: readonly Placed[],
  arms: ReadonlyMap<number, number>,
  { names, without_team, minimum }: { names: string[]; without_team: number; minimum: number },
): StudyBalance {
  const teams = teamsOf(placed)
  const groups = names.map((_, arm) => placed.filter(({ team }) => arms.get(team) === arm))
  return {
    people: shownSize(placed.length, minimum),
    arms: names.map((arm, place) => {
      const theirs = teams.filter(({ team }) => arms.get(team) === place)
      return {
        arm,
        teams: theirs.length,
        people: shownSize(groups[place]?.length ?? 0, minimum),
        names: theirs.map(({ name }) => name).sort(),
      }
    }),
    rows: TRAITS.flatMap((it) => rowsOf(it, placed, groups, minimum)),
    without_team: shownSize(without_team, minimum),
  }
}

/** How many of a population have no team. */
export function withoutTeam(members: readonly Member[]): number {
  return members.filter(({ team }) => team === null).length
}

function rowsOf(
  { trait, of }: (typeof TRAITS)[number],
  placed: readonly Placed[],
  groups: readonly (readonly Placed[])[],
  minimum: number,
): BalanceRow[] {
  const values = [...new Set(placed.map(of))].sort()
  if (values.length < 2) return []
  const cells = values.map((value) =>
    groups.map((group) => group.filter((person) => of(person) === value).map(({ id }) => id)),
  )
  const wholes = cells.map((row) => row.flat().length)
  const [shown, alone] = [shownCells(cells, minimum), shownParts(wholes, minimum)]
  return values.flatMap((value, row) => {
    const whole = wholes[row] ?? 0
    if (whole < minimum) return []
    return [
      {
        trait,
        value,
        everybody: alone[row] ? shownShare(whole / placed.length) : null,
        arms: (cells[row] ?? []).map(({ length }, arm) =>
          shown[row]?.[arm] ? shownShare(length / (groups[arm]?.length ?? 1)) : null,
        ),
      },
    ]
  })
}
