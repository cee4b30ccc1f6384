import type { Random } from '../stats/random.ts'
import type { Geo } from './coefficients.ts'
import { NAME_POOLS, POOLS_OF_GEO } from './name-pools.ts'
import { pickByShare } from './weighted.ts'

export interface PersonName {
  given: string
  family: string
}

/** A name that is likely where the person lives. Two people may bear the same one. */
export function drawName(geo: Geo['name'], random: Random): PersonName {
  const { pool } = pickByShare(POOLS_OF_GEO[geo], random)
  const { given, family } = NAME_POOLS[pool]
  return { given: random.pick(given.split(' ')), family: random.pick(family.split(' ')) }
}

const UNDECOMPOSED: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae' }

/** The name in the letters a to z, as in an address: marks fall away, what is no letter goes. */
export function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßøłđıæ]/g, (letter) => UNDECOMPOSED[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}

/** Gives each name only once, without regard to case: the second `anna.mori` becomes `anna.mori2`. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name}${count}`
    taken.add(free.toLowerCase())
    return free
  }
}

/** A login such as people choose at a code host. */
export function drawLogin({ given, family }: PersonName, random: Random): string {
  const [first, last] = [asciiOf(given), asciiOf(family)]
  const initial = last.slice(0, 1)
  return random.pick([
    `${first}${last}`,
    `${first}-${last}`,
    `${first.slice(0, 1)}${last}`,
    `${last}${first.slice(0, 1)}`,
    `${first.slice(0, 1).toUpperCase()}${first.slice(1)}${initial.toUpperCase()}`,
    `${first}${10 + random.int(90)}`,
  ])
}
