import { sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import type { Viewer } from '../attribute.ts'
import { filtersOf } from '../filter.ts'
import type { Person } from '../impact/draw-people.ts'
import { levelBand } from '../level-band.ts'

/** More segments than this would be a hunt for one that stands out. */
const MOST = 4

/** A segment, and who of the people studied is in it. */
export interface Places {
  name: string
  places: number[]
}

interface Among {
  studied: readonly Person[]
  from: string
  viewer: Viewer
  minimum: number
}

/**
 * The segments that were named, by the values that people had when they adopted, or on the first day of the period; by default
 * the bands of level, which every estimate keeps apart anyway. A band of fewer people than the minimum is as if there were none of it; more bands than four are none.
 */
export async function drawSegments(
  db: Db,
  texts: readonly string[],
  { studied, from, viewer, minimum }: Among,
): Promise<Places[]> {
  if (texts.length === 0) return bandsOf(studied, minimum)
  const filters = await filtersOf(db, texts, viewer)
  const segments: Places[] = []
  for (const { attribute_id, values, text } of filters) {
    const ids = new Set(await idsWith(db, { attribute_id, values, studied, from }))
    const places = studied.flatMap(({ id }, place) => (ids.has(id) ? [place] : []))
    segments.push({ name: text, places })
  }
  return segments
}

function bandsOf(studied: readonly Person[], minimum: number): Places[] {
  const byBand = Map.groupBy(studied.keys(), (place) => levelBand(studied[place]?.level ?? null))
  const bands = [...byBand]
    .filter(([name, places]) => name !== 'unknown' && places.length >= minimum)
    .map(([name, places]) => ({ name, places }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return bands.length <= MOST ? bands : []
}

interface Wanted {
  attribute_id: number
  values: string[]
  studied: readonly Person[]
  from: string
}

async function idsWith(db: Db, { attribute_id, values, studied, from }: Wanted): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ id: number }>`
      select distinct s.id
      from unnest(${studied.map(({ id }) => id)}::bigint[], ${studied.map(({ adopted }) => (adopted !== null && adopted > from ? adopted : from))}::date[]) s(id, day)
      join user_attributes ua on ua.user_id = s.id and ua.attribute_id = ${attribute_id}
        and ua.value = any (${values}::text[]) and ua.valid_from <= s.day and ua.valid_to > s.day
    `,
  )
  return rows.map(({ id }) => id)
}
