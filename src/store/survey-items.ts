import { sql } from 'kysely'
import type { SurveyItem, SurveyItemFact } from '../model/index.ts'
import { type Db, many, run } from './db.ts'
import { type Change, change } from './journal.ts'

export interface ItemRow extends SurveyItem {
  id: number
}

const COLUMNS = ['name', 'text', 'kind', 'options', 'unit', 'lower_is_better'] as const

/** All items, in order of key. */
export function list(db: Db): Promise<ItemRow[]> {
  return many(
    db,
    sql<ItemRow>`
      select i.id, i.key, i.name, i.text, i.kind, i.options, i.unit, i.lower_is_better
      from survey_items i
      order by i.key collate "C"
    `,
  )
}

/** Creates the items whose keys are missing. Gives the number of those created. */
export function ensure(tx: Db, { entry }: Change, items: readonly SurveyItem[]): Promise<number> {
  return run(
    tx,
    sql`
      insert into survey_items (key, ${names()}, created_in, changed_in)
      select w.key, ${names('w')}, ${entry}::bigint, ${entry}::bigint
      from (${rowsOf(items)}) w
      on conflict (key) do nothing
    `,
  )
}

/** Creates or changes items by their keys. Gives the ids of those that were there and changed. */
export async function write(
  tx: Db,
  by: Change,
  items: readonly SurveyItem[],
): Promise<{ id: number }[]> {
  const wanted = sql`
    select i.id, ${names('w')}
    from (${rowsOf(items)}) w
    join survey_items i on i.key = w.key
  `
  const changed = await change<{ id: number }>(tx, by, {
    table: 'survey_items',
    keys: ['id'],
    columns: COLUMNS,
    wanted,
  })
  await ensure(tx, by, items)
  return changed
}

/** Of some items those that somebody has answered. */
export async function answered(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ id: number }>`
      select w.id
      from unnest(${[...ids]}::bigint[]) w(id)
      where exists (select from survey_answers a where a.item_id = w.id)
    `,
  )
  return rows.map(({ id }) => id)
}

function names(alias?: string) {
  return sql.join(COLUMNS.map((name) => sql.ref(alias ? `${alias}.${name}` : name)))
}

function rowsOf(items: readonly SurveyItem[]) {
  return sql`
    select r.* from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as r(key text, name text, text text, kind text, options jsonb, unit text, lower_is_better boolean)
  `
}

/** The definitions of the staged lines, in their order. */
export function factsStaged(tx: Db): Promise<{ line: number; fact: SurveyItemFact }[]> {
  return many(tx, sql`select s.line, s.fact from staged s where s.code is null order by s.line`)
}

/** Marks what became of the staged lines: refused with a sentence, or created, changed or neither. */
export async function markStaged(
  tx: Db,
  { entry }: Change,
  lines: readonly { line: number; key: string | null; message: string | null }[],
): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set code = case when l.message is not null then 'invalid_value' end, message = l.message,
        created = coalesce(i.created_in = ${entry}, false),
        changed = coalesce(i.created_in <> ${entry} and i.changed_in = ${entry}, false)
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(line bigint, key text, message text)
      left join survey_items i on i.key = l.key
      where l.line = s.line
    `,
  )
}
