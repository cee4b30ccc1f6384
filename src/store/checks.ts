import { sql } from 'kysely'
import { type Db, one } from './db.ts'

/** What the checks of an installation are made of, counted at one moment. */
export interface Counted {
  users: number
  dirty_weeks: number
  /** Accounts that are no bots, and those of them that wait for a person. */
  accounts: number
  unlinked: number
  /** Names of sources whose last run failed, and of those that have had none for a week though they have a schedule. */
  failing: string[]
  silent: string[]
  /** Sources and subjects with days of which nobody speaks between days of which somebody does. */
  gaps: { source: string; subject: string; days: number }[]
  /** Whether there are secrets that need the key of the installation. */
  sealed: boolean
  /** Jobs of the queue that failed within a week; null: there is no queue yet. */
  failed_jobs: number | null
  /** Bytes of the database. */
  bytes: number
}

/** Counts what the checks need. */
export async function count(db: Db): Promise<Counted> {
  const { queue } = await one(
    db,
    sql<{ queue: boolean }>`select to_regclass('pgboss.job') is not null as queue`,
  )
  const counted = await one(
    db,
    sql<Omit<Counted, 'failed_jobs' | 'gaps'>>`
      with last as (
        select distinct on (y.source_id) y.source_id, y.status, y.started_at
        from syncs y order by y.source_id, y.id desc
      ),
      reading as (
        select s.name, s.schedule, s.created_in, l.status, l.started_at
        from sources s
        left join last l on l.source_id = s.id
        where s.removed_at is null and not s.paused
      )
      select (select count(*) from users u where u.deleted_at is null) as users,
        (select count(*) from dirty_weeks) as dirty_weeks,
        (select count(*) from accounts a where not a.bot) as accounts,
        (select count(*) from accounts a where not a.bot and a.user_id is null and a.link is null) as unlinked,
        (select coalesce(array_agg(r.name order by r.name), '{}') from reading r where r.status = 'failed') as failing,
        (
          select coalesce(array_agg(r.name order by r.name), '{}') from reading r
          where r.schedule is not null and r.started_at < now() - interval '7 days'
        ) as silent,
        exists (select from sources s where s.secret <> '') or exists (select from survey_keys) as sealed,
        pg_database_size(current_database()) as bytes
    `,
  )
  return { ...counted, gaps: await gaps(db), failed_jobs: queue ? await failedJobs(db) : null }
}

async function gaps(db: Db): Promise<Counted['gaps']> {
  const { found } = await one(
    db,
    sql<{ found: Counted['gaps'] }>`
      with spans as (
        select c.source, c.subject, c.tool, range_agg(daterange(c.from_day, c.to_day)) as days
        from coverage c
        where c.team_id is null and c.subject <> 'accounts'
        group by c.source, c.subject, c.tool
      ),
      holes as (
        select s.source, s.subject, upper(g.hole) - lower(g.hole) as days
        from spans s
        cross join lateral unnest(datemultirange(range_merge(s.days)) - s.days) g(hole)
      )
      select coalesce(jsonb_agg(jsonb_build_object('source', h.source, 'subject', h.subject, 'days', h.days)
        order by h.source, h.subject), '[]') as found
      from (select o.source, o.subject, sum(o.days) as days from holes o group by o.source, o.subject) h
    `,
  )
  return found
}

async function failedJobs(db: Db): Promise<number> {
  const { n } = await one(
    db,
    sql<{ n: number }>`
      select count(*) as n from pgboss.job j
      where j.state::text = 'failed' and j.created_on > now() - interval '7 days'
    `,
  )
  return n
}
