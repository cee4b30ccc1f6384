import { type RawBuilder, sql } from 'kysely'
import { type Db, one, run } from './db.ts'

/** Days around an instant within which its week may lie, whatever the person's time zone. */
const ZONES = sql`(values (interval '-14 hours'), (interval '14 hours'))`

/**
 * Marks the weeks of users whose numbers an act touches: by facts it wrote, by days it covers, by accounts it linked or
 * unlinked, by people whose employment it changed. To be called while its rows still stand: after an apply, before an undo.
 */
export async function markDirty(tx: Db, entry: number): Promise<void> {
  for (const touched of [...facts(entry), covered(entry), relinked(entry), people(entry)])
    await run(tx, sql`insert into dirty_weeks (user_id, week) ${touched} on conflict do nothing`)
}

/**
 * Marks all weeks of which a source speaks for the users in the table `touched`, as their accounts are linked at the moment;
 * when links change, to be called before and after. For acts that concern few people.
 */
export async function markTouched(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into dirty_weeks (user_id, week)
      select distinct a.user_id, w.week::date
      from touched t
      join accounts a on a.user_id = t.user_id
      join coverage c on c.source = a.source and c.subject <> 'accounts'
      cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
      on conflict do nothing
    `,
  )
}

/**
 * Marks all weeks of which a source speaks for the users whose days are counted in the zone of the organisation, for they
 * have none of their own. To be called when that zone is changed.
 */
export async function markZone(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into dirty_weeks (user_id, week)
      select distinct u.id, w.week::date
      from users u
      join accounts a on a.user_id = u.id
      join coverage c on c.source = a.source and c.subject <> 'accounts'
      cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
      where u.time_zone is null
      on conflict do nothing
    `,
  )
}

/** How many weeks of users wait to be computed anew. */
export async function dirty(db: Db): Promise<number> {
  return (await one(db, sql<{ n: number }>`select count(*) as n from dirty_weeks`)).n
}

function facts(entry: number): RawBuilder<unknown>[] {
  return [
    sql`
      select distinct a.user_id, date_trunc('week', (e.at at time zone 'UTC') + z.shift)::date
      from pull_requests p
      join accounts a on a.id = p.account_id
      cross join lateral (values (p.opened_at), (p.first_commit_at), (p.ready_at), (p.merged_at)) e(at)
      cross join ${ZONES} z(shift)
      where p.changed_in = ${entry} and a.user_id is not null and e.at is not null
    `,
    sql`
      select distinct a.user_id, date_trunc('week', (r.submitted_at at time zone 'UTC') + z.shift)::date
      from reviews r
      join accounts a on a.id = r.account_id
      cross join ${ZONES} z(shift)
      where r.changed_in = ${entry} and a.user_id is not null
    `,
    sql`
      select distinct a.user_id, date_trunc('week', d.day)::date
      from tool_days d
      join accounts a on a.id = d.account_id
      where d.changed_in = ${entry} and a.user_id is not null
    `,
  ]
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

function relinked(entry: number) {
  return sql`
    select distinct a.user_id, w.week::date
    from accounts a
    join coverage c on c.source = a.source and c.subject <> 'accounts'
    cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
    where a.linked_in = ${entry} and a.user_id is not null
  `
}

function people(entry: number) {
  return sql`
    select u.id, w.week::date
    from accounts a
    join users u on u.id = a.user_id
    join coverage c on c.source = a.source and c.subject <> 'accounts'
    cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
    where u.changed_in = ${entry}
    group by 1, 2
  `
}
