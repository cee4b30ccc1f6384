import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'

/** Tables of facts of accounts: what is about people of whom nothing is stored goes. */
export const FACTS = [
  'pull_requests',
  'reviews',
  'tool_days',
  'workspace_starts',
  'events',
  'absences',
  'calendar_busy',
  'custom_facts',
] as const

/** Tables of facts of services, which stay, and forget whose account it was. */
export const UNNAMED = ['deployments', 'pipeline_runs'] as const

/** Tables of what is computed of people, or waits to be. */
export const COMPUTED = [
  'user_weeks',
  'user_week_buckets',
  'user_tool_weeks',
  'user_periods',
  'user_period_buckets',
  'user_week_custom',
  'usage_weeks',
  'dirty_weeks',
  'dirty_custom_weeks',
] as const

/** Rows that went, by table. */
export interface Removed {
  table: string
  rows: number
}

/**
 * The ids of the people of whom nothing is stored but their entry in the directory: those who have, now or later, one of the
 * values that the setting `no_person_storage` names.
 */
export const UNSTORED: RawBuilder<number> = sql`(
  select ua.user_id
  from settings s
  join attributes a on lower(a.name) = lower(s.value ->> 'attribute')
  join user_attributes ua on ua.attribute_id = a.id and s.value -> 'values' @> to_jsonb(ua.value)
  where s.key = 'no_person_storage' and ua.valid_from < ua.valid_to and ua.valid_to > current_date
)`

/**
 * Takes away what is stored of people of whom nothing is to be: facts, weeks, and when their accounts were last seen. To be
 * called before a transaction ends that wrote facts or weeks, linked accounts or changed values, so that none of it is ever
 * committed. `journals` takes their facts out of the lines and journals of imports too.
 */
export async function takeAway(tx: Db, { journals }: { journals: boolean }): Promise<Removed[]> {
  const { any } = await one(tx, sql<{ any: boolean }>`select exists ${UNSTORED} as any`)
  if (!any) return []
  const accounts = sql`(select a.id from accounts a where a.user_id in ${UNSTORED})`
  const of = (table: string, column: string, ids: RawBuilder<unknown>) =>
    sql`delete from ${sql.table(table)} t where t.${sql.ref(column)} in ${ids}`
  const removed: Removed[] = []
  const note = async (table: string, statement: RawBuilder<unknown>) => {
    const rows = await run(tx, statement)
    if (rows > 0) removed.push({ table, rows })
  }
  for (const table of FACTS) await note(table, of(table, 'account_id', accounts))
  for (const table of COMPUTED) await note(table, of(table, 'user_id', UNSTORED))
  for (const table of UNNAMED)
    await run(
      tx,
      sql`update ${sql.table(table)} t set account_id = null where t.account_id in ${accounts}`,
    )
  await run(
    tx,
    sql`
      update accounts a set last_seen_at = null
      where a.user_id in ${UNSTORED} and a.last_seen_at is not null
    `,
  )
  if (journals) await emptyJournals(accounts, note)
  return removed
}

async function emptyJournals(
  accounts: RawBuilder<unknown>,
  note: (table: string, statement: RawBuilder<unknown>) => Promise<void>,
): Promise<void> {
  await note(
    'import_changes',
    sql`
      delete from import_changes c
      where c.table_name = any (${[...FACTS]}::text[]) and (c.before ->> 'account_id')::bigint in ${accounts}
    `,
  )
  const theirs = (column: string) => sql`
    (i.source, lower(r.fact #>> ${sql.lit(`{account,${column}}`)})) in (
      select a.source, lower(a.${sql.ref(column)}) from accounts a
      where a.user_id in ${UNSTORED} and a.${sql.ref(column)} is not null
    )
  `
  await note(
    'import_rows',
    sql`
      update import_rows r set fact = '{}', raw = null
      from imports i
      where i.id = r.import_id and i.kind not in ('people', 'teams', 'tool_users')
        and (${theirs('username')} or ${theirs('email')} or ${theirs('external_id')})
    `,
  )
}

/** The levels of use of tools of these people, which are computed of facts that are gone. Gives the users, for their documents. */
export async function takeLevels(tx: Db): Promise<number[]> {
  const rows = await many(
    tx,
    sql<{ user_id: number }>`
      delete from user_attributes ua
      using usage_tools t
      where ua.attribute_id in (t.usage_attribute_id, t.adopted_attribute_id) and ua.user_id in ${UNSTORED}
      returning ua.user_id
    `,
  )
  return [...new Set(rows.map(({ user_id }) => user_id))]
}
