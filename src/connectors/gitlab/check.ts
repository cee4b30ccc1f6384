import * as z from 'zod'
import type { Check } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { minutesBefore } from '../times.ts'
import { numberOf } from './account.ts'
import { type Client, type GitLabContext, openClient } from './client.ts'
import { deploymentPage } from './deployments.ts'
import { memberPage } from './members.ts'
import { mergeRequestPage } from './merge-requests.ts'
import { pipelinePage } from './pipelines.ts'
import { projectPage } from './projects.ts'
import { WHO } from './queries.ts'
import { walkFrom } from './updated-walk.ts'

const Who = z.object({ currentUser: z.object({ username: z.string() }) })
const FIRST = { first: 1, after: null }

/** Makes each kind of call once that a sync makes, with pages of one, and says what a missing right would mean. */
export async function checkGitLab(context: GitLabContext): Promise<Check[]> {
  const client = openClient(context)
  const { group } = context.settings
  const lately = minutesBefore(context.now().toISOString(), 24 * 60)
  const { currentUser } = await client.graphql(WHO, {}, Who)
  const { projects } = await projectPage(client, group, FIRST)
  const [project] = projects
  const checks: Check[] = [
    { what: 'account', outcome: 'ok', message: `Signed in as ${currentUser.username}.` },
    await attempt('members', 'Without it, only people who open merge requests become known.', () =>
      memberPage(client, group, FIRST),
    ),
    await attempt('merge requests', 'Without it there are no pull requests and no reviews.', () =>
      mergeRequestPage(client, group, walkFrom(lately), 1),
    ),
  ]
  if (!project) return [...checks, WITHOUT_PROJECTS]
  return [...checks, ...(await projectChecks(client, project, lately))]
}

const WITHOUT_PROJECTS: Check = {
  what: 'projects',
  outcome: 'failed',
  message: 'The token sees no project of the group: its account must be a member, as Reporter.',
}

async function projectChecks(
  client: Client,
  { id, fullPath }: { id: string; fullPath: string },
  lately: string,
): Promise<Check[]> {
  const at = { id: numberOf(id) }
  const page = { ...FIRST, updatedAfter: lately }
  return [
    { what: 'projects', outcome: 'ok', message: `Projects are visible, such as ${fullPath}.` },
    await attempt(
      'deployments',
      `Without it there are no deployments; ${fullPath} may have them switched off.`,
      () => deploymentPage(client, at, walkFrom(lately), 1),
    ),
    await attempt(
      'pipelines',
      `Without it there are no pipeline runs; ${fullPath} may have them switched off.`,
      () => pipelinePage(client, fullPath, page),
    ),
  ]
}

async function attempt(
  what: string,
  without: string,
  call: () => Promise<unknown>,
): Promise<Check> {
  try {
    await call()
    return { what, outcome: 'ok', message: `The ${what} can be read.` }
  } catch (error) {
    const partial = ['forbidden', 'not_found', 'refused']
    if (!(error instanceof SourceError) || !partial.includes(error.code)) throw error
    const message = `${error.message} ${without} It needs the scope read_api and the role Reporter.`
    return { what, outcome: 'limited', message }
  }
}
