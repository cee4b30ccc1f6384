import { type KnownItem, knownItem } from '../model/index.ts'
import { normalCdf } from '../stats/distributions/normal.ts'

/**
 * What is asked. An answer is a latent opinion, standard normal, cut into the options of the item: `cuts` are the bounds
 * between them from the worst to the best, `tool` is what it adds to the opinion of its users.
 */
export const ITEMS = [
  asked('ease_dev_environment', [-1.5, -0.7, 0.1, 1.2], 0.25),
  asked('env_toil', [-1.7, -1, -0.2, 0.6, 1.3], 0.25),
  asked('deep_work', [-1.2, -0.4, 0.3, 1.3], 0),
] as const

export interface AskedItem {
  item: KnownItem
  /** The options, from the worst to the best. */
  options: KnownItem['options']
  cuts: readonly number[]
  tool: number
}

function asked(key: string, cuts: readonly number[], tool: number): AskedItem {
  const item = knownItem(key)
  if (item?.options.length !== cuts.length + 1) throw new RangeError(`${key} is cut wrongly`)
  return {
    item,
    options: item.lower_is_better ? item.options.toReversed() : item.options,
    cuts,
    tool,
  }
}

/** The option that goes with an opinion. */
export function optionOf({ options, cuts }: AskedItem, opinion: number): string {
  const place = cuts.findIndex((cut) => opinion < cut)
  return options.at(place === -1 ? -1 : place)?.label ?? ''
}

/** What the tool truly changes of the score of each item among its users: of a share in parts of 1, of a mean in its unit. */
export function trueDifferences(effect: boolean): Record<string, number> {
  return Object.fromEntries(
    ITEMS.map((it) => [it.item.key, effect ? scoreOf(it, it.tool) - scoreOf(it, 0) : 0]),
  )
}

/** The score to expect where opinions are higher by so much. */
function scoreOf({ options, cuts }: AskedItem, shift: number): number {
  const below = [0, ...cuts.map((cut) => normalCdf(cut - shift)), 1]
  return options.reduce((score, { value, favourable }, place) => {
    const chance = (below[place + 1] ?? 1) - (below[place] ?? 0)
    return score + chance * (value ?? Number(favourable))
  }, 0)
}
