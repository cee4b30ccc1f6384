import { sql } from 'kysely'
import { type Db, many, one } from './db.ts'

/** An account with how much hangs on it. */
export interface ListedAccount {
  id: number
  source: string
  username: string | null
  email: string | null
  name: string | null
  status: string | null
  bot: boolean
  link: 'email' | 'noreply' | 'username' | 'hand' | 'none' | null
  user_id: number | null
  pull_requests: number
}

interface Wanted {
  source?: string | undefined
  linked: boolean
  page: number
  page_size: number
}

const LINKED = sql`a.user_id is not null or a.bot or a.link is not distinct from 'none'`

/**
 * Accounts of people, or those that are nobody's yet, those with the most pull requests first. An account of a bot, or one
 * that a person has said is nobody's, waits for nobody: it counts as linked.
 */
export async function list(
  db: Db,
  { source, linked, page, page_size }: Wanted,
): Promise<{ accounts: ListedAccount[]; total: number }> {
  const which = sql`((${LINKED}) = ${linked}) and (${source ?? null}::text is null or a.source = ${source ?? null})`
  const { total } = await one(
    db,
    sql<{ total: number }>`select count(*) as total from accounts a where ${which}`,
  )
  const accounts = await many(
    db,
    sql<ListedAccount>`
      select a.id, a.source, a.username, a.email, a.name, a.status, a.bot, a.link, a.user_id,
        (select count(*) from pull_requests p where p.account_id = a.id) as pull_requests
      from accounts a
      where ${which}
      order by pull_requests desc, a.id
      limit ${page_size} offset ${(page - 1) * page_size}
    `,
  )
  return { accounts, total }
}

/** The people who have no account at a source yet, among whom its unmatched accounts may belong. */
export function candidates(
  db: Db,
  source: string,
): Promise<{ id: number; name: string; email: string }[]> {
  return many(
    db,
    sql`
      select u.id, u.name, u.email
      from users u
      where not exists (select from accounts a where a.user_id = u.id and a.source = ${source})
      order by u.id
    `,
  )
}
