import type { Context as Http } from 'hono'
import type { ScimRow } from '../../store/scim-resources.ts'
import type { JsonObject, Kind } from './attribute.ts'
import { bodyOf } from './body.ts'
import type { Context } from './context.ts'
import { createGroup, deleteGroup, reviseGroup } from './group-deeds.ts'
import { isOneOf, theRow } from './held.ts'
import { list, questionOf } from './list.ts'
import { readOperations } from './operations.ts'
import { patch, resourceOf } from './patch.ts'
import { locationOf, present, versionOf } from './present.ts'
import { project, projectionOf, wants } from './projection.ts'
import { GROUP, USER } from './schemas.ts'
import type { Answer } from './serve.ts'
import { createUser, deleteUser, reviseUser } from './user-deeds.ts'

/** What is done with resources of one kind. */
export interface Endpoint {
  kind: Kind
  /** As the logs have it. */
  name: string
  create: typeof createUser
  revise: typeof reviseUser
  remove: typeof deleteUser
}

export const USERS: Endpoint = {
  kind: USER,
  name: 'users',
  create: createUser,
  revise: reviseUser,
  remove: deleteUser,
}

export const GROUPS: Endpoint = {
  kind: GROUP,
  name: 'groups',
  create: createGroup,
  revise: reviseGroup,
  remove: deleteGroup,
}

/** Answers with a page of resources. */
export async function listOnes(
  { kind }: Endpoint,
  context: Context,
  asked: JsonObject,
): Promise<Answer> {
  return { status: 200, body: await list(context, kind, questionOf(asked)) }
}

/** Answers with one resource, unless the client has it as it is. */
export async function readOne({ kind }: Endpoint, http: Http, context: Context): Promise<Answer> {
  const row = await theRow(context.db, kind, idOf(http))
  const tags = http.req.header('if-none-match')
  if (tags !== undefined && isOneOf(tags, row)) return { status: 304 }
  return answerWith(kind, http, context, row)
}

/** Keeps a new resource, and answers with it. */
export async function createOne(endpoint: Endpoint, http: Http, context: Context): Promise<Answer> {
  const { kind, create } = endpoint
  const row = await create(context, resourceOf(kind, await bodyOf(http)))
  return { ...(await answerWith(kind, http, context, row)), status: 201 }
}

/** Lets a resource say this and nothing else, and answers with it. */
export async function replaceOne(
  endpoint: Endpoint,
  http: Http,
  context: Context,
): Promise<Answer> {
  const { kind, revise } = endpoint
  const resource = resourceOf(kind, await bodyOf(http))
  const row = await revise(context, revisionOf(endpoint, http, 'replace'), () => resource)
  return answerWith(kind, http, context, row)
}

/** Changes a resource. A group, which may have many members, is only sent back where it is asked for. */
export async function patchOne(endpoint: Endpoint, http: Http, context: Context): Promise<Answer> {
  const { kind, revise } = endpoint
  const operations = readOperations(await bodyOf(http))
  const row = await revise(context, revisionOf(endpoint, http, 'patch'), (resource) =>
    patch(kind, resource, operations),
  )
  if (kind === GROUP && http.req.query('attributes') === undefined)
    return { status: 204, headers: { etag: versionOf(row) } }
  return answerWith(kind, http, context, row)
}

/** Forgets a resource. */
export async function removeOne(
  { remove }: Endpoint,
  http: Http,
  context: Context,
): Promise<Answer> {
  await remove(context, idOf(http))
  return { status: 204 }
}

const idOf = (http: Http) => (http.req.param('id') ?? '').toLowerCase()

function revisionOf({ name }: Endpoint, http: Http, verb: string) {
  const ifMatch = http.req.header('if-match')
  return { id: idOf(http), action: `scim.${name}.${verb}`, ifMatch }
}

async function answerWith(
  kind: Kind,
  http: Http,
  { db, base }: Context,
  row: ScimRow,
): Promise<Answer> {
  const { attributes, excludedAttributes } = http.req.query()
  const projection = projectionOf(attributes ?? null, excludedAttributes ?? null)
  const memberships = wants(kind, projection, kind === USER ? 'groups' : 'members')
  const [resource = {}] = await present(db, kind, [row], { base, memberships })
  const headers = { location: locationOf(kind, row.id, base), etag: versionOf(row) }
  return { status: 200, body: project(kind, resource, projection), headers }
}
