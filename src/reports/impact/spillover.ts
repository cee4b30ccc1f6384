import type { Spillover } from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { CONTROL } from '../../stats/panel/sums.ts'

/**
 * How many of those compared with work beside people who have adopted, and so may have been changed by them. It cannot be taken
 * out of the effect, only told: what spills over makes the effect look smaller.
 */
export function spilloverOf(
  { team, adoption }: Pick<Panel, 'team' | 'adoption'>,
  roles: Uint8Array,
  { minimum, tool }: { minimum: number; tool: string },
): Spillover {
  const controls = [...roles.keys()].filter((person) => (roles[person] as number) & CONTROL)
  if (controls.length < minimum) return { share: null, sentence: UNKNOWN }
  const adopters = adoptersByTeam({ team, adoption })
  const beside = controls.filter((person) => {
    const others = adopters.get(team[person] as number) ?? 0
    return others > ((adoption[person] as number) >= 0 ? 1 : 0)
  })
  const share = shownShare(beside.length / controls.length)
  const sentence = `At least ${wholePercent(share)} of those compared with have, sooner or later, users of ${tool} in their team. If these changed their work too, the effect is larger than it looks here.`
  return { share, sentence: share === 0 ? NOBODY : sentence }
}

const UNKNOWN =
  'Whether those compared with work beside people who had adopted cannot be shown: there are too few.'

const NOBODY = 'Hardly any of those compared with have people who adopted in their team.'

/** Who has no team stands beside nobody. */
function adoptersByTeam({ team, adoption }: Pick<Panel, 'team' | 'adoption'>): Map<number, number> {
  const adopters = new Map<number, number>()
  team.forEach((id, person) => {
    if (id >= 0 && (adoption[person] as number) >= 0) adopters.set(id, (adopters.get(id) ?? 0) + 1)
  })
  return adopters
}
