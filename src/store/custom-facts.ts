import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Works on the table `staged` of an import of facts of custom metrics, with the columns `STAGED`.
 */

/** Columns of a staged line, from its fact. */
export const STAGED: RawBuilder<unknown> = sql`,
  lower(r.fact->>'metric') as metric, lower(r.fact->>'email') as email, (r.fact->>'day')::date as day,
  (r.fact->>'num')::numeric as num, (r.fact->>'den')::numeric as den, null::bigint as metric_id`

/** Finds the metric of each staged line; refuses those of none, of one that is made of events, and ratios without a whole. */
export async function placeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set metric_id = m.id
      from custom_metrics m
      where m.key = s.metric and m.event_name is null
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set code = 'invalid_value', message = case
        when exists (select from custom_metrics m where m.key = s.metric)
          then 'The metric "' || s.metric || '" is made of events; its numbers come from their source.'
        else 'There is no metric "' || s.metric || '" of your own; make it with metrics.create first.'
      end
      where s.metric_id is null
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set code = 'missing_field', message = 'The metric "' || s.metric || '" is a ratio: the line needs den beside num.'
      from custom_metrics m
      where m.id = s.metric_id and m.code = 'R' and s.den is null
    `,
  )
}

/** The metrics of the staged lines. */
export function metricsOfStaged(tx: Db): Promise<{ id: number; key: string }[]> {
  return many(
    tx,
    sql`
      select distinct s.metric_id as id, s.metric as key from staged s where s.code is null order by s.metric_id
    `,
  )
}

/** Of several lines about the same person, metric and day the last one counts; the others change nothing. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'duplicate'
      from (
        select s.line, row_number() over (partition by s.metric_id, s.account_id, s.day order by s.line desc) as n
        from staged s
        where s.code is null
      ) d
      where d.line = s.line and d.n > 1
    `,
  )
}

/** Creates and changes the facts as staged. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into custom_facts (account_id, metric_id, day, num, den, created_in, changed_in)
      select s.account_id, s.metric_id, s.day, s.num, s.den, ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      where s.code is null
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'custom_facts',
    keys: ['account_id', 'metric_id', 'day'],
    columns: ['num', 'den'],
    wanted: sql`
      select s.account_id, s.metric_id, s.day, s.num, s.den
      from staged s
      join custom_facts f on f.account_id = s.account_id and f.metric_id = s.metric_id and f.day = s.day
      where s.code is null and f.created_in <> ${by.entry}
    `,
  })
  await run(
    tx,
    sql`
      update staged s set created = f.created_in = ${by.entry}, changed = f.created_in <> ${by.entry}
      from custom_facts f
      where f.account_id = s.account_id and f.metric_id = s.metric_id and f.day = s.day and f.changed_in = ${by.entry}
        and s.code is null
    `,
  )
}

/** Days that the staged lines of a metric speak of; null when there are none. */
export function spanStaged(
  tx: Db,
  metric_id: number,
): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`
      select min(s.day) as from_day, max(s.day) + 1 as to_day from staged s where s.code is null and s.metric_id = ${metric_id}
    `,
  )
}
