import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { bucketOf, lnOf, together } from '../buckets.ts'
import { dayOf, isCovered, mondayOf, within } from '../by-week.ts'
import { openWorked } from '../working-hours.ts'
import { openDeployed } from './deployed.ts'
import type { Sums } from './sums.ts'

/** Branches that live on: a merge of one into another carries no work of its own. */
export const LONG_LIVED = '^(main|master|develop|trunk|release/.*)$'

/** The logarithm of the hours from one instant to another, a minute at least; null where one is not known. */
const lnOfHours = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) =>
  lnOf(
    sql`case when ${from} is not null and ${to} is not null then greatest(date_part('epoch', ${to} - ${from}), 60) / 3600 end`,
  )

/** When the pull request `p` was reverted first; null: never. */
const REVERTED_AT = sql`
  (
    select min(r.merged_at) from pull_requests r
    where p.title is not null and r.repo_id = p.repo_id and r.title = 'Revert "' || p.title || '"'
      and r.title like 'Revert "%' and r.merged_at >= p.merged_at
  )
`

/** Whether the pull request `p` reverts one that was merged less than 48 hours before it. */
const REVERTS_SOON = sql`
  (
    p.title like 'Revert "%' and exists (
      select from pull_requests r
      where r.repo_id = p.repo_id and r.title = substr(p.title, 9, length(p.title) - 9)
        and r.merged_at <= p.merged_at and r.merged_at > p.merged_at - interval '48 hours'
    )
  )
`

/**
 * The pull requests, of those in the relation `pulls`, of the accounts `o` in the relation `persons` that count as merged, with what counts of each. Left out:
 * merges of one long-lived branch into another, changes of no line, and a change with its revert when it was reverted within
 * 48 hours. The pull requests are taken first: beside the costs that are foreseen for looking up reverts, how they are joined would not
 * matter to the planner, and it would read all there are for each account.
 */
export const mergedOf = (
  persons: RawBuilder<unknown>,
  pulls = sql`pull_requests`,
): RawBuilder<unknown> => sql`
  with pulled as materialized (
    select o.user_id, ${dayOf(sql`p.merged_at`)} as day, p.account_id, p.repo_id, p.number,
      p.base_branch, p.merged_at, p.authorship, p.title, coalesce(p.first_commit_at, p.opened_at) as begun_at,
      coalesce(p.ready_at, p.opened_at) as ready_at, p.first_review_at, p.additions + p.deletions as lines,
      p.approved_at is null as unreviewed
    from ${persons} o
    join ${pulls} p on p.account_id = o.account_id and ${within(sql`p.merged_at`)}
    where coalesce(p.additions + p.deletions, 1) > 0
      and coalesce(p.head_branch !~ ${sql.lit(LONG_LIVED)}, true)
  ),
  reverted as materialized (
    select p.*, ${REVERTED_AT} as reverted_at, ${REVERTS_SOON} as reverts_soon from pulled p
  )
  select m.user_id, ${mondayOf(sql`m.day`)} as week, m.day, m.account_id, m.repo_id, m.number, m.base_branch, m.merged_at, m.authorship, m.begun_at,
    m.ready_at, m.first_review_at, m.lines, ${lnOf(sql`m.lines`)} as size_ln, ${lnOfHours(sql`m.begun_at`, sql`m.merged_at`)} as cycle_ln,
    ${lnOfHours(sql`m.ready_at`, sql`m.first_review_at`)} as pickup_ln, ${lnOfHours(sql`m.first_review_at`, sql`m.merged_at`)} as review_ln,
    m.unreviewed, m.reverted_at
  from reverted m
  where m.reverts_soon is not true and coalesce(m.reverted_at >= m.merged_at + interval '48 hours', true)
`

/** Opens the table `merged` for the tables `persons` and `pulls`. */
export async function openMerged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`create temp table merged on commit drop as ${mergedOf(sql`persons`, sql`pulls`)}`,
  )
}

/** Leaves of the table `merged` what lies on days that are known: a day that does not count must not add either. */
export async function keepKnownMerges(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      delete from merged m
      where not exists (
        select from known k
        where k.user_id = m.user_id and k.week = m.week and k.subject = 'pull_requests' and ${isCovered(sql`m.day`, sql`m.week`)}
      )
    `,
  )
  await openDeployed(tx)
  await openWorked(tx)
}

/** Whether the pull request `m` is that of a person, as far as is known. */
export const counts = sql`coalesce(m.authorship, '') <> 'agent'`

/** What is summed of logarithms and put into buckets of each pull request that counts. */
const SPREAD = [
  { of: sql`m.cycle_ln`, sum: 'cycle_ln', buckets: 'cycle' },
  { of: sql`x.cycle_work_ln`, sum: 'cycle_work_ln', buckets: 'cycle_work' },
  { of: sql`m.pickup_ln`, sum: 'pickup_ln', buckets: 'pickup' },
  { of: sql`x.pickup_work_ln`, sum: 'pickup_work_ln', buckets: 'pickup_work' },
  { of: sql`m.review_ln`, sum: 'review_ln', buckets: 'review' },
  { of: sql`x.review_work_ln`, sum: 'review_work_ln', buckets: 'review_work' },
  { of: sql`m.size_ln`, sum: 'size_ln', buckets: 'size' },
  { of: sql`d.lead_ln`, sum: 'lead_ln', buckets: 'lead' },
]

/** What the merged pull requests of a week come to. Those that an agent wrote by itself count apart. */
export const MERGED: Sums = {
  subject: 'pull_requests',
  columns: [
    'prs_merged',
    'prs_cycled',
    'prs_sized',
    'prs_large',
    'prs_picked_up',
    'prs_reviewed',
    'prs_unreviewed',
    'prs_reverted',
    'prs_agent',
    'prs_assisted',
    'prs_authored',
    'prs_deployed',
    ...SPREAD.map(({ sum }) => sum),
  ],
  buckets: SPREAD.map(({ buckets }) => buckets),
  query: sql`
    with counting as materialized (
      select m.user_id, m.week, m.merged_at, m.repo_id, m.number, m.lines, m.unreviewed, m.reverted_at, m.authorship, ${counts} as counts,
        ${sql.join(SPREAD.map(({ of, sum, buckets }) => sql`${ofThose(of)} as ${sql.ref(sum)}, ${bucketOf(ofThose(of))} as ${sql.ref(buckets)}`))}
      from merged m
      left join deployed d on d.repo_id = m.repo_id and d.number = m.number
      left join worked x on x.account_id = m.account_id and x.repo_id = m.repo_id and x.number = m.number
    )
    select p.user_id, p.week, count(*) filter (where p.counts) as prs_merged, count(*) filter (where p.counts) as prs_cycled,
      count(*) filter (where p.lines > 0 and p.counts) as prs_sized,
      count(*) filter (where p.lines > 400 and p.counts) as prs_large,
      count(p.pickup_ln) as prs_picked_up,
      count(p.review_ln) as prs_reviewed,
      count(*) filter (where p.unreviewed and p.counts) as prs_unreviewed,
      count(*) filter (where p.reverted_at < p.merged_at + interval '14 days' and p.counts) as prs_reverted,
      count(*) filter (where p.authorship = 'agent') as prs_agent,
      count(*) filter (where p.authorship = 'assisted') as prs_assisted,
      count(p.authorship) as prs_authored,
      count(p.lead_ln) as prs_deployed,
      ${sql.join(SPREAD.map(spread))}
    from counting p
    group by p.user_id, p.week
  `,
}

/** What is told of the pull requests that count, and of no other. */
function ofThose(of: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${counts} then ${of} end`
}

function spread({ sum, buckets }: (typeof SPREAD)[number]): RawBuilder<unknown> {
  const bucket = sql.ref(`p.${buckets}`)
  // whole numbers below 2^53, which floating point adds exactly, and faster than `numeric`
  return sql`
    sum(${sql.ref(`p.${sum}`)}::float8) as ${sql.ref(sum)}, ${together(bucket, sql`p.merged_at, p.repo_id, p.number`)} as ${sql.ref(buckets)}
  `
}
