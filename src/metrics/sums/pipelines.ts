import { sql } from 'kysely'
import { bucketOf, lnOf, together } from '../buckets.ts'
import { dayOf, isCovered, mondayOf, within } from '../by-week.ts'
import type { Sums } from './sums.ts'

/** A run is the author's of its pull request; where that is not known, that of the account for which it ran. */
const OWNED = sql`
  select o.user_id, o.zone, o.since, o.until, p.repo_id, p.number
  from persons o
  join pull_requests p on p.account_id = o.account_id
  union
  select o.user_id, o.zone, o.since, o.until, r.repo_id, r.number
  from persons o
  join pipeline_runs r on r.account_id = o.account_id and r.number is not null
  where not exists (
    select from pull_requests p where p.repo_id = r.repo_id and p.number = r.number
  )
`

/**
 * The pushes to pull requests, which are the runs of one commit, in the week in which the first was queued: how long until the
 * last had ended, whether all first attempts passed, and how many pipelines passed only when they were tried again. Runs that
 * were cancelled or skipped are none.
 */
export const PIPELINES: Sums = {
  subject: 'pipeline_runs',
  columns: ['ci_pushes', 'ci_wait_ln', 'ci_first', 'ci_passed', 'ci_runs', 'ci_flaky'],
  buckets: ['ci_wait'],
  query: sql`
    with pushes as materialized (
      select o.user_id, ${mondayOf(dayOf(sql`o.queued_at`))} as week, ${dayOf(sql`o.queued_at`)} as day,
        ${lnOf(sql`greatest(date_part('epoch', o.finished_at - o.queued_at), 1) / 60`)} as wait_ln, o.queued_at, o.repo_id,
        o.number, o.push, o.passed, o.runs, o.flaky
      from (
        select n.user_id, n.zone, n.since, n.until, n.repo_id, n.number, n.push, min(n.queued_at) as queued_at,
          max(n.finished_at) as finished_at, bool_and(n.passed) as passed, count(*) as runs, count(*) filter (where n.flaky) as flaky
        from (
          select o.user_id, o.zone, o.since, o.until, r.repo_id, r.number, coalesce(r.commit, r.external_id) as push,
            min(r.queued_at) as queued_at, max(r.finished_at) as finished_at,
            bool_and(r.status = 'success') filter (where r.attempt = 1) as passed,
            max(r.attempt) filter (where r.status = 'success') > min(r.attempt) filter (where r.status = 'failure') as flaky
          from (${OWNED}) o
          join pipeline_runs r on r.repo_id = o.repo_id and r.number = o.number and r.status in ('success', 'failure')
          group by o.user_id, o.zone, o.since, o.until, r.repo_id, r.number, push, coalesce(r.name, r.external_id)
        ) n
        group by n.user_id, n.zone, n.since, n.until, n.repo_id, n.number, n.push
      ) o
      where ${within(sql`o.queued_at`)}
    )
    select g.user_id, g.week, count(g.wait_ln) as ci_pushes, sum(g.wait_ln) as ci_wait_ln, ${together(bucketOf(sql`g.wait_ln`), sql`g.queued_at, g.repo_id, g.number, g.push`)} as ci_wait,
      count(g.passed) as ci_first, count(*) filter (where g.passed) as ci_passed, sum(g.runs) as ci_runs, sum(g.flaky) as ci_flaky
    from pushes g
    join known k on k.user_id = g.user_id and k.week = g.week and k.subject = 'pipeline_runs' and ${isCovered(sql`g.day`, sql`g.week`)}
    group by g.user_id, g.week
  `,
}
