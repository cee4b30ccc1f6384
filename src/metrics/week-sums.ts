import { CODING } from './sums/coding.ts'
import { ENVIRONMENTS } from './sums/environments.ts'
import { FOCUS } from './sums/focus.ts'
import { MERGED } from './sums/merged.ts'
import { OPEN } from './sums/open.ts'
import { PIPELINES } from './sums/pipelines.ts'
import { REVIEWS } from './sums/reviews.ts'

/** All that is summed of a person and week. */
export const ALL_SUMS = [MERGED, OPEN, REVIEWS, CODING, PIPELINES, ENVIRONMENTS, FOCUS]

/** The columns of user_weeks that may be summed over weeks. */
export const SUMS: readonly string[] = [
  'code_days',
  'review_days',
  ...ALL_SUMS.flatMap(({ columns }) => columns),
]

/** The columns of user_week_buckets. */
export const BUCKETS: readonly string[] = ALL_SUMS.flatMap(({ buckets }) => buckets ?? [])
