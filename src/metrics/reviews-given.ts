import { sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from './metric.ts'

export const reviewsGiven: MetricDefinition = {
  id: 'reviews_given',
  name: 'Reviews given',
  definition:
    "Reviews of other people's pull requests per five available days; several of the same pull request on one day are one.",
  unit: 'per 5 days',
  direction: 'context',
  kind: 'rate',
  unknown:
    'Available days count only where the person has an account at a source that tells of reviews.',
  gaming: 'Commenting often without helping raises it.',
  guardrails: ['pr_pickup_time'],
  subject: 'reviews',
  numerator: sql`w.reviews_given`,
  denominator: partTime(sql`w.review_days`),
  scale: 5 * DAY_UNIT,
}
