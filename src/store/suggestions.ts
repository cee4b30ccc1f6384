import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'

/** A person as far as accounts may be recognised by it. */
interface Candidate {
  id: number
  name: string
  email: string
}

/**
 * The people who have no account at a source yet and whose name, or local part of the address, holds one of the words; with
 * those whose name is not ASCII, whatever its words. Without words all of them.
 */
export function candidates(
  db: Db,
  source: string,
  words: readonly string[] | null,
): Promise<Candidate[]> {
  return many(
    db,
    sql<Candidate>`
      select u.id, u.name, u.email
      from users u
      where not exists (select from accounts a where a.user_id = u.id and a.source = ${source})
        and ${words === null ? sql`true` : holding(words)}
      order by u.id
    `,
  )
}

/** A word is taken with and without the digits at its end. */
function holding(words: readonly string[]) {
  const text = sql`lower((u.name || ' ' || split_part(u.email, '@', 1)) collate "C")`
  const spaced = sql`regexp_replace(${text}, '[^a-z0-9]+', ' ', 'g')`
  return sql`(
    ${text} ~ '[^ -~]' or exists (
      select from unnest(string_to_array(${spaced}, ' ')) w(word)
      where w.word = any (${[...words]}::text[]) or rtrim(w.word, '0123456789') = any (${[...words]}::text[])
    )
  )`
}

/** That an account is not a person's, as a person has said. */
export interface Rejection {
  account_id: number
  user_id: number
}

/** What has been rejected for these accounts. */
export function rejections(db: Db, account_ids: number[]): Promise<Rejection[]> {
  return many(
    db,
    sql<Rejection>`
      select r.account_id, r.user_id
      from rejected_suggestions r
      where r.account_id = any (${account_ids}::bigint[])
    `,
  )
}

/** Remembers that an account is not a person's. */
export async function reject(
  tx: Db,
  entry: number,
  { account_id, user_id }: Rejection,
): Promise<void> {
  await run(
    tx,
    sql`
      insert into rejected_suggestions (account_id, user_id, created_in)
      values (${account_id}, ${user_id}, ${entry})
      on conflict do nothing
    `,
  )
}

/** Forgets that it was rejected. */
export async function allow(tx: Db, { account_id, user_id }: Rejection): Promise<void> {
  await run(
    tx,
    sql`
      delete from rejected_suggestions r
      where r.account_id = ${account_id} and r.user_id = ${user_id}
    `,
  )
}
