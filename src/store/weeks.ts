import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import { takeAway } from './unstored.ts'
import { byDirectory, byFacts } from './weeks-of-acts.ts'

/**
 * Marks the weeks of users whose numbers an act touches: by facts it wrote, by days it covers, by accounts it linked or
 * unlinked, by people whose employment or schedule it changed. To be called while its rows still stand: after an apply, before an undo.
 */
export async function markDirty(tx: Db, entry: number): Promise<void> {
  for (const touched of [...byFacts(entry), ...byDirectory(entry)])
    await run(tx, sql`insert into dirty_weeks (user_id, week) ${touched} on conflict do nothing`)
  await takeAway(tx, { journals: false })
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
  await takeAway(tx, { journals: false })
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

/**
 * Marks all weeks of users. To be called when what all schedules hang on is changed: the attribute that names the country, or
 * the country by default.
 */
export async function markAll(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into dirty_weeks (user_id, week)
      select distinct a.user_id, w.week::date
      from accounts a
      join coverage c on c.source = a.source and c.subject <> 'accounts'
      cross join lateral generate_series(date_trunc('week', c.from_day), c.to_day - 1, interval '7 days') w(week)
      where a.user_id is not null
      on conflict do nothing
    `,
  )
}

/** How many weeks of users wait to be computed anew. */
export async function dirty(db: Db): Promise<number> {
  return (await one(db, sql<{ n: number }>`select count(*) as n from dirty_weeks`)).n
}
