import type { PullRequestFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { isoOf } from './clock.ts'

type Review = NonNullable<PullRequestFact['reviews']>[number]

const UNREVIEWED = 0.1
const FIRST_APPROVES = 0.75
const FIRST_ASKS = 0.4

/**
 * Reviews by team mates between two instants, in order of time; the last one approves. One pull request in ten
 * gets none, and neither does one without team mates.
 */
export function drawReviews(
  from: number,
  to: number,
  logins: readonly string[],
  random: Random,
): Review[] {
  if (logins.length === 0 || random.chance(UNREVIEWED)) return []
  const first = from + (to - from) * random.uniform() ** 1.5
  const reviewer = random.pick(logins)
  if (random.chance(FIRST_APPROVES)) return [review(reviewer, first, 'approved')]
  const second = first + (to - first) * random.uniform()
  const state = random.chance(FIRST_ASKS) ? 'changes_requested' : 'commented'
  return [review(reviewer, first, state), review(random.pick(logins), second, 'approved')]
}

/** One remark that leads nowhere, as a pull request may have that is never merged. */
export function drawRemark(
  from: number,
  to: number,
  logins: readonly string[],
  random: Random,
): Review[] {
  if (logins.length === 0 || random.chance(0.5)) return []
  const at = from + (to - from) * random.uniform()
  return [review(random.pick(logins), at, random.chance(0.5) ? 'commented' : 'changes_requested')]
}

function review(username: string, at: number, state: Review['state']): Review {
  return { account: { username }, submitted_at: isoOf(at), state }
}

/** What the reviews say about the pull request as a whole. */
export function reviewTimes(
  reviews: readonly Review[],
): Pick<PullRequestFact, 'first_review_at' | 'approved_at'> {
  const approved = reviews.findLast(({ state }) => state === 'approved')
  return {
    ...(reviews[0] && { first_review_at: reviews[0].submitted_at }),
    ...(approved && { approved_at: approved.submitted_at }),
  }
}
