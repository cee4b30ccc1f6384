import * as z from 'zod'
import type { DeploymentFact } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { SourceError } from '../source-error.ts'
import { accountOf, User } from './account.ts'
import type { Client } from './client.ts'
import { afterSubject, latest, type Step, type Stride, updatedWalk, type Waiting } from './place.ts'
import type { GitLabSettings } from './settings.ts'
import { queryOf, type UpdatedWalk, walked } from './updated-walk.ts'

const PAGE = 100

const Deployment = z.object({
  id: z.number(),
  status: z.string(),
  sha: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  user: User,
  environment: z.object({ name: z.string(), tier: z.string().nullish() }).nullish(),
  deployable: z.object({ finished_at: z.string().nullish() }).nullish(),
})
type Deployment = z.infer<typeof Deployment>

/** A page of the deployments of a project, those first that changed first: one that goes on changes when it ends. */
export async function readDeployments(step: Step, at: Waiting): Promise<Stride> {
  const { client, context, place } = step
  const before = place.read[at.id]?.deployments
  const walk = updatedWalk(place, before)
  const page = await readable(deploymentPage(client, at, walk, PAGE))
  if (page instanceof SourceError)
    return {
      place: afterSubject(place, undefined),
      facts: {},
      left: [{ about: at.path, code: 'no_deployments', message: page.message }],
    }
  const { fresh, next } = walked(walk, page, PAGE)
  const read = latest(page.at(-1)?.updated_at, before ?? walk.after)
  return {
    place: next ? { ...place, walk: next } : afterSubject(place, read),
    facts: { deployments: fresh.flatMap((it) => factOf(it, at, context.settings) ?? []) },
    progress: { step: `deployments of ${at.path}`, done: fresh.length },
  }
}

/** One page of deployments. */
export function deploymentPage(
  client: Client,
  { id }: Pick<Waiting, 'id'>,
  walk: UpdatedWalk,
  size: number,
): Promise<Deployment[]> {
  return client.get(`/projects/${id}/deployments`, queryOf(walk, size), z.array(Deployment))
}

/** The error instead of the page: GitLab also refuses what a project has switched off. */
export async function readable<T>(page: Promise<T>): Promise<T | SourceError> {
  try {
    return await page
  } catch (error) {
    if (error instanceof SourceError && ['forbidden', 'not_found'].includes(error.code))
      return error
    throw error
  }
}

const STATUSES: Record<string, DeploymentFact['status']> = {
  success: 'success',
  failed: 'failure',
  canceled: 'cancelled',
}

/** What a word says of the end of a deployment; undefined while it goes on. */
export const endStatusOf = (word: string): DeploymentFact['status'] | undefined => STATUSES[word]

function factOf(
  deployment: Deployment,
  { path }: Waiting,
  settings: GitLabSettings,
): DeploymentFact | undefined {
  const status = endStatusOf(deployment.status)
  const at = instantOf(deployment.deployable?.finished_at ?? deployment.updated_at)
  if (!status || !at) return undefined
  const { name = '', tier } = deployment.environment ?? {}
  return stated({
    external_id: String(deployment.id),
    service: path,
    environment: name,
    production: isProduction(name, settings) || tier === 'production',
    at,
    status,
    commit: deployment.sha ?? undefined,
    account: accountOf(deployment.user),
  })
}

/** Whether the settings name this environment as production; case does not matter. */
export const isProduction = (
  environment: string,
  { production_environments }: GitLabSettings,
): boolean =>
  production_environments.some((name) => name.toLowerCase() === environment.toLowerCase())
