import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Erasing } from './erasure.ts'
import type { Identity } from './erasure-identity.ts'
import { accountsOf, type Held, type Person } from './erasure-plan.ts'
import * as weeks from './weeks.ts'

/** Marks the weeks of others that hang on the work of somebody who goes, such as by a revert or a deployment. */
export async function markOthers(tx: Db, { person, entry }: Erasing): Promise<void> {
  await run(
    tx,
    sql`update pull_requests t set changed_in = ${entry} where t.account_id in ${accountsOf(person)}`,
  )
  await weeks.markDirty(tx, entry)
}

/**
 * Leaves the reviews of somebody on the pull requests of others with one account a source that is nobody's, since whether
 * somebody else approved them is a fact about those. Gives how many.
 */
export async function keepNameless(tx: Db, { person, entry }: Erasing): Promise<number> {
  const theirs = accountsOf(person)
  await run(
    tx,
    sql`
      insert into accounts (source, key, name, link, created_in, changed_in)
      select distinct a.source, ${NAMELESS.toLowerCase()}, ${NAMELESS}, 'none', ${entry}::bigint, ${entry}::bigint
      from reviews r
      join accounts a on a.id = r.account_id
      where r.account_id in ${theirs}
      on conflict do nothing
    `,
  )
  return run(
    tx,
    sql`
      insert into reviews (account_id, repo_id, number, submitted_at, state, created_in, changed_in)
      select distinct on (n.id, r.repo_id, r.number, r.submitted_at) n.id, r.repo_id, r.number, r.submitted_at, r.state,
        ${entry}::bigint, ${entry}::bigint
      from reviews r
      join accounts a on a.id = r.account_id
      join accounts n on n.source = a.source and n.key = ${NAMELESS.toLowerCase()}
      where r.account_id in ${theirs} and not exists (
        select from pull_requests p
        where p.repo_id = r.repo_id and p.number = r.number and p.account_id in ${theirs}
      )
      order by n.id, r.repo_id, r.number, r.submitted_at, r.account_id
      on conflict do nothing
    `,
  )
}

const NAMELESS = 'Erased people'

/** Columns of rows of others that name a person, by table. */
const NAMED_IN: readonly [string, string][] = [
  ['teams', 'lead_id'],
  ['groups', 'owner_id'],
  ['deployments', 'account_id'],
  ['pipeline_runs', 'account_id'],
]

/** Takes a person out of what imports and merges would put back. Gives the rows that went. */
export async function emptyJournals(
  tx: Db,
  person: Person,
  journal: 'import_changes' | 'merge_changes',
): Promise<number> {
  const columns = journal === 'import_changes' ? ['before'] : ['before', 'after']
  for (const column of columns)
    for (const [table, field] of NAMED_IN)
      await run(
        tx,
        sql`
          update ${sql.table(journal)} c
          set ${sql.ref(column)} = c.${sql.ref(column)} || ${JSON.stringify({ [field]: null })}::jsonb
          where c.table_name = ${table} and ${isTheirs(sql`c.${sql.ref(column)}`, field, person)}
        `,
      )
  const about = columns.map((column) => isAbout(sql`c.${sql.ref(column)}`, person))
  return take(tx, journal, sql`coalesce(${sql.join(about, sql` or `)}, false)`, sql`c`)
}

const isTheirs = (row: RawBuilder<unknown>, field: string, person: Person) =>
  field === 'account_id'
    ? sql`(${row} ->> 'account_id')::bigint in ${accountsOf(person)}`
    : sql`(${row} ->> ${sql.lit(field)})::bigint = ${person.id}`

/** Whether a row as JSON, of the table that the entry `c` of a journal names, is about a person. */
const isAbout = (row: RawBuilder<unknown>, person: Person) => sql`coalesce(
  (${row} ->> 'user_id')::bigint = ${person.id}
  or (${row} ->> 'account_id')::bigint in ${accountsOf(person)}
  or c.table_name = 'users' and (${row} ->> 'id')::bigint = ${person.id}
  or c.table_name = 'accounts' and (${row} ->> 'id')::bigint in ${accountsOf(person)}
  or c.table_name = 'survey_answers' and ${row} ->> 'pseudonym' = any (${person.answered.map((it) => it.pseudonym)}::text[]),
  false
)`

/** Takes the person out of rows of others; gives how many. */
export async function clear(
  tx: Db,
  table: string,
  { clears = {} }: Held,
  { person, entry }: Erasing,
): Promise<number> {
  let rows = 0
  for (const [column, ids] of Object.entries(clears))
    rows += await run(
      tx,
      sql`
        update ${sql.table(table)} t set ${sql.ref(column)} = null, changed_in = ${entry}
        where t.${sql.ref(column)} in ${ids(person)}
      `,
    )
  return rows
}

/** Takes rows away; gives how many. */
export function take(
  tx: Db,
  table: string,
  rows: RawBuilder<unknown>,
  alias: RawBuilder<unknown> = sql`t`,
): Promise<number> {
  return run(tx, sql`delete from ${sql.table(table)} ${alias} where ${rows}`)
}

/** Empties what the audit log says of acts on a person, the erasure itself apart; that they were done stays. */
export function emptyEntries(tx: Db, { id }: Person, entry: number): Promise<number> {
  return run(
    tx,
    sql`
      update audit_log t set details = '{}'
      where t.object = ${`user:${id}`} and t.details <> '{}' and t.id <> ${entry}
    `,
  )
}

/** Forgets what sources told of a person that could not be used. */
export function forgetLeft(tx: Db, { emails, usernames, names }: Identity): Promise<number> {
  const known = [...emails, ...usernames, ...names.map((name) => name.toLowerCase())]
  return take(tx, 'source_left', sql`lower(t.about) = any (${known}::text[])`)
}

/** Gives repositories under a person's own name another one, by their number: what others did there stays. */
export function renameRepos(tx: Db, { usernames }: Identity): Promise<number> {
  const owner = sql`split_part(t.name, '/', 1)`
  return run(
    tx,
    sql`
      update repos t set name = 'erased-' || t.id || substr(t.name, length(${owner}) + 1)
      where strpos(t.name, '/') > 0 and lower(${owner}) = any (${usernames}::text[])
    `,
  )
}
