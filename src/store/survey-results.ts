import { sql } from 'kysely'
import { type Db, many, one } from './db.ts'

/** How often each option of each item was chosen in a run; `option` null: does not apply. */
export function counts(
  db: Db,
  wave_id: number,
): Promise<{ item_id: number; option: number | null; people: number }[]> {
  return many(
    db,
    sql`
      select a.item_id, a.option, count(*) as people
      from survey_answers a
      where a.wave_id = ${wave_id}
      group by a.item_id, a.option
      order by a.item_id, a.option
    `,
  )
}

/** How many people answered anything in each run, and how many items were answered. */
export function respondents(db: Db): Promise<{ wave_id: number; people: number; items: number }[]> {
  return many(
    db,
    sql`
      select a.wave_id, count(distinct a.pseudonym) as people, count(distinct a.item_id) as items
      from survey_answers a
      group by a.wave_id
    `,
  )
}

/** The answers to some items in a run, one by one: under pseudonyms, for what holds the key. */
export function answers(
  db: Db,
  wave_id: number,
  item_ids: readonly number[],
): Promise<{ item_id: number; pseudonym: string; option: number | null }[]> {
  return many(
    db,
    sql`
      select a.item_id, a.pseudonym, a.option
      from survey_answers a
      where a.wave_id = ${wave_id} and a.item_id = any (${[...item_ids]}::bigint[])
    `,
  )
}

/**
 * The comments of a run, one at most of each person and item, in an order that says nothing: that of hashes which nobody can
 * connect to people.
 */
export function comments(
  db: Db,
  wave_id: number,
): Promise<{ item_id: number | null; text: string }[]> {
  return many(
    db,
    sql`
      select c.item_id, c.text
      from survey_comments c
      where c.wave_id = ${wave_id}
      order by c.comment_key collate "C"
    `,
  )
}

/** Users with the one whom they have been merged into, themselves where nobody has. */
export function merged(db: Db): Promise<{ from_id: number; into_id: number }[]> {
  return many(
    db,
    sql`select m.from_id, m.into_id from merges m where m.split_in is null order by m.id`,
  )
}

/** How many people were employed on a day, as far as is known. */
export async function headcount(db: Db, day: string): Promise<number> {
  const { people } = await one(
    db,
    sql<{ people: number }>`
      select count(*) as people
      from users u
      where coalesce(u.start_date <= ${day}::date, true) and coalesce(u.end_date > ${day}::date, true)
        and coalesce(u.deleted_at >= ${day}::date, true)
    `,
  )
  return people
}
