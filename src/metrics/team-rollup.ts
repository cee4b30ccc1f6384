import { sql } from 'kysely'
import { type Database, type Db, one, run, transaction } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import { bucketOf, together } from './buckets.ts'
import { openFailed, openReached } from './team-deployments.ts'

/** Weeks of teams in a step. */
const STEP = 10_000

/**
 * Computes the dirty weeks of teams anew from the deployments and incidents of their services, a step a transaction, until
 * none is left; gives how many. The result depends on the facts alone: a full rebuild gives the same bytes.
 */
export async function teamRollup({ db }: Pick<Database, 'db'>): Promise<number> {
  let done = 0
  for (;;) {
    const some = await transaction(db, step)
    done += some
    if (some < STEP) return done
  }
}

async function step(tx: Db): Promise<number> {
  const some = await take(tx)
  if (some > 0) {
    await openReached(tx)
    await openFailed(tx)
    await openOwned(tx)
    await write(tx)
    for (const table of ['reached', 'failed', 'owned', 'served'] as const)
      await run(tx, sql`drop table ${sql.table(table)}`)
  }
  await run(tx, sql`drop table batch`)
  return some
}

/** Takes weeks off the queue into the table `batch`, and opens `served`: the services of their teams by each of their names. */
async function take(tx: Db): Promise<number> {
  await run(
    tx,
    sql`
      create temp table batch on commit drop as
      with taken as (
        delete from dirty_team_weeks d
        where (d.team_id, d.week) in (
          select q.team_id, q.week from dirty_team_weeks q order by q.team_id, q.week limit ${STEP} for update skip locked
        )
        returning d.team_id, d.week
      )
      select t.team_id, t.week from taken t
    `,
  )
  const { some } = await one(tx, sql<{ some: number }>`select count(*) as some from batch`)
  if (some === 0) return 0
  await run(
    tx,
    sql`delete from team_weeks w using batch b where w.team_id = b.team_id and w.week = b.week`,
  )
  await run(
    tx,
    sql`
      create temp table served on commit drop as
      select n.service_id, n.key, ${settings.timeZone} as zone
      from service_names n
      where n.service_id in (
        select o.service_id from service_owners o where o.team_id in (select b.team_id from batch b)
      )
    `,
  )
  await run(tx, sql`analyze batch, served`)
  return some
}

/** Opens the table `owned`: the known days of each service, by the team whose it was on the day. */
function openOwned(tx: Db): Promise<number> {
  return run(
    tx,
    sql`
      create temp table owned on commit drop as
      with known as materialized (
        select f.service_id, range_agg(daterange(greatest(c.from_day, f.first), c.to_day)) as days
        from (select r.service_id, r.source, min(r.day) as first from reached r group by r.service_id, r.source) f
        join coverage c on c.source = f.source and c.subject = 'deployments' and c.to_day > f.first
        group by f.service_id
      )
      select distinct b.team_id, b.week, o.service_id, b.week + n.day as day
      from batch b
      join service_owners o on o.team_id = b.team_id and o.valid_from < b.week + 7 and o.valid_to > b.week
      join known k on k.service_id = o.service_id
      cross join generate_series(0, 6) n(day)
      where b.week + n.day >= o.valid_from and b.week + n.day < o.valid_to and k.days @> b.week + n.day
    `,
  )
}

function write(tx: Db): Promise<number> {
  return run(
    tx,
    sql`
      insert into team_weeks (
        team_id, week, service_days, deployments, deployments_judged, deployments_failed, recoveries, recovery_ln,
        recovery, deployments_traced, deployments_fixing
      )
      with told as materialized (
        select coalesce(range_agg(daterange(c.from_day, c.to_day)) filter (where c.subject = 'incidents'), '{}') as incidents,
          coalesce(range_agg(daterange(c.from_day, c.to_day)) filter (where c.subject = 'fixes'), '{}') as fixes
        from coverage c
      ),
      fixes as materialized (
        select distinct s.service_id, i.fixed_by as external_id
        from incidents i
        join served s on s.key = lower(i.service)
        where i.fixed_by is not null
      ),
      counted as materialized (
        select r.service_id, r.day, f.service_id is not null or r.undone as failed,
          case
            when f.recovered_at is not null
            then round(ln(greatest(extract(epoch from f.recovered_at - r.at), 60) / 3600) * 1e9)::bigint
          end as recovery_ln,
          told.fixes @> r.day as traced,
          told.incidents @> daterange(r.day, r.day + 8) as judged, x.service_id is not null as fixing
        from reached r
        cross join told
        left join failed f on f.service_id = r.service_id and f.source = r.source and f.external_id = r.external_id
        left join fixes x on x.service_id = r.service_id and x.external_id = r.external_id
        where r.counts
      )
      select o.team_id, o.week, count(distinct (o.service_id, o.day)), count(c.day),
        count(*) filter (where c.judged), count(*) filter (where c.judged and c.failed),
        count(c.recovery_ln) filter (where c.judged and c.failed),
        coalesce(sum(c.recovery_ln) filter (where c.judged and c.failed), 0),
        ${together(bucketOf(sql`c.recovery_ln`), sql`c.recovery_ln`)} filter (where c.judged and c.failed),
        count(*) filter (where c.traced), count(*) filter (where c.traced and c.fixing)
      from owned o
      left join counted c on c.service_id = o.service_id and c.day = o.day
      group by o.team_id, o.week
    `,
  )
}
