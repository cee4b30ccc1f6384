import { sql } from 'kysely'
import { keyOf } from './accounts.ts'
import { type Db, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * All works on the table `staged` of an import of pull requests, with the columns `STAGED`.
 */

const COLUMNS = [
  'account_id',
  'title',
  'base_branch',
  'head_branch',
  'draft',
  'opened_at',
  'first_commit_at',
  'ready_at',
  'first_review_at',
  'approved_at',
  'merged_at',
  'closed_at',
  'additions',
  'deletions',
  'changed_files',
  'authorship',
  'merge_commit',
] as const

const FACT = sql`f(
  title text, base_branch text, head_branch text, draft boolean, opened_at timestamptz, first_commit_at timestamptz,
  ready_at timestamptz, first_review_at timestamptz, approved_at timestamptz, merged_at timestamptz,
  closed_at timestamptz, additions int, deletions int, changed_files int, authorship text, merge_commit text
)`

/** Columns of a staged line, from its fact. */
export const STAGED = sql`,
  r.fact->>'repo' as repo, (r.fact->>'number')::int as number, null::bigint as repo_id,
  ${keyOf(sql`(r.fact->'account')`)} as account_key`

/** Gives each staged line its repository, which is created where missing, and its account. */
export async function placeStaged(tx: Db, { entry, source }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into repos (source, name, created_in, changed_in)
      select distinct ${source}, s.repo, ${entry}::bigint, ${entry}::bigint from staged s where s.code is null
      on conflict do nothing
    `,
  )
  await run(tx, sql`analyze repos`)
  await run(
    tx,
    sql`
      update staged s
      set repo_id = r.id, account_id = a.id, user_id = a.user_id
      from repos r, staged_accounts sa
      join accounts a on a.id = sa.account_id
      where s.code is null and r.source = ${source} and r.name = s.repo and sa.key = s.account_key
    `,
  )
}

/** Of several lines about the same pull request the last one counts; the others change nothing. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'duplicate'
      from (
        select s.repo, s.number, max(s.line) as last from staged s group by s.repo, s.number having count(*) > 1
      ) d
      where d.repo = s.repo and d.number = s.number and s.line < d.last
    `,
  )
}

/** Creates and changes pull requests as the staged lines state them. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  const columns = sql.join(COLUMNS.map((c) => sql.ref(c)))
  const values = sql.join(
    COLUMNS.map((c) =>
      c === 'account_id'
        ? sql`s.account_id`
        : c === 'draft'
          ? sql`coalesce(f.draft, false)`
          : sql.ref(`f.${c}`),
    ),
  )
  await run(
    tx,
    sql`
      insert into pull_requests (repo_id, number, ${columns}, created_in, changed_in)
      select s.repo_id, s.number, ${values}, ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      join staged_facts sf on sf.line = s.line
      cross join lateral jsonb_to_record(sf.fact) as ${FACT}
      where s.code is null and not exists (
        select from pull_requests p where p.repo_id = s.repo_id and p.number = s.number
      )
    `,
  )
  await change(tx, by, {
    table: 'pull_requests',
    keys: ['repo_id', 'number'],
    columns: COLUMNS,
    wanted: sql`
      select p.repo_id, p.number, s.account_id, coalesce(f.title, p.title) as title,
        coalesce(f.base_branch, p.base_branch) as base_branch, coalesce(f.head_branch, p.head_branch) as head_branch,
        coalesce(f.draft, p.draft) as draft, f.opened_at, coalesce(f.first_commit_at, p.first_commit_at) as first_commit_at,
        coalesce(f.ready_at, p.ready_at) as ready_at, coalesce(f.first_review_at, p.first_review_at) as first_review_at,
        coalesce(f.approved_at, p.approved_at) as approved_at, coalesce(f.merged_at, p.merged_at) as merged_at,
        coalesce(f.closed_at, p.closed_at) as closed_at, coalesce(f.additions, p.additions) as additions,
        coalesce(f.deletions, p.deletions) as deletions, coalesce(f.changed_files, p.changed_files) as changed_files,
        coalesce(f.authorship, p.authorship) as authorship, coalesce(f.merge_commit, p.merge_commit) as merge_commit
      from staged s
      join pull_requests p on p.repo_id = s.repo_id and p.number = s.number
      join staged_facts sf on sf.line = s.line
      cross join lateral jsonb_to_record(sf.fact) as ${FACT}
      where s.code is null and p.created_in <> ${by.entry}
    `,
  })
  await run(
    tx,
    sql`
      update staged s
      set created = p.created_in = ${by.entry}, changed = p.created_in <> ${by.entry}
      from pull_requests p
      where p.repo_id = s.repo_id and p.number = s.number and p.changed_in = ${by.entry} and s.code is null
    `,
  )
}

/** Days that the staged pull requests speak of: from the first merge to the last event; null when nothing was merged. */
export function spanStaged(tx: Db): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`
      select min(p.merged_at at time zone 'UTC')::date as from_day,
        max(greatest(p.opened_at, p.merged_at, p.closed_at) at time zone 'UTC')::date + 1 as to_day
      from staged s
      join pull_requests p on p.repo_id = s.repo_id and p.number = s.number
      where s.code is null
    `,
  )
}
