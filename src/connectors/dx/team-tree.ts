import * as z from 'zod'
import { ask } from './ask.ts'
import type { Caller } from './settings.ts'
import { WireId } from './user-page.ts'

const Listed = z.object({
  id: WireId,
  name: z.string(),
  parent_id: WireId.nullish(),
  reference_id: z.string().nullish(),
  deleted_at: z.string().nullish(),
})
type Listed = z.output<typeof Listed>

/** A team with what is above it. */
export interface TeamInTree {
  id: string
  name: string
  reference_id?: string
  /** By what the team above is told: its reference id, or else its path. */
  parent?: string
}

/** All teams, those above before those below. */
export async function teamTree(caller: Caller): Promise<TeamInTree[]> {
  const { teams } = await ask(caller, {
    method: 'teams.list',
    shape: z.object({ teams: z.array(Listed) }),
    what: 'the teams',
  })
  return inTree(teams.filter(({ deleted_at }) => !deleted_at))
}

/** Puts teams in the order of the tree. What is above the top, or above itself, is none of the teams. */
export function inTree(teams: Listed[]): TeamInTree[] {
  const byId = new Map(teams.map((team) => [team.id, team]))
  const pathOf = (team: Listed): Listed[] => {
    const path = [team]
    for (;;) {
      const above = byId.get(path.at(-1)?.parent_id ?? '')
      if (!above || path.includes(above)) return path
      path.push(above)
    }
  }
  return teams
    .map((team) => ({ team, above: pathOf(team).slice(1) }))
    .sort((a, b) => a.above.length - b.above.length)
    .map(({ team: { id, name, reference_id }, above }) => {
      const [parent] = above
      const path = above.map((it) => it.name).reverse()
      return {
        id,
        name,
        ...(reference_id && { reference_id }),
        ...(parent && { parent: parent.reference_id || path.join(' / ') }),
      }
    })
}
