import { type RawBuilder, sql } from 'kysely'
import { FTE_ATTRIBUTE, WORKING_DAYS_ATTRIBUTE } from '../model/index.ts'
import * as settings from './settings.ts'

/*
 * Which weeks of which users (user_id, week) an act touches, by its entry in the audit log. What an act changed, it may have
 * moved from anywhere: the weeks of a row that it created are those of the row, those of one that it changed go on to the last
 * week of which a source speaks.
 */

/** Days around an instant within which its week may lie, whatever the person's time zone. */
const ZONES = sql`(values (interval '-14 hours'), (interval '14 hours'))`
/** The last day of which any source speaks, or the day of the epoch. */
const LAST_DAY = sql`(select coalesce(max(c.to_day), 'epoch') from coverage c where c.subject <> 'accounts')`
/** Days from a merge to the deployment that is counted, at most, and one for the zones. */
const DEPLOYED_WITHIN = sql`interval '91 days'`

const week = (at: RawBuilder<unknown>, shift: RawBuilder<unknown>) =>
  sql`date_trunc('week', (${at} at time zone 'UTC') + ${shift})::date`

/** The weeks of users on which their accounts' facts depend. */
export const byFacts = (entry: number): RawBuilder<unknown>[] => [
  pullRequests(entry),
  reverts(entry),
  ownReviews(entry),
  reviews(entry),
  toolDays(entry),
  pipelineRuns(entry),
  deployments(entry),
  workspaceStarts(entry),
  absences(entry),
  calendar(entry),
]

/** The weeks of users whose employment, schedule or accounts it changed, and those of which it says that a source speaks. */
export const byDirectory = (entry: number): RawBuilder<unknown>[] => [
  covered(entry),
  everyWeek(sql`select a.id from accounts a where a.linked_in = ${entry}`),
  everyWeek(
    sql`select a.id from accounts a join users u on u.id = a.user_id where u.changed_in = ${entry}`,
  ),
  everyWeek(sql`
    select a.id
    from attributes d
    join user_attributes ua on ua.attribute_id = d.id and (ua.created_in = ${entry} or ua.changed_in = ${entry})
    join accounts a on a.user_id = ua.user_id
    where lower(d.name) in (
      ${sql.join([FTE_ATTRIBUTE, WORKING_DAYS_ATTRIBUTE].map((name) => sql.lit(name.toLowerCase())))}, lower(${settings.geoAttribute})
    )
  `),
]

/** A pull request is open from its first sign on to its end, and to who knows when while it has none. */
function pullRequests(entry: number) {
  return sql`
    select distinct a.user_id, w.week::date
    from pull_requests p
    join accounts a on a.id = p.account_id and a.user_id is not null
    cross join lateral generate_series(
      ${week(sql`least(p.first_commit_at, p.opened_at, p.ready_at, p.merged_at)`, sql`interval '-14 hours'`)},
      greatest(
        ${week(sql`greatest(p.opened_at, p.first_commit_at, p.ready_at, p.merged_at, p.closed_at)`, sql`interval '14 hours'`)},
        case when p.created_in <> ${entry} or coalesce(p.merged_at, p.closed_at) is null then ${LAST_DAY} else 'epoch' end
      ),
      interval '7 days'
    ) w(week)
    where p.changed_in = ${entry}
  `
}

/** A revert takes from the count of what it reverts, and that of the revert hangs on the other. */
function reverts(entry: number) {
  return sql`
    select distinct a.user_id, ${week(sql`e.merged_at`, sql`z.shift`)}
    from pull_requests r
    join pull_requests p on p.repo_id = r.repo_id and p.title = substr(r.title, 9, length(r.title) - 9)
    cross join lateral (values (r.account_id, r.merged_at), (p.account_id, p.merged_at)) e(account_id, merged_at)
    join accounts a on a.id = e.account_id and a.user_id is not null
    cross join ${ZONES} z(shift)
    where r.title like 'Revert "%' and e.merged_at is not null and (r.changed_in = ${entry} or p.changed_in = ${entry})
  `
}

/** A review is known for one of somebody's own pull request only once that is there. */
function ownReviews(entry: number) {
  return sql`
    select distinct b.user_id, ${week(sql`r.submitted_at`, sql`z.shift`)}
    from pull_requests p
    join accounts a on a.id = p.account_id
    join accounts b on b.user_id = a.user_id
    join reviews r on r.account_id = b.id and r.repo_id = p.repo_id and r.number = p.number
    cross join ${ZONES} z(shift)
    where p.changed_in = ${entry}
  `
}

function reviews(entry: number) {
  return sql`
    select distinct a.user_id, ${week(sql`r.submitted_at`, sql`z.shift`)}
    from reviews r
    join accounts a on a.id = r.account_id
    cross join ${ZONES} z(shift)
    where r.changed_in = ${entry} and a.user_id is not null
  `
}

function toolDays(entry: number) {
  return sql`
    select distinct a.user_id, date_trunc('week', d.day)::date
    from tool_days d
    join accounts a on a.id = d.account_id
    where d.changed_in = ${entry} and a.user_id is not null
  `
}

/** A run counts with the others of its pull request, for its author or, until that is known, for whom it ran. */
function pipelineRuns(entry: number) {
  return sql`
    select distinct a.user_id, ${week(sql`r.queued_at`, sql`z.shift`)}
    from (
      select n.repo_id, n.number from pipeline_runs n where n.changed_in = ${entry} and n.number is not null
      union
      select p.repo_id, p.number from pull_requests p where p.changed_in = ${entry}
    ) t
    join pipeline_runs r on r.repo_id = t.repo_id and r.number = t.number
    left join pull_requests p on p.repo_id = r.repo_id and p.number = r.number
    join accounts a on a.id in (r.account_id, p.account_id) and a.user_id is not null
    cross join ${ZONES} z(shift)
  `
}

/** A deployment holds all that was merged into the branch before the commit that it brings. */
function deployments(entry: number) {
  return sql`
    select distinct a.user_id, ${week(sql`p.merged_at`, sql`z.shift`)}
    from deployments d
    join pull_requests l on l.merge_commit = d.commit and l.merged_at is not null
    join pull_requests p on p.repo_id = l.repo_id and p.merged_at <= l.merged_at
      and p.merged_at > least(l.merged_at, d.at) - ${DEPLOYED_WITHIN}
    join accounts a on a.id = p.account_id and a.user_id is not null
    cross join ${ZONES} z(shift)
    where d.changed_in = ${entry} or l.changed_in = ${entry}
  `
}

function workspaceStarts(entry: number) {
  return sql`
    select distinct a.user_id, ${week(sql`s.at`, sql`z.shift`)}
    from workspace_starts s
    join accounts a on a.id = s.account_id
    cross join ${ZONES} z(shift)
    where s.changed_in = ${entry} and a.user_id is not null
  `
}

function absences(entry: number) {
  return sql`
    select distinct a.user_id, w.week::date
    from absences s
    join accounts a on a.id = s.account_id and a.user_id is not null
    cross join lateral generate_series(
      date_trunc('week', s.from_day),
      greatest(least(s.to_day - 1, ${LAST_DAY}), case when s.created_in <> ${entry} then ${LAST_DAY} else 'epoch' end),
      interval '7 days'
    ) w(week)
    where s.changed_in = ${entry}
  `
}

function calendar(entry: number) {
  return sql`
    select distinct a.user_id, w.week::date
    from calendar_busy b
    join accounts a on a.id = b.account_id and a.user_id is not null
    cross join lateral generate_series(
      ${week(sql`b.starts_at`, sql`interval '-14 hours'`)}, ${week(sql`b.ends_at`, sql`interval '14 hours'`)}, interval '7 days'
    ) w(week)
    where b.changed_in = ${entry}
  `
}

function covered(entry: number) {
  return sql`
    select distinct a.user_id, w.week::date
    from coverage c
    join accounts a on a.source = c.source and a.user_id is not null
    cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
    where c.created_in = ${entry} and c.subject <> 'accounts'
  `
}

/** Every week of which the sources of these accounts speak, of whose they are. */
function everyWeek(accounts: RawBuilder<unknown>) {
  return sql`
    select distinct a.user_id, w.week::date
    from accounts a
    join accounts o on o.user_id = a.user_id
    join coverage c on c.source = o.source and c.subject <> 'accounts'
    cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
    where a.user_id is not null and a.id in (${accounts})
  `
}
