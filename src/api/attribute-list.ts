import * as attributeGroups from '../store/attribute-groups.ts'
import * as attributes from '../store/attributes.ts'
import type { Db } from '../store/db.ts'
import type { Actor } from './actor.ts'

/** Who asks, and on which day. */
interface Asking {
  actor: Actor
  day: string
}

/**
 * The attributes with their options, in their order; all of them, or those of these names. How many users have an option
 * is told to those who may read the directory, where they could count them; of a hidden attribute to nobody.
 */
export async function listGroups(db: Db, { actor, day }: Asking, names?: string[]) {
  const options = Map.groupBy(await attributes.options(db), ({ attribute_id }) => attribute_id)
  const groups = await attributes.list(db, names)
  const counted = groups.flatMap(({ id, hidden }) => (hidden ? [] : [id]))
  const users = actor.scopes.has('users:read')
    ? await attributeGroups.holders(db, counted, day)
    : new Map<number, number>()
  return groups.map((attribute) => {
    const own = (options.get(attribute.id) ?? []).map(({ id, value, position }) => ({
      id,
      name: value,
      position,
      users: users.get(id) ?? null,
    }))
    return { ...attribute, attributes: own, attribute_values: own }
  })
}
