import { USAGE_CLASSES } from '../../model/index.ts'
import type { CohortQuestion } from './cohorts-of.ts'

/**
 * The places of cohorts from the least on, where their values have an order: levels of use (none, monthly, weekly, daily), or
 * values with a number in them, such as L1 to L5. Null where they have none, or where two cohorts overlap in it.
 */
export function orderOf(cohorts: readonly CohortQuestion[]): number[] | null {
  const ranks = cohorts.map(({ values }) => values.map(rankOf))
  if (ranks.flat().includes(null)) return null
  const kinds = new Set(ranks.flat().map((rank) => rank?.kind))
  if (kinds.size !== 1) return null
  const places = cohorts.map((_, place) => place).sort((a, b) => least(ranks[a]) - least(ranks[b]))
  const apart = places.every((place, i) => {
    const next = places[i + 1]
    return next === undefined || most(ranks[place]) < least(ranks[next])
  })
  return apart ? places : null
}

const CLASSES: readonly string[] = USAGE_CLASSES

interface Rank {
  kind: 'usage' | 'number'
  at: number
}

function rankOf(value: string): Rank | null {
  const usage = CLASSES.indexOf(value)
  if (usage >= 0) return { kind: 'usage', at: usage }
  const numbers = value.match(/\d+(\.\d+)?/g) ?? []
  return numbers.length === 1 ? { kind: 'number', at: Number(numbers[0]) } : null
}

const least = (ranks: (Rank | null)[] = []) => Math.min(...ranks.map((rank) => rank?.at ?? 0))
const most = (ranks: (Rank | null)[] = []) => Math.max(...ranks.map((rank) => rank?.at ?? 0))
