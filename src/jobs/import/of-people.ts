import { type RawBuilder, sql } from 'kysely'
import * as accounts from '../../store/accounts.ts'
import { type Db, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/** Opens the lines of a file as `staged`, each with its account at a source of that kind of file, and the person whose it is. */
export async function openOfPeople(
  tx: Db,
  applying: Applying,
  { source, columns }: { source: string; columns: RawBuilder<unknown> },
): Promise<void> {
  await imports.openLean(tx, applying.lines, columns)
  await accounts.openStaged(
    tx,
    source,
    sql`
      select distinct f.fact->'account' as ref, null::text as status, null::timestamptz as opened_at,
        null::timestamptz as last_seen_at
      from staged_facts f
    `,
  )
  await linkStaged(tx, { ...applying, by: { ...applying.by, source } })
  await run(
    tx,
    sql`
      update staged s set account_id = a.id, user_id = a.user_id
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where sa.key = s.account_key
    `,
  )
}
