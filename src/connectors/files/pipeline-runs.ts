import type { Cells } from './cells.ts'
import { endingOf } from './deployments.ts'
import type { Statement } from './statement.ts'

/** One run of a pipeline. One that bears no id is told by its repository, pull request, name, time and attempt. */
export function pipelineRunFrom(cells: Cells): Statement {
  const repo = cells.text('repo')
  const number = cells.count('number')
  const name = cells.text('name')
  const attempt = cells.count('attempt') ?? 1
  const queued_at = cells.instant('queued_at')
  const finished_at = cells.instant('finished_at') ?? undefined
  const said = cells.text('status') ?? ''
  const status = said.toLowerCase() === 'skipped' ? 'skipped' : endingOf(said)
  if (repo === undefined) return cells.refuse('missing_field', 'This run is of no repository.')
  if (!queued_at) return cells.refuse('missing_field', 'This run has no time of being queued.')
  if (finished_at !== undefined && finished_at < queued_at)
    return cells.refuse('invalid_date', 'This run ended before it was queued.')
  if (status === undefined || status === 'rolled_back')
    return cells.refuse(
      'invalid_value',
      said === ''
        ? 'This run does not say how it ended.'
        : `status: “${said.slice(0, 80)}” is not success, failure, cancelled or skipped.`,
    )
  return cells.say({
    external_id:
      cells.text('external_id') ??
      [repo, number, name, queued_at, attempt].filter(Boolean).join(' ').toLowerCase(),
    repo,
    number,
    name,
    commit: cells.text('commit'),
    attempt,
    queued_at,
    started_at: cells.instant('started_at') ?? undefined,
    finished_at,
    status,
  })
}
