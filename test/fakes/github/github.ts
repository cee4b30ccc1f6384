import { createVerify, type KeyObject } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { execute } from '../graphql/execute.ts'
import { parseQuery } from '../graphql/graphql.ts'
import { weigh } from './limits.ts'
import { pullRequestPage, rootOf } from './root.ts'
import { addRuns } from './runs.ts'
import type { World } from './world.ts'

/** What the token of a test may not see, and what an old server does not know. */
export type Denied =
  | 'members'
  | 'membership'
  | 'addresses'
  | 'teams'
  | 'pull_requests'
  | 'deployments'
  | 'actions'
  | 'old server'

export interface FakeGitHub {
  app: Hono
  /** Names of the queries, and paths, in the order in which they came. */
  calls: string[]
  /** Points that the queries have cost. */
  points: () => number
  denied: Set<Denied>
  /** The largest page of whole pull requests that is answered in time. */
  largestPage: number
}

export const TOKEN = 'github_pat_of_a_test'
const INSTALLATION = 'ghs_of_a_test'

/** A GitHub Enterprise Server with one organisation, which a test may change between two calls. */
export function fakeGitHub(world: World, options: { appKey?: KeyObject } = {}): FakeGitHub {
  const app = new Hono()
  let points = 0
  const fake: FakeGitHub = {
    app,
    calls: [],
    points: () => points,
    denied: new Set(),
    largestPage: 100,
  }
  addInstallations(app, options.appKey)
  app.use(async (c, next) => {
    const refusal = refusalOf(c)
    return refusal ?? (await next())
  })
  app.post('/api/graphql', async (c) => {
    const { query: text, variables = {} } = await c.req.json()
    const query = parseQuery(text)
    fake.calls.push(`${query.name} ${JSON.stringify(variables)}`)
    const weight = weigh(query, variables)
    if (weight.errors.length > 0) return c.json({ errors: weight.errors })
    points += weight.cost
    const answer = execute(query, variables, rootOf(world, fake.denied))
    const isWhole = query.name === 'PullRequests' && answer.errors.length === 0
    if (isWhole && isTooLarge(world, variables, fake))
      return c.json({ message: 'We couldn’t respond to your request in time.' }, 502)
    return c.json(answerOf(answer))
  })
  addRuns(app, world, fake)
  return fake
}

/** GitHub leaves `errors` out where there are none. */
function answerOf({ data, errors }: ReturnType<typeof execute>) {
  const told = errors.length > 0 ? { errors } : {}
  return data === undefined ? told : { data, ...told }
}

function isTooLarge(world: World, variables: Record<string, unknown>, fake: FakeGitHub): boolean {
  if (variables.whole !== true) return false
  const repository = world.repositories.find(({ name }) => name === variables.name)
  const page = repository && pullRequestPage(repository, variables)
  const isHuge = page?.nodes.some((pull) => pull.isHuge) ?? false
  return Number(variables.first) > fake.largestPage || isHuge
}

function refusalOf(c: Context): Response | undefined {
  if (!c.req.header('user-agent'))
    return c.json({ message: 'Request forbidden by administrative rules.' }, 403)
  const token = c.req.header('authorization')?.replace(/^(bearer|token) /i, '')
  if (token === TOKEN || token === INSTALLATION) return undefined
  return c.json({ message: 'Bad credentials', status: '401' }, 401)
}

/** Gives a token to an App that proves itself by a JWT of RS256. */
function addInstallations(app: Hono, key: KeyObject | undefined): void {
  app.post('/api/v3/app/installations/:id/access_tokens', (c) => {
    const jwt = c.req.header('authorization')?.replace(/^bearer /i, '') ?? ''
    const [head, body, signature = ''] = jwt.split('.')
    const verify = createVerify('RSA-SHA256').update(`${head}.${body}`)
    if (!key || !verify.verify(key, signature, 'base64url'))
      return c.json({ message: 'A JSON web token could not be decoded' }, 401)
    const expires_at = new Date(Date.now() + 60 * 60_000).toISOString()
    return c.json({ token: INSTALLATION, expires_at, permissions: {} }, 201)
  })
}
