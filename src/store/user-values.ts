import { sql } from 'kysely'
import * as attributes from './attributes.ts'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** A value of an attribute that one user has or had; no first day is "undated", no last day is "until now". */
export interface UserValue {
  name: string
  value: string
  from: string | null
  to: string | null
  source: string
}

/** What one user had for each attribute that is not hidden, in its order, the newest first. Days are half-open. */
export function history(
  db: Db,
  user_id: number,
  { privileged }: { privileged: boolean },
): Promise<UserValue[]> {
  return many(
    db,
    sql<UserValue>`
      select a.name, ua.value, nullif(ua.valid_from, '-infinity') as "from", nullif(ua.valid_to, 'infinity') as "to",
        ua.source
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      where ua.user_id = ${user_id} and ua.valid_from < ua.valid_to and not a.hidden
        and (${privileged} or not a.privileged)
      order by a.position, a.id, ua.valid_from desc, ua.value collate "C"
    `,
  )
}

/** A value of one user, since a day; without a day it is undated. */
export interface Statement {
  attribute_id: number
  value: string
  since: string | null
}

/** States values of one user, as an import of one line would. */
export async function state(
  tx: Db,
  by: Change,
  user_id: number,
  statements: Statement[],
): Promise<void> {
  if (statements.length === 0) return
  await run(
    tx,
    sql`
      create temp table stated on commit drop as
      select ${user_id}::bigint as user_id, s.attribute_id, s.value, s.since as valid_from, 'infinity'::date as valid_to,
        false as fresh
      from unnest(
        ${statements.map((s) => s.attribute_id)}::bigint[], ${statements.map((s) => s.value)}::text[],
        ${statements.map((s) => s.since)}::date[]
      ) as s(attribute_id, value, since)
    `,
  )
  await attributes.state(tx, by)
}

/** Ends what one user has for these attributes, on the day given or else today; the history stays. */
export async function end(
  tx: Db,
  by: Change,
  user_id: number,
  attribute_ids: number[],
  since: string | null,
): Promise<void> {
  await change(tx, by, {
    table: 'user_attributes',
    keys: ['user_id', 'id'],
    columns: ['valid_to'],
    wanted: sql`
      select ua.user_id, ua.id, greatest(ua.valid_from, ${since ?? by.today}::date) as valid_to
      from user_attributes ua
      where ua.user_id = ${user_id} and ua.attribute_id = any (${attribute_ids}::bigint[])
        and ua.valid_to > ${since ?? by.today}::date and ua.valid_from < ua.valid_to
    `,
  })
}
