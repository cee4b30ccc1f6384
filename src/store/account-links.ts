import { sql } from 'kysely'
import { type Db, many, maybeOne, run } from './db.ts'
import { type Change, change } from './journal.ts'

/**
 * Unlinks the accounts that the users in the table `touched` had by a username that they are no longer known by. Links by
 * address or by hand stay. Gives the number unlinked; such an account may be linked anew.
 */
export async function unlinkUndeclared(tx: Db, by: Change): Promise<number> {
  const unlinked = await change<{ id: number }>(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link', 'linked_in'],
    wanted: sql`
      select a.id, null::bigint as user_id, null::text as link, ${by.entry}::bigint as linked_in
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

/**
 * Fills the table `touched` with the users whose weeks new links of accounts change: their owners so far, and the new ones.
 * Another such act on one of these accounts or users waits until this one is done, so to be called before anything is read
 * of them.
 */
export async function touchOwners(
  tx: Db,
  account_ids: number[],
  user_ids: number[],
): Promise<void> {
  const accounts = sql`select a.id from accounts a where a.id = any (${account_ids}::bigint[])`
  await run(tx, sql`${accounts} order by a.id for update`)
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select u.id as user_id
      from users u
      where u.id = any (${user_ids}::bigint[])
        or u.id in (select a.user_id from accounts a where a.id = any (${account_ids}::bigint[]))
      order by u.id
      for update
    `,
  )
}

/** How an account is linked. */
export interface AccountLink {
  id: number
  user_id: number | null
  link: 'email' | 'noreply' | 'username' | 'hand' | 'none' | null
}

/** How these accounts are linked; those that there are. */
export function ofAccounts(db: Db, account_ids: number[]): Promise<AccountLink[]> {
  return many(
    db,
    sql<AccountLink>`
      select a.id, a.user_id, a.link
      from accounts a
      where a.id = any (${account_ids}::bigint[])
      order by a.id
    `,
  )
}

/** Links an account by a person's word; null is "nobody's". */
export async function setByHand(
  tx: Db,
  by: Change,
  account_id: number,
  user_id: number | null,
): Promise<void> {
  await change(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link'],
    wanted: sql`
      select ${account_id}::bigint as id, ${user_id}::bigint as user_id,
        case when ${user_id}::bigint is null then 'none' else 'hand' end as link
    `,
  })
}

/** Links many accounts by a person's word, as far as they are still free. Gives those that it linked. */
export async function linkFree(
  tx: Db,
  by: Change,
  links: { account_id: number; user_id: number }[],
): Promise<number[]> {
  const linked = await change<{ id: number }>(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link'],
    wanted: sql`
      select a.id, l.user_id, 'hand' as link
      from unnest(
        ${links.map(({ account_id }) => account_id)}::bigint[], ${links.map(({ user_id }) => user_id)}::bigint[]
      ) l(account_id, user_id)
      join accounts a on a.id = l.account_id and a.user_id is null and a.link is null and not a.bot
      join users u on u.id = l.user_id
    `,
  })
  return linked.map(({ id }) => id)
}

/**
 * Sets accounts free. A rule that had linked one is told that it was wrong, and does not link it to the same person again;
 * a link by hand leaves no trace.
 */
export async function free(tx: Db, by: Change, account_ids: number[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into rejected_suggestions (account_id, user_id, created_in)
      select a.id, a.user_id, ${by.entry}
      from accounts a
      where a.id = any (${account_ids}::bigint[]) and a.user_id is not null and a.link <> 'hand'
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link', 'linked_in'],
    wanted: sql`
      select a.id, null::bigint as user_id, null::text as link, ${by.entry}::bigint as linked_in
      from accounts a
      where a.id = any (${account_ids}::bigint[])
    `,
  })
}

/** The accounts that an act of `action` linked and that are as it left them; undefined when there is no such act. */
export async function linkedBy(
  db: Db,
  entry: number,
  action: string,
): Promise<number[] | undefined> {
  const act = await maybeOne(
    db,
    sql<{ ids: number[] }>`
      select array(
        select a.id from accounts a where a.changed_in = l.id and a.link = 'hand' order by a.id
      ) as ids
      from audit_log l
      where l.id = ${entry} and l.action = ${action}
    `,
  )
  return act?.ids.map(Number)
}
