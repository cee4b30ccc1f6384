import * as z from 'zod'
import type { PipelineRunFact } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { accountOfUser, User } from './actor.ts'

/** A run of a workflow, or one attempt of it, as the REST API and the webhook tell it. */
export const WorkflowRun = z.object({
  id: z.number(),
  name: z.string().nullish(),
  head_sha: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  run_started_at: z.string().nullish(),
  run_attempt: z.number().int().default(1),
  actor: User,
  pull_requests: z.array(z.object({ number: z.number().int() })).nullish(),
})
export type WorkflowRun = z.infer<typeof WorkflowRun>

const STATUSES: Record<string, PipelineRunFact['status']> = {
  success: 'success',
  failure: 'failure',
  timed_out: 'failure',
  startup_failure: 'failure',
  cancelled: 'cancelled',
  stale: 'cancelled',
  skipped: 'skipped',
  neutral: 'skipped',
}

/**
 * The fact of an attempt, none while it runs. GitHub tells when it was asked for and when it last changed, which is its end;
 * when a machine began with it only its jobs know. Its pull request is named where there is exactly one.
 */
export function pipelineRunOf(run: WorkflowRun, repository: string): PipelineRunFact[] {
  const status = STATUSES[run.conclusion ?? '']
  if (run.status !== 'completed' || !status) return []
  const [only, ...others] = run.pull_requests ?? []
  const at = (text: string) => instantOf(text) ?? text
  return [
    stated({
      external_id: `${run.id}/${run.run_attempt}`,
      repo: repository,
      name: run.name ?? undefined,
      number: others.length === 0 ? only?.number : undefined,
      commit: run.head_sha,
      attempt: run.run_attempt,
      queued_at: at(run.run_started_at ?? run.created_at),
      finished_at: at(run.updated_at),
      status,
      account: accountOfUser(run.actor),
    }),
  ]
}
