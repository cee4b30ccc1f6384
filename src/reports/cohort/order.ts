import { sql } from 'kysely'
import { USAGE_CLASSES } from '../../model/index.ts'
import { type Db, one } from '../../store/db.ts'
import type { Attribute } from '../attribute.ts'
import type { CohortQuestion } from './cohorts-of.ts'

/** The values of an attribute from the least on, if somebody has put its options in order; null while they stand as they came. */
export async function orderedValues(
  db: Db,
  { id, values }: Attribute,
): Promise<readonly string[] | null> {
  const { ordered } = await one(
    db,
    sql<{ ordered: boolean }>`
      select exists (
        select from attribute_options o where o.attribute_id = ${id} and o.changed_in <> o.created_in
      ) as ordered
    `,
  )
  return ordered ? values : null
}

/**
 * The places of cohorts from the least on, where their values have an order: that in which somebody has put the options of the
 * attribute; else that of levels of use (none, monthly, weekly, daily), or of values with a number in them, such as L1 to L5. Null
 * where they have none, and where two cohorts overlap in it.
 */
export function orderOf(
  cohorts: readonly Pick<CohortQuestion, 'values'>[],
  order: readonly string[] | null = null,
): number[] | null {
  const ranks = cohorts.map(({ values }) => values.map((value) => rankOf(value, order)))
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
  kind: 'given' | 'usage' | 'number'
  at: number
}

function rankOf(value: string, order: readonly string[] | null): Rank | null {
  const given = order?.indexOf(value) ?? -1
  if (given >= 0) return { kind: 'given', at: given }
  const usage = CLASSES.indexOf(value)
  if (usage >= 0) return { kind: 'usage', at: usage }
  const numbers = value.match(/\d+(\.\d+)?/g) ?? []
  return numbers.length === 1 ? { kind: 'number', at: Number(numbers[0]) } : null
}

const least = (ranks: (Rank | null)[] = []) => Math.min(...ranks.map((rank) => rank?.at ?? 0))
const most = (ranks: (Rank | null)[] = []) => Math.max(...ranks.map((rank) => rank?.at ?? 0))
