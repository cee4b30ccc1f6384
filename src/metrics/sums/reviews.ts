import { sql } from 'kysely'
import { dayOf, isCovered, mondayOf, within } from '../by-week.ts'
import type { Sums } from './sums.ts'

/**
 * The reviews that a person gave of pull requests of others, one a pull request and day. Own ones are counted away, not joined
 * away: of such a join the planner would take next to nothing to be left.
 */
export const REVIEWS: Sums = {
  subject: 'reviews',
  columns: ['reviews_given'],
  query: sql`
    with reviewed as materialized (
      select o.user_id, ${dayOf(sql`r.submitted_at`)} as day, r.repo_id, r.number
      from persons o
      join reviews r on r.account_id = o.account_id and ${within(sql`r.submitted_at`)}
    ),
    given as materialized (
      select r.user_id, ${mondayOf(sql`r.day`)} as week, r.day
      from reviewed r
      left join pull_requests p on p.repo_id = r.repo_id and p.number = r.number
      left join accounts a on a.id = p.account_id and a.user_id = r.user_id
      group by r.user_id, r.day, r.repo_id, r.number
      having not bool_or(a.id is not null)
    )
    select g.user_id, g.week, count(*) as reviews_given
    from given g
    join known k on k.user_id = g.user_id and k.week = g.week and k.subject = 'reviews' and ${isCovered(sql`g.day`, sql`g.week`)}
    group by g.user_id, g.week
  `,
}
