import { type RawBuilder, sql } from 'kysely'
import { type Db, many } from './db.ts'
import { type Person, PLAN } from './erasure-plan.ts'

/** Rows that are read together. */
const STEP = 2_000

/** Tables that an export leaves out: they wait to be counted, or hold what stands elsewhere already. */
const LEFT_OUT = new Set(['dirty_weeks', 'dirty_custom_weeks', 'user_documents', 'user_keys'])

/**
 * All rows of a person, as one JSON document in pieces: `{"ok":true,"tables":{"users":[…],…}}`, each row as its table has it, without
 * secrets. Each step is a statement, so that nobody waits for a long export.
 */
export async function* personJson(db: Db, person: Person): AsyncGenerator<string> {
  yield '{"ok":true,"tables":{'
  let before = ''
  for (const [table, held] of Object.entries(PLAN)) {
    const which = held.rows ?? held.tells
    if (!which || LEFT_OUT.has(table)) continue
    yield `${before}${JSON.stringify(table)}:[`
    let between = '\n'
    for await (const rows of rowsOf(db, table, {
      which: which(person),
      secret: held.secret ?? [],
    })) {
      yield `${between}${rows.join(',\n')}`
      between = ',\n'
    }
    yield ']'
    before = ',\n'
  }
  yield '}}'
}

async function* rowsOf(
  db: Db,
  table: string,
  { which, secret }: { which: RawBuilder<unknown>; secret: readonly string[] },
): AsyncGenerator<string[]> {
  // read by place, which no row changes while it stays as it is; a row that is changed meanwhile comes later or not at all
  let after = '(0,0)'
  for (;;) {
    const found = await many(
      db,
      sql<{ at: string; row: string }>`
        select t.ctid::text as at, (to_jsonb(t) - ${secret}::text[])::text as row
        from ${sql.table(table)} t
        where (${which}) and t.ctid > ${after}::tid
        order by t.ctid
        limit ${STEP}
      `,
    )
    if (found.length > 0) yield found.map(({ row }) => row)
    const last = found.at(-1)
    if (!last || found.length < STEP) return
    after = last.at
  }
}
