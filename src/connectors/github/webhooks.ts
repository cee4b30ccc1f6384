import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { PullRequestFact, ReviewFact } from '../../model/index.ts'
import { authorshipOf } from '../authorship.ts'
import type { Batch } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { disorderOf } from '../files/pull-requests.ts'
import { reviewStateOf } from '../files/reviews.ts'
import { stated } from '../files/statement.ts'
import { accountOfUser, User } from './actor.ts'
import { endStatusOf, isProduction } from './deployments.ts'
import type { GitHubSettings } from './settings.ts'
import { pipelineRunOf, WorkflowRun } from './workflow-run.ts'

/** Whether the header `X-Hub-Signature-256` is that of this body, compared in constant time. */
export function isSigned(secret: string, body: string | Buffer, header: string | null): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/.exec(header ?? '') ?? []
  if (secret === '' || hex === undefined) return false
  return timingSafeEqual(
    createHmac('sha256', secret).update(body).digest(),
    Buffer.from(hex, 'hex'),
  )
}

type Facts = Batch['facts']

/**
 * The facts that a delivery tells: `event` is the header `X-GitHub-Event`, `payload` its body. Empty for events and actions
 * that tell nothing of use and for payloads that are not GitHub's. A delivery says less than a sync (no first commit, no size
 * without generated files), so it leaves those fields out, and the next sync adds them.
 */
export function factsOf(event: string, payload: unknown, settings: GitHubSettings): Facts {
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined
  return read?.(payload, settings) ?? {}
}

const EVENTS: Record<string, (payload: unknown, settings: GitHubSettings) => Facts> = {
  pull_request: ofPullRequest,
  pull_request_review: ofReview,
  deployment_status: ofDeploymentStatus,
  workflow_run: ofWorkflowRun,
}

const Instant = z.string().transform((text, context) => {
  const at = instantOf(text)
  if (at) return at
  context.addIssue('not an instant')
  return z.NEVER
})

const Repository = z.object({ full_name: z.string() })

const PullRequestPayload = z.object({
  repository: Repository,
  pull_request: z.object({
    number: z.number().int(),
    title: z.string(),
    user: User,
    created_at: Instant,
    merged_at: Instant.nullish(),
    merge_commit_sha: z.string().nullish(),
    closed_at: Instant.nullish(),
    draft: z.boolean().nullish(),
    base: z.object({ ref: z.string() }),
    head: z.object({ ref: z.string() }),
  }),
})

function ofPullRequest(payload: unknown): Facts {
  const { data } = PullRequestPayload.safeParse(payload)
  const account = accountOfUser(data?.pull_request.user)
  if (!data || !account) return {}
  const { repository, pull_request: pull } = data
  const fact: PullRequestFact = stated({
    repo: repository.full_name,
    number: pull.number,
    account,
    title: pull.title,
    opened_at: pull.created_at,
    merged_at: pull.merged_at ?? undefined,
    closed_at: pull.closed_at ?? undefined,
    base_branch: pull.base.ref,
    head_branch: pull.head.ref,
    draft: pull.draft ?? undefined,
    authorship: authorshipOf(account, []),
    // before the merge it is one that GitHub makes up as a trial
    merge_commit: pull.merged_at ? (pull.merge_commit_sha ?? undefined) : undefined,
  })
  return disorderOf(fact) ? {} : { pull_requests: [fact] }
}

const ReviewPayload = z.object({
  action: z.string(),
  repository: Repository,
  pull_request: z.object({ number: z.number().int() }),
  review: z.object({ user: User, state: z.string(), submitted_at: Instant }),
})

function ofReview(payload: unknown): Facts {
  const { data } = ReviewPayload.safeParse(payload)
  const account = accountOfUser(data?.review.user)
  const state = reviewStateOf(data?.review.state ?? '')
  if (!data || !account || !state) return {}
  const fact: ReviewFact = {
    repo: data.repository.full_name,
    number: data.pull_request.number,
    account,
    submitted_at: data.review.submitted_at,
    state,
  }
  return { reviews: [fact] }
}

const DeploymentStatusPayload = z.object({
  repository: Repository,
  deployment: z.object({
    node_id: z.string(),
    environment: z.string(),
    sha: z.string(),
    creator: User,
  }),
  deployment_status: z.object({ state: z.string(), created_at: Instant }),
})

function ofDeploymentStatus(payload: unknown, settings: GitHubSettings): Facts {
  const { data } = DeploymentStatusPayload.safeParse(payload)
  const status = data && endStatusOf(data.deployment_status.state)
  if (!data || !status) return {}
  const { node_id, environment, sha, creator } = data.deployment
  const fact = {
    external_id: node_id,
    service: data.repository.full_name,
    environment,
    production: isProduction(environment, settings),
    at: data.deployment_status.created_at,
    status,
    commit: sha,
    account: accountOfUser(creator),
  }
  return { deployments: [stated(fact)] }
}

const WorkflowRunPayload = z.object({ repository: Repository, workflow_run: WorkflowRun })

function ofWorkflowRun(payload: unknown): Facts {
  const { data } = WorkflowRunPayload.safeParse(payload)
  const facts = data ? pipelineRunOf(data.workflow_run, data.repository.full_name) : []
  return facts.length > 0 ? { pipeline_runs: facts } : {}
}
