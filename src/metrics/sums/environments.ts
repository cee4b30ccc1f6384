import { sql } from 'kysely'
import { bucketOf, lnOf, together } from '../buckets.ts'
import { dayOf, isCovered, mondayOf, within } from '../by-week.ts'
import type { Sums } from './sums.ts'

/** The starts of workspaces that a person asked for: how many failed, and how long the others took where that is known. */
export const ENVIRONMENTS: Sums = {
  subject: 'workspace_starts',
  columns: ['env_starts', 'env_failed', 'env_timed', 'env_ready_ln'],
  buckets: ['env_ready'],
  query: sql`
    with s as materialized (
      select o.user_id, ${mondayOf(dayOf(sql`w.at`))} as week, ${dayOf(sql`w.at`)} as day, w.at, w.external_id, w.ok,
        case when w.ok and w.seconds > 0 then ${lnOf(sql`w.seconds::numeric`)} end as ready_ln
      from persons o
      join workspace_starts w on w.account_id = o.account_id and ${within(sql`w.at`)}
    )
    select s.user_id, s.week, count(*) as env_starts, count(*) filter (where not s.ok) as env_failed,
      count(s.ready_ln) as env_timed, sum(s.ready_ln) as env_ready_ln, ${together(bucketOf(sql`s.ready_ln`), sql`s.at, s.external_id`)} as env_ready
    from s
    where exists (
      select from known k
      where k.user_id = s.user_id and k.week = s.week and k.subject = 'workspace_starts' and ${isCovered(sql`s.day`, sql`s.week`)}
    )
    group by s.user_id, s.week
  `,
}
