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
import { type Projection, project, projectionOf, wants } from './projection.ts'
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

/** What a provider may do with resources of one kind, over HTTP. */
export function resourceDeeds({ kind, name, create, revise, remove }: Endpoint) {
  const idOf = (http: Http) => (http.req.param('id') ?? '').toLowerCase()
  const revision = (http: Http, verb: string) => ({
    id: idOf(http),
    action: `scim.${name}.${verb}`,
    ifMatch: http.req.header('if-match'),
  })

  return {
    async list(context: Context, asked: JsonObject): Promise<Answer> {
      return { status: 200, body: await list(context, kind, questionOf(asked)) }
    },

    async info(http: Http, context: Context): Promise<Answer> {
      const row = await theRow(context.db, kind, idOf(http))
      const tags = http.req.header('if-none-match')
      if (tags !== undefined && isOneOf(tags, row)) return { status: 304 }
      return one(http, context, row, 200)
    },

    async create(http: Http, context: Context): Promise<Answer> {
      const row = await create(context, resourceOf(kind, await bodyOf(http)))
      return one(http, context, row, 201)
    },

    async replace(http: Http, context: Context): Promise<Answer> {
      const resource = resourceOf(kind, await bodyOf(http))
      return one(
        http,
        context,
        await revise(context, revision(http, 'replace'), () => resource),
        200,
      )
    },

    /** A group, which may have many members, is only sent back where it is asked for. */
    async patch(http: Http, context: Context): Promise<Answer> {
      const operations = readOperations(await bodyOf(http))
      const row = await revise(context, revision(http, 'patch'), (resource) =>
        patch(kind, resource, operations),
      )
      if (kind === GROUP && http.req.query('attributes') === undefined)
        return { status: 204, headers: { etag: versionOf(row) } }
      return one(http, context, row, 200)
    },

    async remove(http: Http, context: Context): Promise<Answer> {
      await remove(context, idOf(http))
      return { status: 204 }
    },
  }

  async function one(http: Http, context: Context, row: ScimRow, status: number): Promise<Answer> {
    const { base, db } = context
    const { attributes, excludedAttributes } = http.req.query()
    const projection: Projection = projectionOf(attributes ?? null, excludedAttributes ?? null)
    const memberships = wants(kind, projection, kind === USER ? 'groups' : 'members')
    const [resource = {}] = await present(db, kind, [row], { base, memberships })
    const headers = { location: locationOf(kind, row.id, base), etag: versionOf(row) }
    return { status, body: project(kind, resource, projection), headers }
  }
}
