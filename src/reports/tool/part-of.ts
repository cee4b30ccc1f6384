import type { Panel } from '../../stats/panel/panel.ts'

/** Some of the people of a panel, in the order of their places. */
export function partOf(panel: Panel, places: readonly number[]): Panel {
  const { periods } = panel
  const rows = (values: Float64Array) => {
    const part = new Float64Array(places.length * periods)
    places.forEach((place, i) => {
      part.set(values.subarray(place * periods, (place + 1) * periods), i * periods)
    })
    return part
  }
  const of = (values: Int32Array) => Int32Array.from(places, (place) => values[place] as number)
  return {
    people: places.length,
    periods,
    num: rows(panel.num),
    den: rows(panel.den),
    adoption: of(panel.adoption),
    stratum: of(panel.stratum),
    team: of(panel.team),
  }
}
