import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import { attributeOf, knownValues, type Viewer } from './attribute.ts'

/** Only people who have one of the values. */
export interface Filter {
  attribute_id: number
  values: string[]
  /** As it may be asked again: "Level=L4|L5". */
  text: string
}

/**
 * Reads filters such as "Level=L4|L5", whose attributes are found by `find`. Throws `invalid_arguments` for what is not so, and for
 * unknown names.
 */
export async function filtersOf(
  db: Db,
  texts: readonly string[],
  viewer: Viewer,
  find: typeof attributeOf = attributeOf,
): Promise<Filter[]> {
  const filters: Filter[] = []
  for (const text of texts) {
    const at = text.indexOf('=')
    if (at < 1)
      throw new AppError('invalid_arguments', `Write the filter "${text}" as "Level=L4|L5".`)
    const attribute = await find(db, text.slice(0, at), viewer)
    const values = knownValues(attribute, text.slice(at + 1).split('|'))
    filters.push({
      attribute_id: attribute.id,
      values,
      text: `${attribute.name}=${values.join('|')}`,
    })
  }
  return filters
}
