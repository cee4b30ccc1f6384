import { type RawBuilder, sql } from 'kysely'
import * as accounts from '../../store/accounts.ts'
import { type Db, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/** Accounts as they are staged, of a query of them (`ref`) that says nothing else of them. */
export const refs = (query: RawBuilder<unknown>) => sql`
  select q.ref, null::text as status, null::timestamptz as opened_at, null::timestamptz as last_seen_at from (${query}) q
`

/** The accounts of facts that may name one each. */
export const NAMED = refs(
  sql`select distinct s.fact->'account' as ref from staged s where s.fact ? 'account'`,
)

/** Opens the facts as `staged`, each with its account, if it names one, and the person whose it is. */
export async function openWithAccounts(
  tx: Db,
  applying: Applying,
  named: RawBuilder<unknown> = NAMED,
  columns = sql``,
): Promise<void> {
  await imports.openStaged(tx, applying.lines, columns)
  await accounts.openStaged(tx, applying.by.source, named)
  await linkStaged(tx, applying)
  await run(
    tx,
    sql`
      update staged s set account_id = a.id, user_id = a.user_id
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where sa.key = ${accounts.keyOf(sql`(s.fact->'account')`)}
    `,
  )
}
