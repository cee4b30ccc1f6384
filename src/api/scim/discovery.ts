import { AppError } from '../../errors.ts'
import type { Json, JsonObject, Kind, Schema } from './attribute.ts'
import { LONGEST_PAGE } from './list.ts'
import { GROUP, USER } from './schemas.ts'

const KINDS = [USER, GROUP]

/** What this server can do (RFC 7643, part 5). */
export function serviceProviderConfig(base: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: LONGEST_PAGE },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token with the scope scim, sent as Authorization: Bearer TOKEN.',
        primary: true,
      },
    ],
    meta: {
      resourceType: 'ServiceProviderConfig',
      location: `${base}/ServiceProviderConfig`,
    },
  }
}

/** The types of resources there are. */
export function resourceTypes(base: string): JsonObject[] {
  return KINDS.map(({ type, endpoint, core, extensions }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: type,
    name: type,
    description: core.description,
    endpoint,
    schema: core.id,
    schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type}` },
  }))
}

/** The schemas of all types, each once. */
export function schemas(base: string): JsonObject[] {
  return KINDS.flatMap(({ core, extensions }: Kind): Schema[] => [core, ...extensions]).map(
    ({ id, name, description, attributes }) => ({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id,
      name,
      description,
      attributes: attributes as unknown as Json[],
      meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
    }),
  )
}

/** All of some resources, as a list. */
export function listOf(all: JsonObject[]): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: all.length,
    startIndex: 1,
    itemsPerPage: all.length,
    Resources: all,
  }
}

/** The one of an id, compared without case. Throws `not_found`. */
export function oneOf(all: JsonObject[], id: string): JsonObject {
  const found = all.find((it) => String(it.id).toLowerCase() === id.toLowerCase())
  if (!found) throw new AppError('not_found', 'There is nothing of this id.')
  return found
}
