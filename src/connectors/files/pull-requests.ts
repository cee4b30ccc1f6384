import type { PullRequestFact } from '../../model/index.ts'
import { authorOf } from './account.ts'
import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** One pull request of a file whose columns bear the names of the fact's fields. */
export function pullRequestFrom(cells: Cells): Statement {
  const repo = cells.text('repo')
  const number = cells.count('number')
  const opened_at = cells.instant('opened_at')
  const account = authorOf(cells)
  if (!repo || number === undefined || !opened_at) {
    return cells.refuse('missing_field', 'A pull request needs repo, number and opened_at.')
  }
  if (!account)
    return cells.refuse('missing_username', 'The author of this pull request is not named.')
  const fact: PullRequestFact = {
    repo,
    number,
    account,
    title: cells.text('title'),
    opened_at,
    first_commit_at: cells.instant('first_commit_at') ?? undefined,
    ready_at: cells.instant('ready_at') ?? undefined,
    first_review_at: cells.instant('first_review_at') ?? undefined,
    approved_at: cells.instant('approved_at') ?? undefined,
    merged_at: cells.instant('merged_at') ?? undefined,
    closed_at: cells.instant('closed_at') ?? undefined,
    additions: cells.count('additions'),
    deletions: cells.count('deletions'),
    changed_files: cells.count('changed_files'),
    base_branch: cells.text('base_branch'),
    head_branch: cells.text('head_branch'),
    draft: cells.flag('draft'),
    authorship: authorship(cells.text('authorship')),
    merge_commit: cells.text('merge_commit'),
  }
  const disorder = disorderOf(fact)
  return disorder ? cells.refuse('invalid_date', disorder) : cells.say(fact)
}

const AUTHORSHIP = ['human', 'assisted', 'agent'] as const

/** Another word says nothing of who wrote it. */
const authorship = (word: string | undefined) =>
  AUTHORSHIP.find((known) => known === word?.toLowerCase())

/** What is wrong with the times of a pull request that was merged or closed before it was opened. */
export function disorderOf({
  opened_at,
  merged_at,
  closed_at,
}: PullRequestFact): string | undefined {
  const early = [merged_at, closed_at].find((at) => at !== undefined && at < opened_at)
  return early && `It ended at ${early}, before it was opened at ${opened_at}.`
}
