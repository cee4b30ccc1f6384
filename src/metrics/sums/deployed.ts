import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { lnOf } from '../buckets.ts'

/** Days after a merge within which a deployment is looked for. */
export const DEPLOYED_WITHIN_DAYS = 90

/**
 * Opens the table `deployed` (repo_id, number, lead_ln): those of the table `merged` that reached production, with the logarithm
 * of the hours from their first commit to the first successful deployment that holds them. A deployment of the commit that a pull request
 * became holds it, and all that was merged into the same branch before.
 */
export async function openDeployed(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table landed on commit drop as
      select p.repo_id, p.base_branch, p.merged_at, d.at
      from deployments d
      join pull_requests p on p.merge_commit = d.commit
      join repos r on r.id = p.repo_id and r.source = d.source
      where d.production and d.status = 'success' and p.merged_at is not null
        and p.repo_id in (select m.repo_id from merged m)
    `,
  )
  await run(tx, sql`create index on landed (repo_id, at)`)
  await run(
    tx,
    sql`
      create temp table deployed on commit drop as
      select m.repo_id, m.number, ${lnOf(sql`greatest(date_part('epoch', l.at - m.begun_at), 60) / 3600`)} as lead_ln
      from merged m
      cross join lateral (
        select min(l.at) as at
        from landed l
        where l.repo_id = m.repo_id and l.base_branch is not distinct from m.base_branch and l.merged_at >= m.merged_at
          and l.at >= m.merged_at and l.at < m.merged_at + ${sql.lit(`${DEPLOYED_WITHIN_DAYS} days`)}::interval
      ) l
      where l.at is not null
    `,
  )
  await run(tx, sql`drop table landed`)
  await run(tx, sql`analyze deployed`)
}
