import type { Hono } from 'hono'
import type { FakeGitHub } from './github.ts'
import type { FakeRun, World } from './world.ts'

const MOST = 1000

/** The part of the REST API that tells of runs of workflows. */
export function addRuns(app: Hono, world: World, fake: FakeGitHub): void {
  const runsOf = (owner: string, name: string) =>
    owner === world.organization
      ? world.repositories.find((repository) => repository.name === name)?.runs
      : undefined
  app.get('/api/v3/repos/:owner/:name/actions/*', async (c, next) => {
    fake.calls.push(c.req.path + new URL(c.req.url).search)
    if (fake.denied.has('actions'))
      return c.json({ message: 'Resource not accessible by personal access token' }, 403)
    return await next()
  })
  app.get('/api/v3/repos/:owner/:name/actions/runs', (c) => {
    const all = runsOf(c.req.param('owner'), c.req.param('name'))
    if (!all) return c.json({ message: 'Not Found' }, 404)
    const { created = '', per_page = '30', page = '1' } = c.req.query()
    const [from = '', to = ''] = created.split('..')
    const size = Math.min(100, Number(per_page))
    const found = all
      .filter((run) => run.created_at >= from && run.created_at <= to)
      .sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
    const first = (Number(page) - 1) * size
    return c.json({
      total_count: found.length,
      workflow_runs: found
        .slice(0, MOST)
        .slice(first, first + size)
        .map((run) => attemptOf(run)),
    })
  })
  app.get('/api/v3/repos/:owner/:name/actions/runs/:id/attempts/:attempt', (c) => {
    const all = runsOf(c.req.param('owner'), c.req.param('name'))
    const run = all?.find(({ id }) => String(id) === c.req.param('id'))
    const attempt = Number(c.req.param('attempt'))
    if (!run?.attempts[attempt - 1]) return c.json({ message: 'Not Found' }, 404)
    return c.json(attemptOf(run, attempt))
  })
}

function attemptOf(run: FakeRun, attempt = run.attempts.length) {
  const { conclusion, started_at, updated_at } = run.attempts[attempt - 1] ?? {}
  const { login, databaseId, type = 'User' } = run.actor
  return {
    id: run.id,
    name: run.name,
    head_sha: run.head_sha,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    created_at: run.created_at,
    run_started_at: started_at,
    updated_at,
    run_attempt: attempt,
    actor: { login, id: databaseId, type },
    pull_requests: (run.pull_requests ?? []).map((number) => ({ number })),
  }
}
