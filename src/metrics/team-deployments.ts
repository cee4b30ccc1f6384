import { sql } from 'kysely'
import { type Db, run } from '../store/db.ts'

/*
 * Deployments of the services in the table `served` (service_id, key, zone), as the weeks of teams count them.
 */

/** One after another, whatever was written first. */
const IN_ORDER = sql`order by d.at, d.source collate "C", d.external_id collate "C"`

/**
 * Opens the table `reached`: what reached production, with whether it counts as a deployment. The same commit once more within
 * an hour does not, nor does a rollback: a commit that was in production before, after another one.
 */
export function openReached(tx: Db): Promise<number> {
  return run(
    tx,
    sql`
      create temp table reached on commit drop as
      with d as materialized (
        select s.service_id, d.source, d.external_id, d.at, (d.at at time zone s.zone)::date as day, d.commit,
          d.status = 'rolled_back' as undone
        from served s
        join deployments d on lower(d.service) = s.key
        where d.production and d.status in ('success', 'rolled_back')
      ),
      artefacts as materialized (
        select d.service_id, d.source, d.external_id,
          lag(d.at) over (partition by d.service_id, d.commit ${IN_ORDER}) >= d.at - interval '1 hour' as repeated,
          lag(d.at) over (partition by d.service_id, d.commit ${IN_ORDER}) is not null
            and lag(d.commit) over (partition by d.service_id ${IN_ORDER}) <> d.commit as rolls_back
        from d
        where d.commit is not null
      )
      select d.service_id, d.source, d.external_id, d.at, d.day, d.undone, coalesce(a.rolls_back, false) as rolls_back,
        not coalesce(a.repeated or a.rolls_back, false) as counts
      from d
      left join artefacts a on a.service_id = d.service_id and a.source = d.source and a.external_id = d.external_id
    `,
  )
}

/**
 * Opens the table `failed`: the deployments that an incident or a rollback followed within seven days, with when that was
 * mended: when the last of its incidents was mitigated, else at the rollback; null while it is not. An incident of which nobody
 * says what caused it falls to the last deployment before it.
 */
export async function openFailed(tx: Db): Promise<void> {
  await run(tx, sql`create index on reached (service_id, at) where counts`)
  await run(tx, sql`analyze reached`)
  await run(
    tx,
    sql`
      create temp table failed on commit drop as
      with trouble as (
        select s.service_id, coalesce(c.at, i.opened_at) as after, i.opened_at as at, i.mitigated_at, true as incident
        from incidents i
        join served s on s.key = lower(i.service)
        left join reached c on c.service_id = s.service_id and c.external_id = i.caused_by
        where i.caused_by is null or c.at is not null
        union all
        select r.service_id, r.at, r.at, r.at, false from reached r where r.rolls_back
      )
      select l.service_id, l.source, l.external_id,
        case
          when not bool_or(t.incident) then min(t.at)
          when bool_and(t.mitigated_at is not null) then max(t.mitigated_at) filter (where t.incident)
          else min(t.at) filter (where not t.incident)
        end as recovered_at
      from trouble t
      cross join lateral (
        select d.service_id, d.source, d.external_id, d.at
        from reached d
        where d.service_id = t.service_id and d.counts and d.at <= t.after
        order by d.at desc, d.source collate "C" desc, d.external_id collate "C" desc
        limit 1
      ) l
      where t.at <= l.at + interval '7 days'
      group by l.service_id, l.source, l.external_id
    `,
  )
}
