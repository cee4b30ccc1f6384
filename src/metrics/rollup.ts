import { type RawBuilder, sql } from 'kysely'
import { type Database, type Db, one, run, transaction } from '../store/db.ts'
import * as settings from '../store/settings.ts'

/** Weeks of users in a step: some seconds of work at most on the embedded database. */
const STEP = 10_000

/**
 * Computes the dirty weeks of users anew from the facts, a step a transaction, until none is left. The result depends on
 * the facts alone: a full rebuild gives the same bytes. `progress` gets the weeks done and those still to do.
 */
export async function rollup(
  { db }: Pick<Database, 'db'>,
  progress?: (done: number, left: number) => void,
): Promise<number> {
  let done = 0
  for (;;) {
    const { some, left } = await transaction(db, step)
    done += some
    if (some > 0) progress?.(done, left)
    if (some === 0 || left === 0) return done
  }
}

async function step(tx: Db): Promise<{ some: number; left: number }> {
  await run(
    tx,
    sql`
      create temp table batch on commit drop as
      with taken as (
        delete from dirty_weeks d
        where (d.user_id, d.week) in (
          select q.user_id, q.week from dirty_weeks q order by q.user_id, q.week limit ${STEP} for update skip locked
        )
        returning d.user_id, d.week
      )
      select t.user_id, t.week, coalesce(u.time_zone, ${settings.timeZone}) as zone, ${MASK_OF_EMPLOYMENT} as scheduled
      from taken t
      join users u on u.id = t.user_id
    `,
  )
  await run(tx, sql`analyze batch`)
  await run(
    tx,
    sql`
      create temp table persons on commit drop as
      select b.user_id, b.zone, min(b.week) as first, max(b.week) + 7 as last, a.id as account_id
      from batch b
      join accounts a on a.user_id = b.user_id and not a.bot
      group by b.user_id, b.zone, a.id
    `,
  )
  await run(tx, sql`analyze persons`)
  await run(
    tx,
    sql`delete from user_weeks w using batch b where w.user_id = b.user_id and w.week = b.week`,
  )
  await run(
    tx,
    sql`delete from user_tool_weeks w using batch b where w.user_id = b.user_id and w.week = b.week`,
  )
  await known(tx)
  await events(tx)
  await tools(tx)
  await weeks(tx)
  const { some, left } = await one(
    tx,
    sql<{ some: number; left: number }>`
      select (select count(*) from batch) as some, (select count(*) from dirty_weeks) as left
    `,
  )
  for (const table of ['batch', 'persons', 'known', 'merged', 'active'] as const)
    await run(tx, sql`drop table ${sql.table(table)}`)
  return { some, left }
}

/** The week in which a person's instant lies, by the person's clock. */
const WEEK_OF = (at: RawBuilder<unknown>) =>
  sql`date_trunc('week', ${at} at time zone o.zone)::date`

/** Whether an instant lies within the weeks of the batch that are the person's. */
const WITHIN = (at: RawBuilder<unknown>) =>
  sql`${at} >= o.first::timestamp at time zone o.zone and ${at} < o.last::timestamp at time zone o.zone`

/** Monday to Friday of a week as five bits, those from `from` on and before `to`. */
const mask = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>) => sql`(
  ((1 << case when ${to} >= t.week + 5 then 5 when ${to} <= t.week then 0 else ${to} - t.week end) - 1)
  & ~((1 << case when ${from} <= t.week then 0 when ${from} >= t.week + 5 then 5 else ${from} - t.week end) - 1)
)`

const MASK_OF_EMPLOYMENT = mask(
  sql`coalesce(u.start_date, '-infinity')`,
  sql`least(coalesce(u.end_date, 'infinity'), coalesce((u.deleted_at at time zone ${sql.lit('UTC')})::date, 'infinity'))`,
)

/** Which of the scheduled days are known, by subject and tool: an account at a source, and days that it covers. */
async function known(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table known on commit drop as
      select t.user_id, t.week, c.subject, c.tool, bit_or(${mask(sql`c.from_day`, sql`c.to_day`)}) & min(t.scheduled) as days
      from batch t
      join lateral (
        select distinct a.source from accounts a where a.user_id = t.user_id and not a.bot
      ) a on true
      join coverage c on c.source = a.source and c.subject <> 'accounts' and c.team_id is null
        and c.from_day < t.week + 7 and c.to_day > t.week
      where t.scheduled > 0
      group by t.user_id, t.week, c.subject, c.tool
    `,
  )
  await run(tx, sql`analyze known`)
}

/**
 * The merged pull requests of the batch with what counts of each. Left out: merges of one long-lived branch into
 * another, changes of no line, and a change with its revert when it was reverted within 48 hours.
 */
async function events(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table merged on commit drop as
      select o.user_id, ${WEEK_OF(sql`p.merged_at`)} as week, (p.merged_at at time zone o.zone)::date as day, p.account_id, p.repo_id, p.number, p.merged_at,
        greatest(extract(epoch from p.merged_at - coalesce(p.first_commit_at, p.opened_at)), 60) / 3600 as cycle_hours,
        p.additions + p.deletions as lines,
        case when p.first_review_at is not null then
          greatest(extract(epoch from p.first_review_at - coalesce(p.ready_at, p.opened_at)), 60) / 3600 end as pickup_hours,
        case when p.first_review_at is not null then
          greatest(extract(epoch from p.merged_at - p.first_review_at), 60) / 3600 end as review_hours,
        p.approved_at is null as unreviewed,
        (
          select min(r.merged_at) from pull_requests r
          where p.title is not null and r.repo_id = p.repo_id and r.title = 'Revert "' || p.title || '"'
            and r.title like 'Revert "%' and r.merged_at >= p.merged_at
        ) as reverted_at,
        p.title like 'Revert "%' and exists (
          select from pull_requests r
          where r.repo_id = p.repo_id and r.title = substr(p.title, 9, length(p.title) - 9)
            and r.merged_at <= p.merged_at and r.merged_at > p.merged_at - interval '48 hours'
        ) as reverts_soon
      from persons o
      join pull_requests p on p.account_id = o.account_id and ${WITHIN(sql`p.merged_at`)}
      where coalesce(p.additions + p.deletions, 1) > 0
        and coalesce(p.head_branch !~ '^(main|master|develop|trunk|release/.*)$', true)
    `,
  )
  await run(
    tx,
    sql`delete from merged m where m.reverts_soon or m.reverted_at < m.merged_at + interval '48 hours'`,
  )
  // a merge on a working day that is not known must not count, for the day itself does not
  await run(
    tx,
    sql`
      delete from merged m
      where m.day - m.week < 5 and not exists (
        select from known k
        where k.user_id = m.user_id and k.week = m.week and k.subject = 'pull_requests'
          and (k.days >> (m.day - m.week)) & 1 = 1
      )
    `,
  )
}

/** Days of use of each tool, of those that are known. A login alone, or less than five minutes, is no use. */
async function tools(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table active on commit drop as
      select o.user_id, date_trunc('week', d.day)::date as week, d.tool, d.day, sum(d.minutes) as minutes
      from persons o
      join tool_days d on d.account_id = o.account_id and d.day >= o.first and d.day < o.last
      group by o.user_id, d.tool, d.day
      having coalesce(sum(d.minutes) >= 5, true) or sum(d.actions) >= 1
    `,
  )
  await run(
    tx,
    sql`
      insert into user_tool_weeks (user_id, week, tool, known_days, active_days, minutes)
      select k.user_id, k.week, k.tool, bit_count(k.days::bit(5)),
        count(distinct x.day) filter (where (k.days >> (x.day - k.week)) & 1 = 1), coalesce(sum(x.minutes), 0)
      from known k
      left join active x on x.user_id = k.user_id and x.week = k.week and x.tool = k.tool
      where k.subject = 'tool_days' and k.days > 0
      group by k.user_id, k.week, k.tool, k.days
    `,
  )
}

async function weeks(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_weeks (
        user_id, week, scheduled_days, code_days, prs_merged, prs_cycled, cycle_ln, prs_sized, size_ln, prs_large,
        prs_picked_up, pickup_ln, prs_reviewed, review_ln, prs_unreviewed, prs_reverted, review_days, reviews_given,
        coding_days, prs_opened
      )
      with facts as (
        select m.user_id, m.week, count(*) as prs_merged, ${LN('m.cycle_hours')} as cycle_ln,
          count(*) filter (where m.lines > 0) as prs_sized, ${LN('m.lines')} as size_ln,
          count(*) filter (where m.lines > 400) as prs_large,
          count(m.pickup_hours) as prs_picked_up, ${LN('m.pickup_hours')} as pickup_ln,
          count(m.review_hours) as prs_reviewed, ${LN('m.review_hours')} as review_ln,
          count(*) filter (where m.unreviewed) as prs_unreviewed,
          count(*) filter (where m.reverted_at < m.merged_at + interval '14 days') as prs_reverted
        from merged m
        group by m.user_id, m.week
      ),
      given as (
        select o.user_id, ${WEEK_OF(sql`r.submitted_at`)} as week,
          count(distinct (r.repo_id, r.number, (r.submitted_at at time zone o.zone)::date)) as reviews_given
        from persons o
        join reviews r on r.account_id = o.account_id and ${WITHIN(sql`r.submitted_at`)}
        where not exists (
          select from pull_requests p
          join accounts a on a.id = p.account_id
          where p.repo_id = r.repo_id and p.number = r.number and a.user_id = o.user_id
        )
        group by 1, 2
      ),
      seen as (
        select o.user_id, ${WEEK_OF(sql`e.at`)} as week, (e.at at time zone o.zone)::date as day, e.opened
        from persons o
        join pull_requests p on p.account_id = o.account_id
        cross join lateral (
          values (p.opened_at, true), (p.first_commit_at, false), (p.ready_at, false), (p.merged_at, false)
        ) e(at, opened)
        where ${WITHIN(sql`e.at`)}
        union all
        select x.user_id, x.week, x.day, false from active x
      ),
      coded as (
        select s.user_id, s.week, count(*) filter (where s.opened) as prs_opened,
          bit_or(case when s.day - s.week < 5 then 1 << (s.day - s.week) else 0 end) as days
        from seen s
        group by s.user_id, s.week
      )
      select b.user_id, b.week, bit_count(b.scheduled::bit(5)), n.code_days,
        n.known * coalesce(f.prs_merged, 0), n.known * coalesce(f.prs_merged, 0), n.known * coalesce(f.cycle_ln, 0),
        n.known * coalesce(f.prs_sized, 0), n.known * coalesce(f.size_ln, 0), n.known * coalesce(f.prs_large, 0),
        n.known * coalesce(f.prs_picked_up, 0), n.known * coalesce(f.pickup_ln, 0),
        n.known * coalesce(f.prs_reviewed, 0), n.known * coalesce(f.review_ln, 0),
        n.known * coalesce(f.prs_unreviewed, 0), n.known * coalesce(f.prs_reverted, 0),
        n.review_days, n.reviewing * coalesce(g.reviews_given, 0),
        bit_count((n.days & coalesce(c.days, 0))::bit(5)), n.known * coalesce(c.prs_opened, 0)
      from batch b
      join (
        select k.user_id, k.week,
          bit_or(k.days) filter (where k.subject = 'pull_requests') as days,
          nullif(bit_count((bit_or(k.days) filter (where k.subject = 'pull_requests'))::bit(5)), 0) as code_days,
          nullif(bit_count((bit_or(k.days) filter (where k.subject = 'reviews'))::bit(5)), 0) as review_days,
          case when bit_or(k.days) filter (where k.subject = 'pull_requests') > 0 then 1 end as known,
          case when bit_or(k.days) filter (where k.subject = 'reviews') > 0 then 1 end as reviewing
        from known k
        where k.days > 0
        group by k.user_id, k.week
      ) n on n.user_id = b.user_id and n.week = b.week
      left join facts f on f.user_id = b.user_id and f.week = b.week
      left join given g on g.user_id = b.user_id and g.week = b.week
      left join coded c on c.user_id = b.user_id and c.week = b.week
      where b.scheduled > 0
    `,
  )
}

/** The sum of natural logarithms as whole billionths: exact, whatever the order of adding. */
function LN(column: string) {
  return sql`sum(round(ln(nullif(${sql.ref(column)}, 0)) * 1e9)::bigint)`
}
