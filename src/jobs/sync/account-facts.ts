import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import * as events from '../../store/events.ts'
import * as sourceGroups from '../../store/source-groups.ts'
import * as workspaceStarts from '../../store/workspace-starts.ts'
import type { Applying } from '../import/facts.ts'
import { openWithAccounts, refs } from '../import/with-accounts.ts'

/** Accounts of a list of them, seen now. */
export async function applyAccounts(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(
    tx,
    applying,
    sql`
      select s.fact->'account' as ref, s.fact->>'status' as status, (s.fact->>'created_at')::timestamptz as opened_at,
        (s.fact->>'last_seen_at')::timestamptz as last_seen_at
      from staged s
    `,
  )
  const { entry } = applying.by
  await run(
    tx,
    sql`
      update accounts a set listed_at = now() from staged_accounts sa where sa.account_id = a.id
    `,
  )
  await run(
    tx,
    sql`
      update staged s set created = a.created_in = ${entry}, changed = a.created_in <> ${entry}
      from accounts a
      where a.id = s.account_id and a.changed_in = ${entry}
    `,
  )
}

/** Teams whose people are named by account. */
export async function applyAccountTeams(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(
    tx,
    applying,
    refs(sql`
      select distinct m.ref from staged s cross join lateral jsonb_array_elements(s.fact->'member_accounts') m(ref)
    `),
  )
  await sourceGroups.mirrorStaged(tx, applying.by)
}

export async function applyWorkspaceStarts(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(tx, applying)
  await workspaceStarts.upsertStaged(tx, applying.by)
}

export async function applyEvents(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(tx, applying)
  await events.upsertStaged(tx, applying.by)
}
