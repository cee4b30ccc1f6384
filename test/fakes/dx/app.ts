import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { updateAttributes } from './update-attributes.ts'
import { type DxTeam, type DxToken, dxId, type World } from './world.ts'

/** The virtual team above those at the top. */
const ROOT = dxId(-1)

interface Call {
  world: World
  token: DxToken
  args: Record<string, string>
}

/** The body of an answer, without `ok`. */
type Answer = object | Refusal

interface Refusal {
  status: ContentfulStatusCode
  error: string
}

const isRefusal = (answer: Answer): answer is Refusal => 'error' in answer

/** The methods that read, with the scope that each needs. */
const READS: Record<string, { scope: string | null; run: (call: Call) => Answer }> = {
  'auth.info': { scope: null, run: authInfo },
  'users.list': { scope: 'users:read', run: listUsers },
  'attributeGroups.list': { scope: 'snapshots:read', run: listAttributes },
  'userGroups.list': { scope: 'user_groups:read', run: listGroups },
  'teams.list': { scope: 'snapshots:read', run: listTeams },
  'teams.info': { scope: 'snapshots:read', run: teamInfo },
}

/** The Web API of DX, as far as it is documented: its paths, scopes, shapes, pages and errors. */
export function dxApp(world: World): Hono {
  const app = new Hono()
  app.get('/:method', (c) => {
    const method = READS[c.req.param('method')]
    if (!method) return c.json({ ok: false, error: 'not_found' }, 404)
    return answer(c, world, method.scope, (token) =>
      method.run({ world, token, args: c.req.query() }),
    )
  })
  app.post('/users.attributes.update', async (c) => {
    const body = await c.req.json()
    return answer(c, world, 'users:write', () => updateAttributes(world, body))
  })
  return app
}

function answer(
  c: Context,
  world: World,
  scope: string | null,
  run: (token: DxToken) => Answer,
): Response {
  const [, secret] = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '') ?? []
  if (secret === undefined) return c.json({ ok: false, error: 'not_authed' }, 401)
  const token = world.tokens[secret]
  if (!token) return c.json({ ok: false, error: 'invalid_auth' }, 401)
  if (scope !== null && !token.scopes.includes(scope))
    return c.json({ ok: false, error: 'not_authorized' }, 403)
  const told = run(token)
  if (isRefusal(told)) return c.json({ ok: false, error: told.error }, told.status)
  return c.json({ ok: true, ...told })
}

function authInfo({ token }: Call): Answer {
  const { privileged: _, ...auth } = token
  return {
    auth: { ...auth, token_name: 'Facet', created_at: '2026-01-01T00:00:00.000Z' },
    account: { name: 'Example' },
  }
}

function listUsers({ world, token, args }: Call): Answer {
  const page = Number(args.page ?? 1)
  const size = Math.min(Number(args.page_size ?? 100), 100)
  const shown = shownTo(world, token)
  const users = world.users.slice((page - 1) * size, page * size).map((user) => ({
    ...user,
    attributes: user.attributes.filter(({ name }) => shown.has(name)),
  }))
  const total_pages = Math.ceil(world.users.length / size)
  const next_page = page < total_pages ? page + 1 : null
  return { users, next_page, total: world.users.length, total_pages }
}

/** Names of the attributes whose values a token may see. */
const shownTo = ({ attributes }: World, token: DxToken) =>
  new Set(
    attributes
      .filter(({ hidden, privileged }) => !hidden && (token.privileged || !privileged))
      .map(({ name }) => name),
  )

function listAttributes({ world, token }: Call): Answer {
  const visible = world.attributes.filter(({ privileged }) => token.privileged || !privileged)
  const attribute_groups = visible.map((attribute, n) => ({
    ...attribute,
    id: dxId(n + 1),
    position: n,
    attributes: [],
  }))
  return { attribute_groups }
}

function listGroups({ world, args }: Call): Answer {
  const [page, per_page] = [Number(args.page ?? 1), Number(args.limit ?? 10)]
  const groups = world.groups.slice((page - 1) * per_page, page * per_page)
  const total_count = world.groups.length
  return {
    groups: groups.map(({ name, members }) => ({ name, members: members.map(personOf) })),
    pagination: {
      current_page: page,
      total_pages: Math.ceil(total_count / per_page),
      total_count,
      per_page,
    },
  }
}

function listTeams({ world }: Call): Answer {
  const teams = world.teams.map(({ lead: _, contributors, parent_id, ...team }) => ({
    ...team,
    parent_id: parent_id ?? ROOT,
    contributors: contributors.length,
  }))
  return { teams }
}

function teamInfo({ world, args }: Call): Answer {
  const team = world.teams.find(({ id }) => id === args.team_id)
  return team ? { team: told(team) } : { status: 404, error: 'team_not_found' }
}

function told({ id, name, reference_id, lead, contributors }: DxTeam) {
  const people = contributors.map((email) => personOf(email))
  return { id, name, reference_id, lead: lead && personOf(lead), contributors: people }
}

const personOf = (email: string | null) => ({ name: email ?? 'Nameless', email })
