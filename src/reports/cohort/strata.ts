import { levelBand } from '../level-band.ts'
import type { Traits } from '../traits.ts'

/** Nobody has a name for what is not known, and the unknown are alike in that. */
const UNKNOWN = 'unknown'

/** Traits in the order in which they stay when strata are made coarser: place goes first, then role. */
const ORDER = [
  { key: 'level', name: 'level' },
  { key: 'role', name: 'role' },
  { key: 'geo', name: 'place' },
] as const

/** Somebody's traits; null: not known. */
export interface WithTraits {
  level: string | null
  role: string | null
  geo: string | null
}

/** `strataOf`, made once for all people who are alike in their traits. */
export function strataIn(traits: Traits): (person: WithTraits) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (person) => {
    const key = `${person.level}\n${person.role}\n${person.geo}`
    const strata = known.get(key) ?? strataOf(person, traits)
    known.set(key, strata)
    return strata
  }
}

/** The strata of a person from the finest to the coarsest: level band with role and place, then with role, then alone. */
export function strataOf(person: WithTraits, traits: Traits): string[] {
  const labels = knownOf(traits).map(({ key }) =>
    key === 'level' ? levelBand(person.level) : (person[key] ?? UNKNOWN),
  )
  return labels.map((_, dropped) => labels.slice(0, labels.length - dropped).join(' | '))
}

/** Names of the traits in which people of one stratum are alike, at a level of `strataOf`. */
export function alikeIn(traits: Traits, level: number): string[] {
  const names = knownOf(traits).map(({ name }) => name)
  return names.slice(0, names.length - level)
}

function knownOf(traits: Traits) {
  return ORDER.filter(({ key }) => traits[key] !== null)
}
