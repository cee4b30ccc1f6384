import { sql } from 'kysely'
import { dayOf, isCovered, sumOfLogs, weekOf, within } from '../by-week.ts'
import type { Sums } from './sums.ts'

/** The starts of workspaces that a person asked for: how many failed, and how long the others took where that is known. */
export const ENVIRONMENTS: Sums = {
  subject: 'workspace_starts',
  columns: ['env_starts', 'env_failed', 'env_timed', 'env_ready_ln'],
  query: sql`
    select s.user_id, s.week, count(*) as env_starts, count(*) filter (where not s.ok) as env_failed,
      count(s.seconds) filter (where s.ok and s.seconds > 0) as env_timed,
      ${sumOfLogs(sql`s.seconds::numeric`)} filter (where s.ok and s.seconds > 0) as env_ready_ln
    from (
      select o.user_id, ${weekOf(sql`w.at`)} as week, ${dayOf(sql`w.at`)} as day, w.ok, w.seconds
      from persons o
      join workspace_starts w on w.account_id = o.account_id and ${within(sql`w.at`)}
    ) s
    where exists (
      select from known k
      where k.user_id = s.user_id and k.week = s.week and k.subject = 'workspace_starts' and ${isCovered(sql`s.day`, sql`s.week`)}
    )
    group by s.user_id, s.week
  `,
}
