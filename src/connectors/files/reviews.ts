import type { ReviewFact } from '../../model/index.ts'
import { authorOf } from './account.ts'
import type { Cells } from './cells.ts'
import { fold } from './fold.ts'
import type { Statement } from './statement.ts'

const STATES: ReadonlyMap<string, ReviewFact['state']> = new Map([
  ['approved', 'approved'],
  ['approve', 'approved'],
  ['changesrequested', 'changes_requested'],
  ['requestchanges', 'changes_requested'],
  ['requestedchanges', 'changes_requested'],
  ['commented', 'commented'],
  ['comment', 'commented'],
  ['dismissed', 'dismissed'],
])

/** One review of a file whose columns bear the names of the fact's fields. */
export function reviewFrom(cells: Cells): Statement {
  const repo = cells.text('repo')
  const number = cells.count('number')
  const submitted_at = cells.instant('submitted_at')
  const word = cells.text('state')
  const account = authorOf(cells)
  if (!repo || number === undefined || !submitted_at || word === undefined) {
    return cells.refuse('missing_field', 'A review needs repo, number, submitted_at and state.')
  }
  if (!account) return cells.refuse('missing_username', 'The author of this review is not named.')
  const state = reviewStateOf(word)
  if (!state)
    return cells.refuse('invalid_value', `“${word.slice(0, 80)}” is no state of a review.`)
  return cells.say({ repo, number, account, submitted_at, state })
}

/** The state of a review by the word of GitHub, its API or a person; undefined for others, such as PENDING. */
export function reviewStateOf(word: string): ReviewFact['state'] | undefined {
  return STATES.get(fold(word))
}
