import { sql } from 'kysely'
import * as accounts from '../../store/accounts.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as pullRequests from '../../store/pull-requests.ts'
import * as reviews from '../../store/reviews.ts'
import type { Applying } from './apply.ts'
import { linkStaged } from './link.ts'

const COLUMNS = sql`, r.fact->>'repo' as repo, (r.fact->>'number')::int as number, null::bigint as repo_id`

/** Pull requests with the reviews that came with them. */
export async function applyPullRequests(tx: Db, applying: Applying): Promise<void> {
  const { id, by } = applying
  await imports.openStaged(tx, id, COLUMNS)
  await pullRequests.dedupeStaged(tx)
  await accounts.openStaged(
    tx,
    by.source,
    refs(sql`
      select s.fact->'account' as ref from staged s where s.code is null
      union all
      select v.review->'account' from staged s
      cross join lateral jsonb_array_elements(s.fact->'reviews') v(review)
      where s.code is null and s.fact ? 'reviews'
    `),
  )
  await linkStaged(tx, applying)
  await pullRequests.repoStaged(tx, by)
  await assignAccounts(tx)
  await pullRequests.upsertStaged(tx, by)
  await run(
    tx,
    sql`
      create temp table staged_reviews on commit drop as
      select s.line, s.repo_id, s.number, sa.account_id, (v.review->>'submitted_at')::timestamptz as submitted_at,
        v.review->>'state' as state
      from staged s
      cross join lateral jsonb_array_elements(s.fact->'reviews') v(review)
      join staged_accounts sa on sa.key = ${accounts.keyOf(sql`(v.review->'account')`)}
      where s.code is null and s.fact ? 'reviews'
    `,
  )
  await reviews.upsertStaged(tx, by)
  await cover(tx, applying, 'pull_requests', await pullRequests.spanStaged(tx))
  const withReviews = await reviews.spanStaged(tx)
  if (withReviews.from_day !== null)
    await cover(tx, applying, 'reviews', await pullRequests.spanStaged(tx))
}

/** Reviews as lines of their own. */
export async function applyReviews(tx: Db, applying: Applying): Promise<void> {
  const { id, by } = applying
  await imports.openStaged(tx, id, COLUMNS)
  await accounts.openStaged(tx, by.source, refs(sql`select s.fact->'account' as ref from staged s`))
  await linkStaged(tx, applying)
  await pullRequests.repoStaged(tx, by)
  await assignAccounts(tx)
  await run(
    tx,
    sql`
      create temp table staged_reviews on commit drop as
      select s.line, s.repo_id, s.number, s.account_id, (s.fact->>'submitted_at')::timestamptz as submitted_at,
        s.fact->>'state' as state
      from staged s
    `,
  )
  await reviews.upsertStaged(tx, by)
  await run(
    tx,
    sql`
      update staged s set created = true, changed = false
      from reviews r
      where r.account_id = s.account_id and r.repo_id = s.repo_id and r.number = s.number and s.changed
        and r.submitted_at = (s.fact->>'submitted_at')::timestamptz and r.created_in = ${by.entry}
    `,
  )
  await cover(tx, applying, 'reviews', await reviews.spanStaged(tx))
}

const refs = (query: ReturnType<typeof sql>) => sql`
  select q.ref, null::text as status, null::timestamptz as opened_at, null::timestamptz as last_seen_at from (${query}) q
`

async function assignAccounts(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set account_id = a.id, user_id = a.user_id
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where s.code is null and sa.key = ${accounts.keyOf(sql`(s.fact->'account')`)}
    `,
  )
}

async function cover(
  tx: Db,
  { by, options, notes }: Applying,
  subject: 'pull_requests' | 'reviews',
  { from_day, to_day }: { from_day: string | null; to_day: string | null },
): Promise<void> {
  const [from, to] = [options.from ?? from_day, options.to ?? to_day]
  if (from === null || to === null || from >= to) return
  await coverage.cover(tx, by, {
    source: by.source,
    subject,
    from_day: from,
    to_day: to,
    team_id: null,
  })
  if (subject === 'pull_requests' && (options.from === undefined || options.to === undefined))
    notes.push(
      `The file is taken to hold every pull request merged from ${from} up to ${to} (its first and last event). Say --from and --to if that is not so.`,
    )
}
