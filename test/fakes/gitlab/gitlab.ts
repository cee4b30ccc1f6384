import { type Context, Hono } from 'hono'
import { execute } from '../graphql/execute.ts'
import { parseQuery } from '../graphql/graphql.ts'
import { complexityOf } from './complexity.ts'
import { rootOf } from './root.ts'
import type { FakeDeployment, FakeMergeRequest, FakeProject, FakeUser, World } from './world.ts'

/** What the token of a test may not see. */
export type Denied = 'members' | 'notes' | 'details' | 'deployments' | 'pipelines'

export interface FakeGitLab {
  app: Hono
  /** Names of the queries, and paths, in the order in which they came. */
  calls: string[]
  denied: Set<Denied>
  /** The highest complexity of a query that is answered. */
  complexity: number
}

export const TOKEN = 'glpat-of-a-test'

/** A GitLab with one group, which a test may change between two calls. */
export function fakeGitLab(world: World): FakeGitLab {
  const app = new Hono()
  const fake: FakeGitLab = { app, calls: [], denied: new Set(), complexity: 250 }
  app.use(async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${TOKEN}`)
      return c.json({ message: '401 Unauthorized' }, 401)
    return await next()
  })
  app.post('/api/graphql', async (c) => {
    const { query: text, variables = {} } = await c.req.json()
    const query = parseQuery(text)
    fake.calls.push(`${query.name} ${JSON.stringify(variables)}`)
    const complexity = complexityOf(query, variables)
    if (complexity > fake.complexity) {
      const message = `Query has complexity of ${complexity}, which exceeds max complexity of ${fake.complexity}`
      return c.json({ errors: [{ message }] })
    }
    return c.json(execute(query, variables, rootOf(world, fake.denied)))
  })
  app.use('/api/v4/*', async (c, next) => {
    fake.calls.push(c.req.path + new URL(c.req.url).search)
    return await next()
  })
  addMergeRequests(app, world, fake)
  addDeployments(app, world, fake)
  return fake
}

function addMergeRequests(app: Hono, world: World, { denied }: FakeGitLab): void {
  app.get('/api/v4/groups/:id/merge_requests', (c) => {
    if (c.req.param('id') !== world.group) return c.json({ message: '404 Group Not Found' }, 404)
    const all = world.projects
      .filter(({ archived }) => !archived || c.req.query('non_archived') === 'false')
      .flatMap((project) => project.mergeRequests.map((merge) => listed(merge, project, c)))
    return c.json(updated(all, c))
  })
  app.get('/api/v4/projects/:id/merge_requests/:iid/notes', (c) => {
    const project = projectIn(world, c)
    const merge = project?.mergeRequests.find(({ iid }) => String(iid) === c.req.param('iid'))
    if (!merge || denied.has('notes')) return c.json({ message: '404 Not Found' }, 404)
    return c.json(
      paged(
        merge.notes.map((it) => ({ ...it, author: userOf(it.author) })),
        c,
      ),
    )
  })
}

function addDeployments(app: Hono, world: World, { denied }: FakeGitLab): void {
  app.get('/api/v4/projects/:id/deployments', (c) => {
    if (denied.has('deployments')) return c.json({ message: '403 Forbidden' }, 403)
    const project = projectIn(world, c)
    if (!project) return c.json({ message: '404 Project Not Found' }, 404)
    return c.json(updated(project.deployments.map(deploymentOf), c))
  })
}

const projectIn = (world: World, c: Context): FakeProject | undefined =>
  world.projects.find(({ id }) => String(id) === c.req.param('id'))

/** A page of what changed at or after a time, in the order of change. */
function updated<T extends { id: number; updated_at: string }>(all: T[], c: Context): T[] {
  const { order_by, sort, updated_after = '' } = c.req.query()
  if (order_by !== 'updated_at' || sort !== 'asc') throw new Error('Another order is not faked.')
  const found = all.filter(({ updated_at }) => Date.parse(updated_at) >= Date.parse(updated_after))
  return paged(
    found.sort((a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at) || a.id - b.id),
    c,
  )
}

function paged<T>(all: T[], c: Context): T[] {
  const size = Math.min(100, Number(c.req.query('per_page') ?? 20))
  const first = (Number(c.req.query('page') ?? 1) - 1) * size
  return all.slice(first, first + size)
}

const userOf = ({ id, username, name }: FakeUser) => ({ id, username, name, state: 'active' })

function listed(
  { notes, files, commits, ...merge }: FakeMergeRequest,
  { id, path }: FakeProject,
  c: Context,
) {
  const { origin } = new URL(c.req.url)
  return {
    ...merge,
    project_id: id,
    author: userOf(merge.author),
    web_url: `${origin}/${path}/-/merge_requests/${merge.iid}`,
    references: { full: `${path}!${merge.iid}` },
    merged_at: merge.merged_at ?? null,
    closed_at: merge.closed_at ?? null,
    draft: merge.draft ?? false,
    target_branch: 'main',
    source_branch: `change-${merge.iid}`,
  }
}

const deploymentOf = ({ finished_at, user, ...deployment }: FakeDeployment) => ({
  ...deployment,
  user: userOf(user),
  deployable: finished_at === undefined ? null : { finished_at },
})
