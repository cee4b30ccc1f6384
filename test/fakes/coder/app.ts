import { Hono } from 'hono'
import { listAiSessions } from './ai-sessions.ts'
import { userActivity } from './insights.ts'
import type { Person } from './people.ts'
import { rateLimit } from './rate-limit.ts'
import { identify } from './tokens.ts'
import { listUsers, userOf } from './users.ts'
import { listGroups, listWorkspaces } from './workspaces.ts'
import { may, NO_ROUTE, NOT_FOUND, type Refusal, type Right, type World } from './world.ts'

const DEPLOYMENT = '0d9bcd3e-8a1f-4b40-8b2c-7e5a3c1d2f60'
const DASHBOARD = '<!doctype html><html><head><title>Coder</title></head><body></body></html>'

/** What may be asked of Coder, by path below `/api/v2`. */
type Route = (world: World, caller: Person, query: URLSearchParams) => unknown

function routes({ profile, tasks }: World): Record<string, Route> {
  return {
    users: listUsers,
    workspaces: listWorkspaces,
    groups: listGroups,
    ...(profile.user_activity ? { 'insights/user-activity': userActivity } : {}),
    ...(tasks ? { tasks: () => ({ tasks: [], count: 0 }) } : {}),
    ...Object.fromEntries(profile.ai.map((path) => [`${path}/sessions`, listAiSessions])),
  }
}

/** The API of Coder, and its dashboard, which answers everywhere else. */
export function coderApp(world: World): Hono<{ Variables: { caller: Person } }> {
  const app = new Hono<{ Variables: { caller: Person } }>()
  const limit = rateLimit(world)
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('X-Coder-Build-Version', world.profile.version)
  })
  app.get('/api/v2/buildinfo', (c) => c.json(buildInfo(world, new URL(c.req.url).origin)))
  app.use('/api/v2/*', async (c, next) => {
    const token = c.req.header('coder-session-token')
    const caller = identify(world, token)
    if ('body' in caller) return c.json(caller.body, caller.status)
    const limited = limit(`${token} ${c.req.path}`)
    if (limited) return c.json(limited.refusal.body, limited.refusal.status, limited.headers)
    c.set('caller', caller)
    await next()
  })
  app.get('/api/v2/users/:user', (c) => {
    const caller = c.get('caller')
    const person = c.req.param('user') === 'me' ? caller : named(world, c.req.param('user'))
    if (!person || (person !== caller && !may(caller, 'users'))) return c.json(NOT_FOUND.body, 404)
    return c.json(userOf(person, world.profile))
  })
  app.post('/api/v2/authcheck', async (c) => {
    const { checks } = await c.req.json<{ checks: Record<string, Check> }>()
    const answers = Object.entries(checks).map(([name, check]) => [
      name,
      allowed(world, c.get('caller'), check),
    ])
    return c.json(Object.fromEntries(answers))
  })
  app.get('/api/v2/*', (c) => {
    const route = routes(world)[c.req.path.replace('/api/v2/', '')]
    const query = new URL(c.req.url).searchParams
    const answer = route ? route(world, c.get('caller'), query) : NO_ROUTE
    return isRefusal(answer) ? c.json(answer.body, answer.status) : c.json(answer as object)
  })
  app.notFound((c) =>
    c.req.path.startsWith('/api/') ? c.json(NO_ROUTE.body, 404) : c.html(DASHBOARD),
  )
  return app
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'body' in answer && 'status' in answer

function named({ people }: World, user: string): Person | undefined {
  return people.find(({ id, username }) => id === user || username === user)
}

function buildInfo({ profile }: World, external_url: string) {
  return {
    external_url,
    version: profile.version,
    dashboard_url: external_url,
    telemetry: false,
    workspace_proxy: false,
    agent_api_version: '1.0',
    provisioner_api_version: '1.6',
    upgrade_message: '',
    deployment_id: DEPLOYMENT,
  }
}

type Check = { object: { resource_type: string }; action: string }

const CHECKED: Record<string, Right> = {
  'user read': 'users',
  'template view_insights': 'insights',
  'workspace read': 'workspaces',
  'deployment_config read': 'deployment',
  'aibridge_interception read': 'ai',
}

/** Whether the caller may do it. What a version does not know, an owner may do and nobody else. */
function allowed({ profile }: World, caller: Person, { object, action }: Check): boolean {
  const known = profile.view_insights || action !== 'view_insights'
  const right = known ? CHECKED[`${object.resource_type} ${action}`] : undefined
  return right ? may(caller, right) : caller.roles.includes('owner')
}
