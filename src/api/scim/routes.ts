import { Hono, type Context as Http } from 'hono'
import { AppError } from '../../errors.ts'
import type { Authenticator } from '../authenticate.ts'
import type { Deps } from '../deps.ts'
import { bodyOf } from './body.ts'
import { listOf, oneOf, resourceTypes, schemas, serviceProviderConfig } from './discovery.ts'
import { refusal } from './refusal.ts'
import { type Endpoint, GROUPS, resourceDeeds, USERS } from './resource-deeds.ts'
import { type Deed, server } from './serve.ts'

/** SCIM 2.0 (RFC 7643, RFC 7644) for identity providers: users, groups, and what the server can do. */
export function scim(deps: Deps, actors: Authenticator): Hono {
  const app = new Hono()
  const answer = server(deps, actors)
  const on = (method: string, path: string, action: string, deed: Deed) =>
    app.on(method, [path, `${path}/`], (http) => answer(`scim.${action}`, http, deed))

  on('GET', '/ServiceProviderConfig', 'config', async (_, { base }) =>
    ok(serviceProviderConfig(base)),
  )
  on('GET', '/ResourceTypes', 'types', async (http, { base }) => all(http, resourceTypes(base)))
  on('GET', '/ResourceTypes/:id', 'types', async (http, { base }) =>
    ok(oneOf(resourceTypes(base), http.req.param('id') ?? '')),
  )
  on('GET', '/Schemas', 'schemas', async (http, { base }) => all(http, schemas(base)))
  on('GET', '/Schemas/:id', 'schemas', async (http, { base }) =>
    ok(oneOf(schemas(base), http.req.param('id') ?? '')),
  )
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

function addResources(on: On, endpoint: Endpoint): void {
  const { kind, name } = endpoint
  const deeds = resourceDeeds(endpoint)
  const path = kind.endpoint
  on('GET', path, `${name}.list`, (http, context) => deeds.list(context, http.req.query()))
  on('POST', `${path}/.search`, `${name}.list`, async (http, context) =>
    deeds.list(context, await bodyOf(http)),
  )
  on('POST', path, `${name}.create`, deeds.create)
  on('GET', `${path}/:id`, `${name}.info`, deeds.info)
  on('PUT', `${path}/:id`, `${name}.replace`, deeds.replace)
  on('PATCH', `${path}/:id`, `${name}.patch`, deeds.patch)
  on('DELETE', `${path}/:id`, `${name}.delete`, deeds.remove)
}

const ok = (body: object) => ({ status: 200, body: body as Record<string, never> })

/** All of them; a filter is refused here, as the standard has it. */
function all(http: Http, resources: Parameters<typeof listOf>[0]) {
  if (http.req.query('filter') !== undefined)
    throw new AppError('not_authorized', 'This list takes no filter.')
  return ok(listOf(resources))
}
