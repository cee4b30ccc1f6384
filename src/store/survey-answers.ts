import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Answers of an import work on the tables `staged` (line, key, which is the address in lower case, wave_id, user_id, created,
 * changed, code, message, fact), `staged_people` and `staged_options`.
 */

/** Finds the people of the staged lines, and refuses those of nobody. */
export async function matchStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set user_id = k.user_id
      from user_keys k
      where k.kind = 'email' and k.key = s.key
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set code = 'unknown_user', message = 'Nobody has the address of this line. Import the people first.'
      where s.user_id is null and s.code is null
    `,
  )
}

/** The people of the staged lines by run of the survey. */
export function peopleStaged(tx: Db): Promise<{ wave_id: number; user_id: number }[]> {
  return many(
    tx,
    sql`select distinct s.wave_id, s.user_id from staged s where s.code is null order by 1, 2`,
  )
}

/** A person of a run as answers know them, and as comments do. */
export interface PseudonymRow {
  wave_id: number
  user_id: number
  pseudonym: string
  comment_key: string
}

/** Opens the table `staged_people` with pseudonyms. */
export async function openPseudonyms(tx: Db, rows: readonly PseudonymRow[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_people on commit drop as
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(wave_id bigint, user_id bigint, pseudonym text, comment_key text)
    `,
  )
}

/** The distinct answers of the staged lines, as the file has them. */
export function answersStaged(tx: Db): Promise<{ item: string; option: string }[]> {
  return many(
    tx,
    sql`
      select distinct a->>'item' as item, a->>'option' as option
      from staged s
      cross join lateral jsonb_array_elements(s.fact->'answers') a
      where s.code is null
    `,
  )
}

/** The items that the staged comments name, as the file has them. */
export function commentItemsStaged(tx: Db): Promise<{ item: string }[]> {
  return many(
    tx,
    sql`
      select distinct c->>'item' as item
      from staged s
      cross join lateral jsonb_array_elements(s.fact->'comments') c
      where s.code is null and c ? 'item'
    `,
  )
}

/** What an answer of the file means; without item or without place it means nothing. */
export interface MeaningRow {
  item: string
  option: string
  item_id: number | null
  /** Key of the item, for the words of a refusal. */
  name: string
  place: number | null
  known: boolean
}

/** Opens the table `staged_options`, and refuses the lines with an answer that means nothing, in words without the answer. */
export async function openMeanings(tx: Db, rows: readonly MeaningRow[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_options on commit drop as
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(item text, option text, item_id bigint, name text, place int, known boolean)
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set code = case when b.missing then 'missing_field' else 'invalid_value' end,
        message = case when b.missing then 'There is no item "' || b.name || '". Define it with surveys.items.update or in a file of items.'
          else 'The answer to ' || b.name || ' is none of its options.' end
      from (
        select distinct on (s.line) s.line, o.name, o.item_id is null as missing
        from staged s
        cross join lateral jsonb_array_elements(s.fact->'answers') a
        join staged_options o on o.item = a->>'item' and o.option = a->>'option'
        where s.code is null and not o.known
        order by s.line, missing desc, o.name collate "C"
      ) b
      where b.line = s.line
    `,
  )
}

/** Opens the table `staged_commented` with the items that comments are about; of one that is not known a comment is about none. */
export async function openCommented(
  tx: Db,
  rows: readonly { item: string; item_id: number | null }[],
): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_commented on commit drop as
      select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(item text, item_id bigint)
    `,
  )
}

/** Writes the answers of the staged lines under their pseudonyms. Of several to one item the last line counts. */
export async function writeStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_answers on commit drop as
      select distinct on (p.wave_id, o.item_id, p.pseudonym) s.line, p.wave_id, o.item_id, p.pseudonym, o.place as option
      from staged s
      cross join lateral jsonb_array_elements(s.fact->'answers') a
      join staged_options o on o.item = a->>'item' and o.option = a->>'option'
      join staged_people p on p.wave_id = s.wave_id and p.user_id = s.user_id
      where s.code is null
      order by p.wave_id, o.item_id, p.pseudonym, s.line desc
    `,
  )
  await change(tx, by, {
    table: 'survey_answers',
    keys: ['wave_id', 'item_id', 'pseudonym'],
    columns: ['option'],
    wanted: sql`select sa.wave_id, sa.item_id, sa.pseudonym, sa.option from staged_answers sa`,
  })
  await run(
    tx,
    sql`
      insert into survey_answers (wave_id, item_id, pseudonym, option, created_in, changed_in)
      select sa.wave_id, sa.item_id, sa.pseudonym, sa.option, ${by.entry}::bigint, ${by.entry}::bigint
      from staged_answers sa
      order by sa.pseudonym
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      update staged s set created = b.created, changed = b.changed and not b.created
      from (
        select sa.line, bool_or(t.created_in = ${by.entry}) as created, bool_or(t.changed_in = ${by.entry}) as changed
        from staged_answers sa
        join survey_answers t on t.wave_id = sa.wave_id and t.item_id = sa.item_id and t.pseudonym = sa.pseudonym
        group by sa.line
      ) b
      where b.line = s.line
    `,
  )
}

/** Writes the comments of the staged lines apart from the answers. Of several by one person to one item the last line counts. */
export async function commentStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      create temp table staged_comments on commit drop as
      select distinct on (v.wave_id, v.comment_key) v.*
      from (
        select s.line, s.wave_id, 
          encode(sha256(convert_to(p.comment_key || ':' || coalesce(o.item_id, 0), 'UTF8')), 'hex') as comment_key,
          o.item_id, c->>'text' as text
        from staged s
        cross join lateral jsonb_array_elements(s.fact->'comments') c
        join staged_people p on p.wave_id = s.wave_id and p.user_id = s.user_id
        left join staged_commented o on o.item = c->>'item'
        where s.code is null
      ) v
      order by v.wave_id, v.comment_key, v.line desc
    `,
  )
  await change(tx, by, {
    table: 'survey_comments',
    keys: ['wave_id', 'comment_key'],
    columns: ['text'],
    wanted: sql`select sc.wave_id, sc.comment_key, sc.text from staged_comments sc`,
  })
  await run(
    tx,
    sql`
      insert into survey_comments (wave_id, comment_key, item_id, text, created_in, changed_in)
      select sc.wave_id, sc.comment_key, sc.item_id, sc.text, ${by.entry}::bigint, ${by.entry}::bigint
      from staged_comments sc
      order by sc.comment_key
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = s.created or t.created_in = ${by.entry},
        changed = not s.created and t.created_in <> ${by.entry} and (s.changed or t.changed_in = ${by.entry})
      from staged_comments sc
      join survey_comments t on t.wave_id = sc.wave_id and t.comment_key = sc.comment_key
      where sc.line = s.line
    `,
  )
}
