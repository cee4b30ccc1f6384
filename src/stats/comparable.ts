import type { Sample } from './sample.ts'

/**
 * A sample whose people belong to strata: beside each person the labels of its strata, from the finest level to the
 * coarsest. Every person has the same levels.
 */
export type StratifiedSample = Sample & { strata: readonly (readonly string[])[] }

/** The people of one stratum, by their places in either sample. */
export type Stratum = { x: number[]; y: number[] }

/** The strata in which both samples have enough people, at one level. */
export type Comparable = {
  /** Place of the level among the labels, 0 being the finest. */
  level: number
  strata: Stratum[]
  /** Share of the first sample's people who are in none of the strata. */
  share_without: number
}

const ENOUGH_PEOPLE = 5
const MOST_WITHOUT = 0.2

/**
 * The finest level at which four in five people of `x` share a stratum with at least 5 of both samples; the coarsest
 * level where none reaches that.
 */
export function comparable(x: StratifiedSample, y: StratifiedSample): Comparable {
  const levels = x.strata[0]?.length ?? 0
  for (let level = 0; ; level++) {
    const found = atLevel(x, y, level)
    if (found.share_without <= MOST_WITHOUT || level >= levels - 1) return found
  }
}

function atLevel(x: StratifiedSample, y: StratifiedSample, level: number): Comparable {
  const xs = placesByLabel(x, level)
  const ys = placesByLabel(y, level)
  const strata = [...xs]
    .map(([label, places]) => ({ x: places, y: ys.get(label) ?? [] }))
    .filter((stratum) => Math.min(stratum.x.length, stratum.y.length) >= ENOUGH_PEOPLE)
  const compared = strata.reduce((count, stratum) => count + stratum.x.length, 0)
  return { level, strata, share_without: (x.strata.length - compared) / x.strata.length }
}

function placesByLabel({ strata }: StratifiedSample, level: number): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (let place = 0; place < strata.length; place++) {
    const label = strata[place]?.[level] ?? ''
    const there = places.get(label)
    if (there) there.push(place)
    else places.set(label, [place])
  }
  return places
}
