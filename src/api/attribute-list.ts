import * as attributes from '../store/attributes.ts'
import type { Db } from '../store/db.ts'

/** The attributes with their options, in their order; all of them, or those of these names. */
export async function listGroups(db: Db, names?: string[]) {
  const options = Map.groupBy(await attributes.options(db), ({ attribute_id }) => attribute_id)
  return (await attributes.list(db, names)).map((attribute) => {
    const own = (options.get(attribute.id) ?? []).map(({ id, value, position }) => ({
      id,
      name: value,
      position,
    }))
    return { ...attribute, attributes: own, attribute_values: own }
  })
}
