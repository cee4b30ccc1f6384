import { shownParts } from '../../privacy/shown-parts.ts'

/** A team in its tree: the ids from the top to itself. */
export interface Branch {
  id: number
  ancestors: readonly number[]
}

/** Who answered in a team and below it. */
export interface TeamGroup {
  /** null: everybody; 'rest': those of the whole who are in none of its teams. */
  team: number | 'rest' | null
  members: number[]
  shown: boolean
}

/** The teams that make up a whole, with the rest of it. */
export interface Siblings {
  /** The team that they are parts of; null: everybody. */
  parent: number | null
  groups: TeamGroup[]
}

/**
 * Those who answered as groups by teams, from the top down: everybody first, then of each whole its parts. What is hidden of a
 * shown whole is always as many as the minimum or nobody, and below a hidden team all is hidden; so no sums and differences of
 * what is shown tell of fewer.
 */
export function teamGroups(
  tree: readonly Branch[],
  answered: readonly number[],
  { teamOf, minimum }: { teamOf: ReadonlyMap<number, number>; minimum: number },
): Siblings[] {
  const byId = new Map(tree.map((team) => [team.id, team]))
  const pathOf = (user: number) => byId.get(teamOf.get(user) ?? -1)?.ancestors ?? []
  const childrenOf = Map.groupBy(tree, ({ ancestors }) => ancestors.at(-2) ?? null)
  const families: Siblings[] = []
  const descend = (whole: TeamGroup & { team: number | null }, depth: number) => {
    const byChild = Map.groupBy(whole.members, (user) => pathOf(user)[depth] ?? 'rest')
    const teams = childrenOf.get(whole.team) ?? []
    if (teams.length === 0) return
    const parts = [...teams.map(({ id }) => id), 'rest' as const]
    const members = parts.map((part) => byChild.get(part) ?? [])
    const sizes = members.map(({ length }) => length)
    const shown = shownParts(sizes, minimum)
    const groups = parts.map((team, place) => ({
      team,
      members: members[place] ?? [],
      shown: whole.shown && shown[place] === true,
    }))
    families.push({ parent: whole.team, groups })
    for (const group of groups)
      if (group.team !== 'rest') descend({ ...group, team: group.team }, depth + 1)
  }
  const everybody = { team: null, members: [...answered], shown: answered.length >= minimum }
  families.push({ parent: null, groups: [everybody] })
  descend(everybody, 0)
  return families
}

/** The groups that are shown after the gate has judged each: none below a team that is not. */
export function passedGroups(
  families: readonly Siblings[],
  passes: readonly (readonly boolean[])[],
): Map<number | null, number[]> {
  const passed = new Map<number | null, number[]>()
  families.forEach(({ parent, groups }, i) => {
    groups.forEach(({ team, members }, j) => {
      const whole = team === null || passed.has(parent)
      if (team !== 'rest' && whole && passes[i]?.[j]) passed.set(team, members)
    })
  })
  return passed
}
