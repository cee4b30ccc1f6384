/**
 * People by periods. What person `i` did in period `t` stands at `i * periods + t`: `num` over `den`, such as pull requests
 * over available days. A `den` of 0 means unknown or not available, never "nothing done".
 */
export type Panel = {
  people: number
  periods: number
  num: Float64Array
  den: Float64Array
  /** The period in which each person adopted; -1 for never. */
  adoption: Int32Array
  /** Only people of one stratum are compared with each other, unless it is too thin; numbered from 0. */
  stratum: Int32Array
  /** Any number from 0; -1 for a person without team, who stands alone. */
  team: Int32Array
}

/** The periods in which somebody adopted, in ascending order, that have at least `before` periods before them and one after. */
export function cohortsOf({ adoption, periods }: Panel, before: number): number[] {
  const adopted = new Uint8Array(periods)
  for (const period of adoption) if (period >= 0) adopted[period] = 1
  return [...adopted.keys()].filter((g) => adopted[g] && g >= before && g < periods - 1)
}
