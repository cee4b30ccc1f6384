import type { Result } from '../api.ts'

export type Service = Result<'services.list'>['services'][number]
export type Suggestion = Result<'services.suggestions'>['suggestions'][number]
type Team = Result<'teams.list'>['teams'][number]

/** Teams by their paths from the top, as methods take them, in order of path. */
export function teamPaths(teams: readonly Team[]): { id: string; path: string }[] {
  const byId = new Map(teams.map((team) => [team.id, team]))
  const pathOf = (team: Team): string => {
    const parent = team.parent_id === null ? undefined : byId.get(team.parent_id)
    return parent ? `${pathOf(parent)} / ${team.name}` : team.name
  }
  return teams
    .map((team) => ({ id: team.id, path: pathOf(team) }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

/** What is said of a service, as it is being written. */
export interface ServiceDraft {
  name: string
  aliases: string[]
  /** The path of its team; null: none is chosen. */
  team: string | null
  /** First day of that team; empty: nothing is said. */
  from: string
}

/** What of a service is another in its draft, as services.update takes it. */
export function changesOf(before: ServiceDraft, after: ServiceDraft) {
  const { name, aliases, team, from } = after
  const moved = team !== null && (team !== before.team || from !== '')
  return {
    ...(name.trim() !== before.name && { name: name.trim() }),
    ...(JSON.stringify(aliases) !== JSON.stringify(before.aliases) && { aliases }),
    ...(moved && { team, ...(from !== '' && { from }) }),
  }
}
