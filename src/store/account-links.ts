import { sql } from 'kysely'
import { type Db, maybeOne, run } from './db.ts'
import { type Change, change } from './journal.ts'

/**
 * Unlinks the accounts that the users in the table `touched` had by a username that they are no longer known by. Links by
 * address or by hand stay. Gives the number unlinked; such an account may be linked anew.
 */
export async function unlinkUndeclared(tx: Db, by: Change): Promise<number> {
  const unlinked = await change<{ id: number }>(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link'],
    wanted: sql`
      select a.id, null::bigint as user_id, null::text as link
      from touched t
      join accounts a on a.user_id = t.user_id
      cross join lateral (
        select case a.link
          when 'username' then lower(a.username)
          when 'noreply' then substring(lower(a.email) from '^(?:[0-9]+[+])?([^@+]+)@users[.]noreply[.]github[.]com$')
        end as key, case a.link when 'noreply' then 'github' else a.source end as kind
      ) known
      where a.link in ('username', 'noreply') and not exists (
        select from user_keys k where k.user_id = a.user_id and k.kind = known.kind and k.key = known.key
      )
    `,
  })
  return unlinked.length
}

/** Fills the table `touched` with the users whose weeks a new link of an account changes: its owner so far, and the new one. */
export async function touchOwners(
  tx: Db,
  account_id: number,
  user_id: number | null,
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select a.user_id from accounts a where a.id = ${account_id} and a.user_id is not null
      union
      select u.id from users u where u.id = ${user_id}::bigint
    `,
  )
}

/** Links an account by a person's word; null is "nobody's". Gives whether there is such an account. */
export async function setByHand(
  tx: Db,
  by: Change,
  account_id: number,
  user_id: number | null,
): Promise<boolean> {
  await change(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link'],
    wanted: sql`
      select ${account_id}::bigint as id, ${user_id}::bigint as user_id,
        case when ${user_id}::bigint is null then 'none' else 'hand' end as link
    `,
  })
  return (
    (await maybeOne(tx, sql`select a.id from accounts a where a.id = ${account_id}`)) !== undefined
  )
}
