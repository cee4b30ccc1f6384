import { random } from '../../stats/random.ts'

/** A team that is to be drawn to an arm, within its stratum. */
export interface Drawable {
  team: number
  stratum: string
}

/** Arms of a study. */
const ARMS = 2

/**
 * Draws teams to two arms by lot: shuffled within each stratum and dealt out in turn, so that each stratum, and all together, is
 * split evenly within one team. The same teams and seed give the same arms, in whatever order they are given.
 */
export function assign(teams: readonly Drawable[], seed: number): Map<number, number> {
  const { int, fork } = random(seed)
  const inOrder = [...teams].sort((a, b) => a.team - b.team)
  const strata = Map.groupBy(inOrder, ({ stratum }) => stratum)
  const names = shuffled([...strata.keys()].sort(), fork('strata').int)
  const dealt = names.flatMap((name) => shuffled(strata.get(name) ?? [], fork(name).int))
  const first = int(ARMS)
  return new Map(dealt.map(({ team }, place) => [team, (first + place) % ARMS]))
}

function shuffled<T>(items: readonly T[], int: (n: number) => number): T[] {
  const all = [...items]
  for (let place = all.length - 1; place > 0; place--) {
    const other = int(place + 1)
    ;[all[place], all[other]] = [all[other] as T, all[place] as T]
  }
  return all
}
