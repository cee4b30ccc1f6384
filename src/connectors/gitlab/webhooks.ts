import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { PullRequestFact, ReviewFact } from '../../model/index.ts'
import type { Batch } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { disorderOf } from '../files/pull-requests.ts'
import { stated } from '../files/statement.ts'
import { accountOf, User } from './account.ts'
import { endStatusOf, isProduction } from './deployments.ts'
import { pipelineStatusOf } from './pipelines.ts'
import type { GitLabSettings } from './settings.ts'

/** Whether the header `X-Gitlab-Token` is the secret of the webhook, compared in constant time. */
export function isFromGitLab(secret: string, header: string | null): boolean {
  if (secret === '' || header === null) return false
  return timingSafeEqual(digest(secret), digest(header))
}

/** Of one length for texts of any length. */
const digest = (text: string) => createHash('sha256').update(text).digest()

type Facts = Batch['facts']

/**
 * The facts that a delivery tells, by its `object_kind`. Empty for events and actions that tell nothing of use and for payloads
 * that are not GitLab's. A delivery says less than a sync (no commits, no size), so it leaves those fields out.
 */
export function factsOf(payload: unknown, settings: GitLabSettings): Facts {
  const kind = z.object({ object_kind: z.string() }).safeParse(payload).data?.object_kind ?? ''
  const read = Object.hasOwn(EVENTS, kind) ? EVENTS[kind] : undefined
  return read?.(payload, settings) ?? {}
}

const EVENTS: Record<string, (payload: unknown, settings: GitLabSettings) => Facts> = {
  merge_request: ofMergeRequest,
  note: ofNote,
  deployment: ofDeployment,
  pipeline: ofPipeline,
}

/** Times come as RFC 3339, as `2026-03-02 10:00:00 UTC` and, for deployments, with an offset. */
const Instant = z.string().transform((text, context) => {
  const at = instantOf(text.replace(/ ([+-]\d{4})$/, '$1'))
  if (at) return at
  context.addIssue('not an instant')
  return z.NEVER
})

const Project = z.object({ path_with_namespace: z.string() })

const MergeRequestPayload = z.object({
  user: User,
  project: Project,
  object_attributes: z.object({
    iid: z.number().int(),
    title: z.string(),
    author_id: z.number(),
    created_at: Instant,
    updated_at: Instant,
    action: z.string().nullish(),
    merge_commit_sha: z.string().nullish(),
    draft: z.boolean().nullish(),
    source_branch: z.string(),
    target_branch: z.string(),
  }),
})

const APPROVALS = ['approved', 'approval']

/** The author is told by number alone, which is enough to find the account; `user` is whoever acted. */
function ofMergeRequest(payload: unknown): Facts {
  const { data } = MergeRequestPayload.safeParse(payload)
  if (!data) return {}
  const { user, project, object_attributes: merge } = data
  const action = merge.action ?? ''
  const fact: PullRequestFact = stated({
    repo: project.path_with_namespace,
    number: merge.iid,
    account: { external_id: String(merge.author_id) },
    title: merge.title,
    opened_at: merge.created_at,
    merged_at: action === 'merge' ? merge.updated_at : undefined,
    closed_at: action === 'close' ? merge.updated_at : undefined,
    base_branch: merge.target_branch,
    head_branch: merge.source_branch,
    draft: merge.draft ?? undefined,
    merge_commit: action === 'merge' ? (merge.merge_commit_sha ?? undefined) : undefined,
  })
  if (disorderOf(fact)) return {}
  const approver = APPROVALS.includes(action) ? accountOf(user) : undefined
  if (!approver) return { pull_requests: [fact] }
  const review: ReviewFact = {
    repo: fact.repo,
    number: fact.number,
    account: approver,
    submitted_at: merge.updated_at,
    state: 'approved',
  }
  return { pull_requests: [fact], reviews: [review] }
}

const NotePayload = z.object({
  user: User,
  project: Project,
  object_attributes: z.object({ created_at: Instant, system: z.boolean().nullish() }),
  merge_request: z.object({ iid: z.number().int(), author_id: z.number() }),
})

/** A comment by somebody else than the author is a review. */
function ofNote(payload: unknown): Facts {
  const { data } = NotePayload.safeParse(payload)
  const account = accountOf(data?.user)
  if (!data || !account || data.object_attributes.system) return {}
  if (data.user?.id === data.merge_request.author_id) return {}
  const fact: ReviewFact = {
    repo: data.project.path_with_namespace,
    number: data.merge_request.iid,
    account,
    submitted_at: data.object_attributes.created_at,
    state: 'commented',
  }
  return { reviews: [fact] }
}

const DeploymentPayload = z.object({
  deployment_id: z.number(),
  status: z.string(),
  status_changed_at: Instant,
  environment: z.string(),
  environment_tier: z.string().nullish(),
  user: User,
  project: Project,
  commit_url: z.string().nullish(),
})

function ofDeployment(payload: unknown, settings: GitLabSettings): Facts {
  const { data } = DeploymentPayload.safeParse(payload)
  const status = data && endStatusOf(data.status)
  if (!data || !status) return {}
  const { environment, environment_tier } = data
  const fact = {
    external_id: String(data.deployment_id),
    service: data.project.path_with_namespace,
    environment,
    production: isProduction(environment, settings) || environment_tier === 'production',
    at: data.status_changed_at,
    status,
    commit: /\/commit\/([0-9a-f]{40,64})$/.exec(data.commit_url ?? '')?.[1],
    account: accountOf(data.user),
  }
  return { deployments: [stated(fact)] }
}

const PipelinePayload = z.object({
  object_attributes: z.object({
    id: z.number(),
    status: z.string(),
    sha: z.string().nullish(),
    created_at: Instant,
    finished_at: Instant.nullish(),
  }),
  merge_request: z.object({ iid: z.number().int() }).nullish(),
  user: User,
  project: Project,
})

function ofPipeline(payload: unknown): Facts {
  const { data } = PipelinePayload.safeParse(payload)
  const status = data && pipelineStatusOf(data.object_attributes.status)
  if (!data || !status) return {}
  const { object_attributes: pipeline, merge_request, user, project } = data
  const fact = {
    external_id: String(pipeline.id),
    repo: project.path_with_namespace,
    number: merge_request?.iid,
    commit: pipeline.sha ?? undefined,
    attempt: 1,
    queued_at: pipeline.created_at,
    finished_at: pipeline.finished_at ?? undefined,
    status,
    account: accountOf(user),
  }
  return { pipeline_runs: [stated(fact)] }
}
