/** A team by its id or name. */
export type Team = number | string

/**
 * One value a person, with the person's team beside it. People of one team are never treated as independent; a person
 * without team (null) stands alone. Without `teams` everybody does.
 */
export type Sample = { values: ArrayLike<number>; teams?: readonly (Team | null)[] }

/** True when somebody of the sample has a team. */
export function hasTeams({ teams }: Sample): boolean {
  return teams?.some((team) => team !== null) ?? false
}

/** The number of distinct teams of all samples together. */
export function countTeams(...samples: Sample[]): number {
  const teams = new Set<Team | null>()
  for (const sample of samples) for (const team of sample.teams ?? []) teams.add(team)
  teams.delete(null)
  return teams.size
}

/** The same people with other values. */
export function mapValues({ values, teams }: Sample, change: (value: number) => number): Sample {
  return { values: Float64Array.from(values, change), teams }
}
