import type { Db } from '../../store/db.ts'
import * as members from '../../store/scim-members.ts'
import type { ScimRow } from '../../store/scim-resources.ts'
import { isObject, type Json, type JsonObject, type Kind } from './attribute.ts'
import { GROUP, USER } from './schemas.ts'

/** Resources as they are answered, with what the server adds: memberships where they are wanted, schemas, meta. */
export async function present(
  db: Db,
  kind: Kind,
  rows: ScimRow[],
  { base, memberships = true }: { base: string; memberships?: boolean },
): Promise<JsonObject[]> {
  const belonging = memberships ? await belongingOf(db, kind, rows, base) : new Map()
  return rows.map((row) => whole(kind, row, base, belonging.get(row.id) ?? {}))
}

function whole(kind: Kind, row: ScimRow, base: string, belonging: JsonObject): JsonObject {
  const resource = row.resource as JsonObject
  const extensions = Object.keys(resource).filter(
    (key) => /^urn:/i.test(key) && isObject(resource[key]),
  )
  return {
    schemas: [kind.core.id, ...extensions],
    id: row.id,
    ...resource,
    ...belonging,
    meta: {
      resourceType: kind.type,
      created: row.created_at,
      lastModified: row.changed_at,
      location: locationOf(kind, row.id, base),
      version: versionOf(row),
    },
  }
}

/** The address of a resource. */
export function locationOf({ endpoint }: Kind, id: string, base: string): string {
  return `${base}${endpoint}/${id}`
}

/** The entity tag of what a resource says. */
export function versionOf({ version }: Pick<ScimRow, 'version'>): string {
  return `W/"${version}"`
}

/** The members of groups, or the groups of members, by the id of the one to whom they are added. */
async function belongingOf(
  db: Db,
  kind: Kind,
  rows: ScimRow[],
  base: string,
): Promise<Map<string, JsonObject>> {
  const ids = rows.map(({ id }) => id)
  const found = kind === USER ? await members.ofMembers(db, ids) : await members.ofGroups(db, ids)
  const own = (it: members.Membership) => (kind === USER ? it.member_id : it.group_id)
  const lists = Map.groupBy(found, own)
  return new Map(
    [...lists].map(([id, all]) => {
      const elements = all.map((it) => elementOf(kind, it, base))
      return [id, { [kind === USER ? 'groups' : 'members']: elements }]
    }),
  )
}

function elementOf(kind: Kind, it: members.Membership, base: string): Json {
  const value = kind === USER ? it.group_id : it.member_id
  return {
    value,
    $ref: locationOf(it.type === 'User' ? USER : GROUP, value, base),
    type: kind === USER ? 'direct' : it.type,
    ...(it.display !== null && { display: it.display }),
  }
}
