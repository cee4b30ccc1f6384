import * as z from 'zod'
import type { Left } from '../connector.ts'
import { following, namesOf, pageOf, present } from '../graphql-pages.ts'
import { SourceError } from '../source-error.ts'
import { isBefore } from '../times.ts'
import type { Client } from './client.ts'
import {
  type Place,
  partly,
  type Step,
  type Stride,
  SUBJECTS,
  type Subject,
  toNext,
  type Waiting,
} from './place.ts'
import { ONE_REPOSITORY, REPOSITORIES } from './queries.ts'
import { told } from './refusal.ts'
import type { GitHubSettings } from './settings.ts'

const Repository = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
  pullRequests: z
    .object({ nodes: z.array(z.object({ updatedAt: z.string() }).nullable()) })
    .optional(),
})
type Repository = z.infer<typeof Repository>

const Repositories = z.object({ organization: z.object({ repositories: pageOf(Repository) }) })
const OneRepository = z.object({ repository: Repository })

/**
 * A page of repositories, the oldest first, so that new ones come last; those that have something to read wait in the
 * cursor. Archived ones are read too, once.
 */
export async function readRepositories({ client, context, place }: Step): Promise<Stride> {
  const page = await repositoryPage(client, context.settings, { first: 50, after: place.after })
  const hidden = page.left.some(({ code }) => code === 'hidden_repository')
  const readable = page.repositories.filter(({ isDisabled }) => !isDisabled)
  const disabled = page.repositories.filter(({ isDisabled }) => isDisabled)
  return {
    place: toNext({
      ...(hidden ? SUBJECTS.reduce(partly, place) : place),
      after: page.after,
      waiting: readable.flatMap((repository) => waitingOf(repository, place) ?? []),
    }),
    facts: {},
    left: [
      ...page.left,
      ...disabled.map(({ nameWithOwner }) => ({
        about: nameWithOwner,
        code: 'disabled_repository',
        message: 'GitHub has disabled this repository.',
      })),
    ],
    progress: { step: 'repositories', done: page.repositories.length },
  }
}

/**
 * One page of repositories: of the organisation, or of those that the settings name. A token that may not see pull requests
 * is shown no repository when it asks for them too, so it is asked again without.
 */
export async function repositoryPage(
  client: Client,
  settings: GitHubSettings,
  page: { first: number; after: string | null },
): Promise<{ repositories: Repository[]; after: string | null; left: Left[] }> {
  if (settings.repositories) return await namedRepository(client, settings, page.after)
  const variables = { organization: settings.organization, ...page }
  const ask = (newest: boolean) =>
    client.graphql(REPOSITORIES, { ...variables, newest }, Repositories)
  const whole = await ask(true)
  const { data, faults } = whole.faults.length === 0 ? whole : await ask(false)
  const { nodes, pageInfo } = data.organization.repositories
  const left = faults.map((fault) => ({
    about: settings.organization,
    code: 'hidden_repository',
    message: told(fault),
  }))
  return { repositories: present(nodes), after: following(pageInfo), left }
}

/** The repository at a place in the settings, of which the cursor is the number. */
async function namedRepository(
  client: Client,
  { organization, repositories = [] }: GitHubSettings,
  after: string | null,
) {
  const index = Number(after ?? 0)
  const stated = repositories[index]
  const next = index + 1 < repositories.length ? String(index + 1) : null
  if (stated === undefined) return { repositories: [], after: null, left: [] }
  const variables = namesOf(stated.includes('/') ? stated : `${organization}/${stated}`)
  try {
    const { data } = await client.graphql(
      ONE_REPOSITORY,
      { ...variables, newest: false },
      OneRepository,
    )
    return { repositories: [data.repository], after: next, left: [] }
  } catch (error) {
    if (!(error instanceof SourceError) || !['not_found', 'forbidden'].includes(error.code))
      throw error
    const left = { about: stated, code: 'unknown_repository', message: error.message }
    return { repositories: [], after: next, left: [left] }
  }
}

/** What there is to read of a repository; undefined for one that has not changed. */
function waitingOf(repository: Repository, { read }: Place): Waiting | undefined {
  const { id, nameWithOwner, isArchived, pullRequests } = repository
  const before = read[id] ?? {}
  const isDone: Record<Subject, boolean> = {
    pull_requests: !isChanged(pullRequests?.nodes, before.pull_requests),
    deployments: isArchived && before.deployments !== undefined,
    pipeline_runs: isArchived && before.pipeline_runs !== undefined,
  }
  const subjects = SUBJECTS.filter((subject) => !isDone[subject])
  return subjects.length > 0 ? { id, name: nameWithOwner, subjects } : undefined
}

/** Whether a pull request changed later than those that were read; where GitHub does not tell, it may have. */
function isChanged(
  newest: ({ updatedAt: string } | null)[] | undefined,
  read: string | undefined,
): boolean {
  if (!newest) return true
  const [first] = newest
  if (first === undefined) return false
  return first === null || read === undefined || isBefore(read, first.updatedAt)
}
