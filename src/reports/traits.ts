import { list } from '../store/attributes.ts'
import type { Db } from '../store/db.ts'
import { sameText } from './attribute.ts'

const NAMES = { level: 'Level', role: 'Role', geo: 'Geo' } as const

/** The attributes within which people are like one another, by id; null where there is none. */
export type Traits = Record<keyof typeof NAMES, number | null>

/** The attributes called Level, Role and Geo, but for those that are themselves compared and those marked as sensitive. */
export async function traitsOf(db: Db, ...compared: readonly { id: number }[]): Promise<Traits> {
  const known = (await list(db, Object.values(NAMES))).filter(
    ({ id, sensitive }) => !sensitive && compared.every((it) => it.id !== id),
  )
  const idOf = (name: string) =>
    known.find((attribute) => sameText(attribute.name, name))?.id ?? null
  return { level: idOf(NAMES.level), role: idOf(NAMES.role), geo: idOf(NAMES.geo) }
}
