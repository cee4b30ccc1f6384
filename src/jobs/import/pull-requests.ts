import { sql } from 'kysely'
import * as accounts from '../../store/accounts.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as pullRequests from '../../store/pull-requests.ts'
import * as reviews from '../../store/reviews.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/** Pull requests with the reviews that came with them. */
export async function applyPullRequests(tx: Db, applying: Applying): Promise<void> {
  const { lines, by } = applying
  await imports.openLean(tx, lines, pullRequests.STAGED)
  await pullRequests.dedupeStaged(tx)
  await accounts.openStaged(
    tx,
    by.source,
    refs(sql`
      select distinct f.fact->'account' as ref from staged_facts f
      union
      select distinct v.review->'account'
      from staged_facts f
      cross join lateral jsonb_array_elements(f.fact->'reviews') v(review)
    `),
  )
  await linkStaged(tx, applying)
  await pullRequests.placeStaged(tx, by)
  await pullRequests.upsertStaged(tx, by)
  await run(
    tx,
    sql`
      create temp table staged_reviews on commit drop as
      select s.line, s.repo_id, s.number, sa.account_id, (v.review->>'submitted_at')::timestamptz as submitted_at,
        v.review->>'state' as state
      from staged s
      join staged_facts f on f.line = s.line
      cross join lateral jsonb_array_elements(f.fact->'reviews') v(review)
      join staged_accounts sa on sa.key = ${accounts.keyOf(sql`(v.review->'account')`)}
      where s.code is null
    `,
  )
  await reviews.upsertStaged(tx, by)
  const span = await pullRequests.spanStaged(tx)
  await cover(tx, applying, 'pull_requests', span)
  const withReviews = await reviews.spanStaged(tx)
  if (withReviews.from_day !== null) await cover(tx, applying, 'reviews', span)
}

/** Reviews as lines of their own. */
export async function applyReviews(tx: Db, applying: Applying): Promise<void> {
  const { lines, by } = applying
  await imports.openLean(tx, lines, pullRequests.STAGED)
  await accounts.openStaged(
    tx,
    by.source,
    refs(sql`select distinct f.fact->'account' as ref from staged_facts f`),
  )
  await linkStaged(tx, applying)
  await pullRequests.placeStaged(tx, by)
  await run(
    tx,
    sql`
      create temp table staged_reviews on commit drop as
      select s.line, s.repo_id, s.number, s.account_id, (f.fact->>'submitted_at')::timestamptz as submitted_at,
        f.fact->>'state' as state
      from staged s
      join staged_facts f on f.line = s.line
    `,
  )
  await reviews.upsertStaged(tx, by)
  await run(
    tx,
    sql`
      update staged s set created = true, changed = false
      from staged_reviews sr
      join reviews r on r.account_id = sr.account_id and r.repo_id = sr.repo_id and r.number = sr.number
        and r.submitted_at = sr.submitted_at
      where sr.line = s.line and s.changed and r.created_in = ${by.entry}
    `,
  )
  await cover(tx, applying, 'reviews', await reviews.spanStaged(tx))
}

const refs = (query: ReturnType<typeof sql>) => sql`
  select q.ref, null::text as status, null::timestamptz as opened_at, null::timestamptz as last_seen_at from (${query}) q
`

async function cover(
  tx: Db,
  { by, options, notes, covers }: Applying,
  subject: 'pull_requests' | 'reviews',
  { from_day, to_day }: { from_day: string | null; to_day: string | null },
): Promise<void> {
  if (covers === 'stated') return
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
      `The file is taken to hold every pull request merged from ${from} up to ${to} (its first and last event). The options "from" and "to" say otherwise.`,
    )
}
