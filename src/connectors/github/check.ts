import * as z from 'zod'
import type { Check } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { minutesBefore } from '../times.ts'
import { type Client, type GitHubContext, openClient } from './client.ts'
import { deploymentPage } from './deployments.ts'
import { memberPage } from './members.ts'
import { runPage } from './pipeline-runs.ts'
import { pullRequestPage } from './pull-requests.ts'
import { WHO } from './queries.ts'
import { repositoryPage } from './repositories.ts'
import { teamPage } from './teams.ts'

const Who = z.object({
  viewer: z.object({ login: z.string() }),
  rateLimit: z.object({ limit: z.number(), remaining: z.number(), resetAt: z.string() }).nullish(),
})

const FIRST = { first: 1, after: null }

/** Makes each kind of call once that a sync makes, with pages of one, and says what a missing right would mean. */
export async function checkGitHub(context: GitHubContext): Promise<Check[]> {
  const client = await openClient(context)
  const who = await account(client)
  const members = await attempt('members', WITHOUT.members, () => memberCheck(client, context))
  const teams = await attempt('teams', WITHOUT.teams, () => teamCheck(client, context))
  const found = await firstRepository(client, context)
  if (!found.name) return [who, members, teams, found.check]
  const repository = await repositoryChecks(client, found.name, context.now())
  return [who, members, teams, found.check, ...repository]
}

const WITHOUT = {
  members:
    'Without it, only people who open pull requests become known. It needs the permission Members (read), or read:org.',
  teams:
    'Without it, no teams come from GitHub. It needs the permission Members (read), or read:org.',
  pull_requests:
    'Without it there are no pull requests and no reviews. It needs the permissions Pull requests and Contents (read), or repo.',
  deployments:
    'Without it there are no deployments. It needs the permission Deployments (read), or repo.',
  pipeline_runs:
    'Without it there are no pipeline runs. It needs the permission Actions (read), or repo.',
}

/** A failed call as a line, unless nothing can be read at all. */
async function attempt(what: string, without: string, call: () => Promise<Check>): Promise<Check> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof SourceError) || !PARTIAL.includes(error.code)) throw error
    return { what, outcome: 'limited', message: `${error.message} ${without}` }
  }
}

const PARTIAL = ['forbidden', 'not_found', 'refused', 'switched_off']

async function account(client: Client): Promise<Check> {
  const { data } = await client.graphql(WHO, {}, Who)
  const { viewer, rateLimit } = data
  const limit = rateLimit
    ? `${rateLimit.remaining} of ${rateLimit.limit} points are left until ${rateLimit.resetAt}.`
    : 'It has no limit of calls.'
  return { what: 'account', outcome: 'ok', message: `Signed in as ${viewer.login}. ${limit}` }
}

async function memberCheck(client: Client, { settings, secret }: GitHubContext): Promise<Check> {
  const page = await memberPage(client, settings.organization, FIRST)
  const what = 'members'
  const counted = `${page.total} members are visible.`
  if ('token' in secret && !page.isMember)
    return {
      what,
      outcome: 'limited',
      message: `${counted} The account is no member of ${settings.organization}, so it sees only those who show their membership to everybody.`,
    }
  const [left] = page.left
  if (left)
    return {
      what,
      outcome: 'limited',
      message: `${counted} Their addresses in verified domains are hidden (${left.message}), so more accounts must be linked to people by name or by hand.`,
    }
  return { what, outcome: 'ok', message: counted }
}

async function teamCheck(client: Client, { settings }: GitHubContext): Promise<Check> {
  const page = await teamPage(client, settings.organization, FIRST)
  const message = page.facts.length > 0 ? 'Teams are visible.' : 'There are no visible teams.'
  return { what: 'teams', outcome: 'ok', message }
}

async function firstRepository(client: Client, { settings }: GitHubContext) {
  const what = 'repositories'
  const page = await repositoryPage(client, settings, FIRST)
  const name = page.repositories[0]?.nameWithOwner
  const message =
    page.left[0]?.message ??
    `The token sees no repository of ${settings.organization}: it must be granted access to them.`
  const check: Check = name
    ? { what, outcome: 'ok', message: `Repositories are visible, such as ${name}.` }
    : { what, outcome: 'failed', message }
  return { name, check }
}

async function repositoryChecks(client: Client, name: string, now: Date): Promise<Check[]> {
  const to = now.toISOString()
  const window = { from: minutesBefore(to, 24 * 60), to, page: 1, size: 1 }
  return [
    await attempt('pull requests', WITHOUT.pull_requests, async () => {
      const { list, faults } = await pullRequestPage(client, name, {
        size: 1,
        after: null,
        whole: true,
      })
      return readableCheck('pull requests', WITHOUT.pull_requests, list && !faults[0])
    }),
    await attempt('deployments', WITHOUT.deployments, async () => {
      const { list, reason } = await deploymentPage({ client }, { name }, FIRST)
      return readableCheck('deployments', WITHOUT.deployments, list && !reason)
    }),
    await attempt('pipeline runs', WITHOUT.pipeline_runs, async () => {
      await runPage(client, name, window)
      return readableCheck('pipeline runs', WITHOUT.pipeline_runs, true)
    }),
  ]
}

const readableCheck = (what: string, without: string, isReadable: boolean | null): Check =>
  isReadable
    ? { what, outcome: 'ok', message: `The ${what} can be read.` }
    : { what, outcome: 'limited', message: `The ${what} cannot be read. ${without}` }
