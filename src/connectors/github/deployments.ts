import * as z from 'zod'
import type { DeploymentFact } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { following, namesOf, pageOf, present } from '../graphql-pages.ts'
import { SourceError } from '../source-error.ts'
import { isBefore, minutesBefore } from '../times.ts'
import { Actor, accountOf } from './actor.ts'
import {
  afterSubject,
  type DeploymentWalk,
  floorOf,
  partly,
  type Step,
  type Stride,
  type Waiting,
} from './place.ts'
import { DEPLOYMENTS } from './queries.ts'
import { told } from './refusal.ts'
import type { GitHubSettings } from './settings.ts'

/** Days after which nobody waits for the end of a deployment; GitHub itself lets one wait for 30 at most. */
const OPEN_DAYS = 30

const Deployment = z.object({
  id: z.string(),
  environment: z.string().nullish(),
  commitOid: z.string().nullish(),
  createdAt: z.string(),
  creator: Actor,
  statuses: z
    .object({ nodes: z.array(z.object({ state: z.string(), createdAt: z.string() }).nullable()) })
    .nullish(),
})
type Deployment = z.infer<typeof Deployment>

const Page = z.object({
  repository: z.object({ deployments: pageOf(Deployment) }),
})

/** A page of deployments, the newest first. The next run goes on from the oldest that has not ended, else from the newest. */
export async function readDeployments(step: Step, at: Waiting): Promise<Stride> {
  const { place, context } = step
  const walk = place.walk?.of === 'deployments' ? place.walk : firstWalk(step, at)
  const page = await deploymentPage(step, at, { first: 50, after: walk.after })
  if (!page.list) return unreadable(step, at, page.reason)
  const nodes = present(page.list.nodes)
  const wanted = nodes.filter(({ createdAt }) => !isBefore(createdAt, walk.floor))
  const open = wanted.filter((node) => !endOf(node)).map(({ createdAt }) => createdAt)
  const long = minutesBefore(context.now().toISOString(), OPEN_DAYS * 24 * 60)
  const next = open.filter((at) => !isBefore(at, long)).at(-1) ?? walk.next ?? nodes[0]?.createdAt
  const after = wanted.length < nodes.length ? null : following(page.list.pageInfo)
  const refused = page.reason === undefined ? place : partly(place, 'deployments')
  return {
    place:
      after === null
        ? afterSubject(refused, next ?? walk.floor)
        : { ...refused, walk: { ...walk, next, after } },
    facts: { deployments: wanted.flatMap((node) => factOf(node, at.name, context.settings) ?? []) },
    left:
      page.reason === undefined ? [] : [{ about: at.name, code: 'in_part', message: page.reason }],
    progress: { step: `deployments of ${at.name}`, done: wanted.length },
  }
}

/** One page of deployments; no list, with the reason, where the token may not see them. */
export async function deploymentPage(
  { client }: Pick<Step, 'client'>,
  { name }: Pick<Waiting, 'name'>,
  page: { first: number; after: string | null },
) {
  try {
    const { data, faults } = await client.graphql(DEPLOYMENTS, { ...namesOf(name), ...page }, Page)
    return { list: data.repository.deployments, reason: faults[0] && told(faults[0]) }
  } catch (error) {
    if (!(error instanceof SourceError) || !['forbidden', 'not_found'].includes(error.code))
      throw error
    return { list: null, reason: error.message }
  }
}

function firstWalk({ place }: Step, { id }: Waiting): DeploymentWalk {
  const floor = place.read[id]?.deployments ?? floorOf(place)
  return { of: 'deployments', floor, after: null }
}

function unreadable({ place }: Step, at: Waiting, reason = 'GitHub does not show them.'): Stride {
  const message = `The deployments cannot be read: ${reason}`
  return {
    place: afterSubject(partly(place, 'deployments'), undefined),
    facts: {},
    left: [{ about: at.name, code: 'no_deployments', message }],
  }
}

/** Undefined for a deployment that has not ended: the next run looks again. */
function factOf(
  deployment: Deployment,
  repository: string,
  settings: GitHubSettings,
): DeploymentFact | undefined {
  const end = endOf(deployment)
  if (!end) return undefined
  const environment = deployment.environment ?? ''
  return stated({
    external_id: deployment.id,
    service: repository,
    environment,
    production: isProduction(environment, settings),
    at: instantOf(end.createdAt) ?? end.createdAt,
    status: end.status,
    commit: deployment.commitOid ?? undefined,
    account: accountOf(deployment.creator),
  })
}

/** Whether the settings name this environment as production; case does not matter. */
export const isProduction = (
  environment: string,
  { production_environments }: GitHubSettings,
): boolean =>
  production_environments.some((name) => name.toLowerCase() === environment.toLowerCase())

const ENDS: Record<string, DeploymentFact['status']> = {
  success: 'success',
  failure: 'failure',
  error: 'failure',
}

/** What the status of a deployment says of its end; undefined for a step on the way, and for what happens after its end. */
export const endStatusOf = (state: string): DeploymentFact['status'] | undefined =>
  ENDS[state.toLowerCase()]

/** The last end that the statuses tell. */
function endOf({ statuses }: Deployment) {
  return present(statuses?.nodes ?? [])
    .flatMap(({ state, createdAt }) => {
      const status = endStatusOf(state)
      return status ? [{ status, createdAt }] : []
    })
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0]
}
