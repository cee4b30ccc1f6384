import * as z from 'zod'
import type { PullRequestFact } from '../../model/index.ts'
import { instantOf } from './instants.ts'
import type { Json } from './json-stream.ts'
import { disorderOf } from './pull-requests.ts'
import { fault, type Statement, stated } from './statement.ts'

const TOKEN_BOT = /^(project|group)_\d+_bot/

const GlabMergeRequest = z.object({
  iid: z.number().int(),
  web_url: z.string().nullish(),
  references: z.object({ full: z.string().optional() }).nullish(),
  title: z.string().optional(),
  author: z.object({ username: z.string(), name: z.string().nullish() }).nullish(),
  created_at: z.string(),
  prepared_at: z.string().nullish(),
  merged_at: z.string().nullish(),
  closed_at: z.string().nullish(),
  target_branch: z.string().optional(),
  source_branch: z.string().optional(),
  draft: z.boolean().optional(),
  work_in_progress: z.boolean().optional(),
  changes_count: z.string().nullish(),
  sha: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
})

/**
 * One merge request of GitLab, as `glab mr list -F json` and the API list them. The lists hold neither
 * lines nor commits nor reviews, so those stay unknown; accounts of project and group tokens are bots.
 */
export function glabMergeRequest(element: Json): Statement {
  const parsed = GlabMergeRequest.safeParse(element)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.')
    return fault(
      'malformed',
      `The field ${field} of this merge request is missing or is not what GitLab writes.`,
    )
  }
  const merge = parsed.data
  const repo = repoOf(merge)
  if (!repo) return fault('missing_field', 'Neither web_url nor references tell the project.')
  if (!merge.author?.username)
    return fault('missing_username', 'The author of this merge request is not named.')
  const opened_at = instantOf(merge.created_at)
  if (!opened_at) return fault('invalid_date', 'created_at is not an instant.')
  const { username, name } = merge.author
  const fact: PullRequestFact = {
    repo,
    number: merge.iid,
    account: stated({
      username,
      name: name || undefined,
      bot: TOKEN_BOT.test(username) || undefined,
    }),
    title: merge.title,
    opened_at,
    merged_at: instantOf(merge.merged_at ?? '') ?? undefined,
    closed_at: instantOf(merge.closed_at ?? '') ?? undefined,
    changed_files: /^\d+$/.test(merge.changes_count ?? '')
      ? Number(merge.changes_count)
      : undefined,
    base_branch: merge.target_branch,
    head_branch: merge.source_branch,
    draft: merge.draft ?? merge.work_in_progress,
    merge_commit: merge.merged_at ? mergeCommit(merge) : undefined,
  }
  const disorder = disorderOf(fact)
  return disorder ? fault('invalid_date', disorder) : { fact: stated(fact) }
}

/** What it became on its target branch: a merge, else the commit of a squash, else its own newest commit (fast-forward). */
const mergeCommit = ({
  merge_commit_sha,
  squash_commit_sha,
  sha,
}: z.infer<typeof GlabMergeRequest>) => merge_commit_sha ?? squash_commit_sha ?? sha ?? undefined

/** Whether an element is a merge request in the words of GitLab. */
export function isGlabMergeRequest(element: { [key: string]: Json }): boolean {
  return 'iid' in element && 'source_branch' in element
}

function repoOf({ web_url, references }: z.infer<typeof GlabMergeRequest>): string | undefined {
  const path = /^https?:\/\/[^/]+\/(.+?)\/(?:-\/)?merge_requests\/\d+/.exec(web_url ?? '')?.[1]
  return path ?? /^([^!]+\/[^!]+)!\d+$/.exec(references?.full ?? '')?.[1]
}
