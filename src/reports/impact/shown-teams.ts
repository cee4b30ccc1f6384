import { shownTeams } from '../../privacy/shown-size.ts'
import type { Sides } from '../../stats/panel/census.ts'

/** The numbers of teams on either side as they may be shown. */
export function shownTeamsOf({ adopters, controls }: Sides): Sides {
  return { adopters: shownTeams(adopters), controls: shownTeams(controls) }
}
