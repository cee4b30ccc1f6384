import { type RawBuilder, sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** An account at a source, as the table has it. */
export interface AccountRow {
  id: number
  source: string
  username: string | null
  email: string | null
  name: string | null
  status: string | null
  bot: boolean
  /** What a person has said of it being a bot. */
  bot_word: boolean | null
  /** Why the server thinks that it is a bot. */
  suspected: string | null
  user_id: number | null
  link: 'email' | 'noreply' | 'username' | 'hand' | 'none' | null
}

/** The accounts of one user. */
export function ofUser(db: Db, user_id: number): Promise<AccountRow[]> {
  return many(
    db,
    sql<AccountRow>`
      select a.id, a.source, a.username, a.email, a.name, a.status, a.bot, a.bot_word, a.suspected, a.user_id, a.link
      from accounts a
      where a.user_id = ${user_id}
      order by a.source, a.key collate "C"
    `,
  )
}

/*
 * What follows works on the table `staged_accounts` of an import: key, source, external_id, username, email, name, bot,
 * status, opened_at, last_seen_at, account_id. A line finds its account by the key of its reference.
 */

/** By what a reference to an account, as JSON, is told from others in the same file. */
export const keyOf = (ref: RawBuilder<unknown>) =>
  sql`lower(coalesce(${ref}->>'username', ${ref}->>'email', ${ref}->>'external_id'))`

const KEY = sql`s.key`

/** Opens the table with the distinct accounts of `refs`, which gives ref, status, opened_at and last_seen_at. */
export async function openStaged(tx: Db, source: string, refs: RawBuilder<unknown>): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_accounts on commit drop as
      select distinct on (${keyOf(sql`r.ref`)}) ${keyOf(sql`r.ref`)} as key, ${source}::text as source,
        r.ref->>'external_id' as external_id, r.ref->>'username' as username, r.ref->>'email' as email,
        r.ref->>'name' as name, coalesce((r.ref->>'bot')::boolean, false) as bot, r.status, r.opened_at, r.last_seen_at,
        null::bigint as account_id
      from (${refs}) r
      order by ${keyOf(sql`r.ref`)}, r.ref->>'email' nulls last, r.ref->>'external_id' nulls last
    `,
  )
  await run(tx, sql`analyze staged_accounts`)
}

/** Creates users for the staged accounts that match nobody and have an address. The caller refreshes keys and links. */
export async function createPeople(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into users (email, name, created_in, changed_in)
      select distinct on (lower(a.email)) a.email, coalesce(nullif(a.name, ''), split_part(a.email, '@', 1)),
        ${entry}::bigint, ${entry}::bigint
      from staged_accounts s
      join accounts a on a.id = s.account_id
      where a.user_id is null and a.link is null and not a.bot and a.email like '%@%'
        and a.email not ilike '%@users.noreply.github.com'
        and not exists (select from user_keys k where k.kind = 'email' and k.key = lower(a.email))
      order by lower(a.email)
    `,
  )
}

/**
 * Finds the staged accounts by the source's id, else by username, else by address; creates those that are missing and
 * updates what is stated anew. Each staged account ends with its account_id.
 */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await find(tx)
  await run(
    tx,
    sql`
      insert into accounts (
        source, key, external_id, username, email, name, status, opened_at, last_seen_at, bot_said, bot, created_in, changed_in
      )
      select distinct on (s.source, ${KEY}) s.source, ${KEY}, s.external_id, s.username, s.email, s.name, s.status,
        s.opened_at, s.last_seen_at, s.bot, s.bot, ${by.entry}::bigint, ${by.entry}::bigint
      from staged_accounts s
      where s.account_id is null
      order by s.source, ${KEY}
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: [
      'external_id',
      'username',
      'email',
      'name',
      'status',
      'opened_at',
      'last_seen_at',
      'bot_said',
      'bot',
      'linked_in',
    ],
    wanted: sql`
      select distinct on (a.id) a.id, coalesce(a.external_id, s.external_id) as external_id,
        coalesce(s.username, a.username) as username, case when lower(s.email) = lower(a.email) then a.email else coalesce(s.email, a.email) end as email,
        coalesce(s.name, a.name) as name, coalesce(s.status, a.status) as status,
        coalesce(s.opened_at, a.opened_at) as opened_at, coalesce(s.last_seen_at, a.last_seen_at) as last_seen_at,
        a.bot_said or s.bot as bot_said, coalesce(a.bot_word, a.bot or s.bot) as bot,
        case when s.bot and not a.bot and a.bot_word is null then ${by.entry}::bigint else a.linked_in end as linked_in
      from staged_accounts s
      join accounts a on a.id = s.account_id
      order by a.id, s.key
    `,
  })
  await find(tx)
  // the steps that follow join both, freshly written, tables
  await run(tx, sql`analyze accounts`)
  await run(tx, sql`analyze staged_accounts`)
}

async function find(tx: Db): Promise<void> {
  for (const match of [sql`a.external_id = s.external_id`, sql`a.key = ${KEY}`])
    await run(
      tx,
      sql`
        update staged_accounts s set account_id = a.id
        from accounts a
        where s.account_id is null and a.source = s.source and ${match}
      `,
    )
  // of several with the address the oldest, and not by an address that the file itself takes away from the account
  await run(
    tx,
    sql`
      update staged_accounts s set account_id = e.id
      from (
        select a.source, lower(a.email) as email, min(a.id) as id
        from accounts a
        where a.email is not null
        group by a.source, lower(a.email)
      ) e
      where s.account_id is null and s.username is null and e.source = s.source and e.email = lower(s.email)
        and not exists (
          select from staged_accounts o where o.account_id = e.id and lower(o.email) <> e.email
        )
    `,
  )
}

/**
 * Links accounts that nobody is linked to yet: by address, by the login in a GitHub noreply address, by a declared
 * username, in this order. Never a bot, never one that a person has said is nobody's, and never to whom a person has said it
 * does not belong. Gives the number linked.
 */
export async function linkUnlinked(tx: Db, by: Change): Promise<number> {
  const linked = await change<{ id: number }>(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['user_id', 'link', 'linked_in'],
    wanted: sql`
      select distinct on (a.id) a.id, k.user_id, r.link, ${by.entry}::bigint as linked_in
      from accounts a
      cross join lateral (
        values
          (1, 'email', lower(a.email), 'email'),
          (2, 'github', substring(lower(a.email) from '^(?:[0-9]+[+])?([^@+]+)@users[.]noreply[.]github[.]com$'), 'noreply'),
          (3, case when a.source in ('github', 'gitlab', 'coder') then a.source end, lower(a.username), 'username')
      ) r(rank, kind, key, link)
      join user_keys k on k.kind = r.kind and k.key = r.key
      where a.user_id is null and a.link is null and not a.bot and not exists (
        select from rejected_suggestions x where x.account_id = a.id and x.user_id = k.user_id
      )
      order by a.id, r.rank
    `,
  })
  return linked.length
}

/** The accounts of the table `staged_accounts` that belong to nobody, with how many. */
export async function unlinkedStaged(tx: Db): Promise<number> {
  const rows = await many(
    tx,
    sql<{ n: number }>`
      select count(distinct a.id) as n
      from staged_accounts s
      join accounts a on a.id = s.account_id
      where a.user_id is null and not a.bot
    `,
  )
  return rows[0]?.n ?? 0
}
