import { Hono, type Context as Http } from 'hono'
import { AppError } from '../../errors.ts'
import type { Authenticator } from '../authenticate.ts'
import type { Deps } from '../deps.ts'
import type { JsonObject } from './attribute.ts'
import { bodyOf } from './body.ts'
import { listOf, oneOf, resourceTypes, schemas, serviceProviderConfig } from './discovery.ts'
import { refusal } from './refusal.ts'
import {
  createOne,
  type Endpoint,
  GROUPS,
  listOnes,
  patchOne,
  readOne,
  removeOne,
  replaceOne,
  USERS,
} from './resource-deeds.ts'
import { type Deed, server } from './serve.ts'

/** SCIM 2.0 (RFC 7643, RFC 7644) for identity providers: users, groups, and what the server can do. */
export function scim(deps: Deps, actors: Authenticator): Hono {
  const app = new Hono()
  const answer = server(deps, actors)
  const on: On = (method, path, action, deed) =>
    app.on(method, [path, `${path}/`], (http) => answer(`scim.${action}`, http, deed))
  addDiscovery(on)
  for (const endpoint of [USERS, GROUPS]) addResources(on, endpoint)
  for (const path of ['/Bulk', '/Me', '/.search'])
    on('ALL', path, 'other', async () => {
      throw refusal('notImplemented', `${path} is not offered.`)
    })
  app.all('*', (http) =>
    answer('scim.other', http, async () => {
      throw new AppError('not_found', 'There is nothing here; /ResourceTypes lists what there is.')
    }),
  )
  return app
}

type On = (method: string, path: string, action: string, deed: Deed) => void

function addDiscovery(on: On): void {
  on('GET', '/ServiceProviderConfig', 'config', async (_, { base }) =>
    ok(serviceProviderConfig(base)),
  )
  for (const [path, action, found] of [
    ['/ResourceTypes', 'types', resourceTypes],
    ['/Schemas', 'schemas', schemas],
  ] as const) {
    on('GET', path, action, async (http, { base }) => ok(unfiltered(http, found(base))))
    on('GET', `${path}/:id`, action, async (http, { base }) =>
      ok(oneOf(found(base), http.req.param('id') ?? '')),
    )
  }
}

const ok = (body: JsonObject) => ({ status: 200, body })

/** All of them; a filter is refused here, as the standard has it. */
function unfiltered(http: Http, found: JsonObject[]): JsonObject {
  if (http.req.query('filter') !== undefined)
    throw new AppError('not_authorized', 'This list takes no filter.')
  return listOf(found)
}

function addResources(on: On, endpoint: Endpoint): void {
  const { kind, name } = endpoint
  const path = kind.endpoint
  const one = `${path}/:id`
  const by =
    (deed: typeof readOne): Deed =>
    (http, context) =>
      deed(endpoint, http, context)
  on('GET', path, `${name}.list`, (http, context) => listOnes(endpoint, context, http.req.query()))
  on('POST', `${path}/.search`, `${name}.list`, async (http, context) =>
    listOnes(endpoint, context, await bodyOf(http)),
  )
  on('POST', path, `${name}.create`, by(createOne))
  on('GET', one, `${name}.info`, by(readOne))
  on('PUT', one, `${name}.replace`, by(replaceOne))
  on('PATCH', one, `${name}.patch`, by(patchOne))
  on('DELETE', one, `${name}.delete`, by(removeOne))
}
