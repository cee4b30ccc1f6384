import * as z from 'zod'
import type { AccountRef, PullRequestFact } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { accountOf, User } from './account.ts'

/** A note of a merge request: what somebody wrote, or what GitLab wrote because somebody did something. */
export const Note = z.object({
  body: z.string().nullish(),
  system: z.boolean(),
  created_at: z.string(),
  author: User,
})
export type Note = z.infer<typeof Note>

const APPROVED = /^approved this merge request/i
const CHANGES = /^requested changes/i
const READY =
  /^(?:marked this merge request as \*\*ready\*\*|unmarked .*(?:draft|work in progress))/i

type Review = NonNullable<PullRequestFact['reviews']>[number]

/**
 * What the notes of a merge request tell: approvals, requests for changes and comments by others are reviews; the first by
 * somebody who is no bot is the first review; it was ready when it last stopped being a draft before that.
 */
export function reviewsIn(
  notes: Note[],
  author: AccountRef,
): Pick<PullRequestFact, 'reviews' | 'first_review_at' | 'approved_at' | 'ready_at'> {
  const reviews = notes
    .flatMap((note) => reviewOf(note) ?? [])
    .filter(({ account }) => account.username !== author.username)
    .sort((a, b) => Date.parse(a.submitted_at) - Date.parse(b.submitted_at))
  const human = reviews.filter(({ account }) => !account.bot)
  const first = human[0]?.submitted_at
  const ready = notes
    .filter(({ system, body }) => system && READY.test(body ?? ''))
    .flatMap(({ created_at }) => instantOf(created_at) ?? [])
    .sort()
    .findLast((at) => first === undefined || at <= first)
  return {
    reviews,
    first_review_at: first,
    approved_at: human.find(({ state }) => state === 'approved')?.submitted_at,
    ready_at: ready,
  }
}

function reviewOf(note: Note): Review | undefined {
  const account = accountOf(note.author)
  const submitted_at = instantOf(note.created_at)
  const state = stateOf(note)
  return account && submitted_at && state ? { account, submitted_at, state } : undefined
}

function stateOf({ system, body }: Note): Review['state'] | undefined {
  if (!system) return 'commented'
  if (APPROVED.test(body ?? '')) return 'approved'
  return CHANGES.test(body ?? '') ? 'changes_requested' : undefined
}
