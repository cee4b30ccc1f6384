import { sql } from 'kysely'
import * as attributes from '../../store/attributes.ts'
import { type Db, run } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import type { SourceRow } from '../../store/sources.ts'
import * as toolUsers from '../../store/tool-users.ts'

interface Listing {
  source: SourceRow
  time_zone: string
  by: Change
  /** When the first page of the list was read: who stands on it was seen since. */
  since: string
}

/** Sets the attribute of a tool, which bears the name of the source, once the list of its users has been read whole. */
export async function applyListing(
  tx: Db,
  { source, time_zone, by, since }: Listing,
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_accounts on commit drop as
      select a.key, a.id as account_id
      from accounts a
      where a.source = ${source.key} and a.listed_at >= ${since}::timestamptz
    `,
  )
  await run(tx, sql`analyze staged_accounts`)
  const attribute = await attributes.one(tx, by, source.name)
  await toolUsers.openStated(tx, {
    source: source.key,
    attribute_id: attribute.id,
    list_day: by.today,
    since: null,
    time_zone,
    team_id: null,
  })
  await attributes.state(tx, by)
}
