import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import type { Identity } from './erasure-identity.ts'
import type { Redaction } from './erasure-redact.ts'
import { ERASED } from './tombstones.ts'
import { type Identifier, sift } from './tombstones-facts.ts'

/** Lines that are looked at together. */
const STEP = 5_000

interface LineRow {
  import_id: number
  line: number
  source: string
  status: string
  fact: unknown
  raw: string | null
}

interface NewLine {
  import_id: number
  line: number
  fact: unknown
  raw: string | null
  refused: boolean
}

/**
 * Takes a person out of the lines of all imports: what became of a line stays, and a line that was not applied yet is
 * refused. Gives how many lines were changed.
 */
export async function emptyLinesOf(tx: Db, who: Identity, how: Redaction): Promise<number> {
  const erased = knownBy(who)
  let after = { import_id: 0, line: -1 }
  let changed = 0
  for (;;) {
    const rows = await linesAfter(tx, after, how.pattern)
    changed += await write(
      tx,
      rows.flatMap((row) => lineOf(row, erased, how)),
    )
    const last = rows.at(-1)
    if (!last || rows.length < STEP) return changed
    after = last
  }
}

function knownBy({ identifiers }: Identity): (it: Identifier) => boolean {
  const nameOf = ({ kind, value }: Identifier) => `${kind}:${value.trim().toLowerCase()}`
  const known = new Set(identifiers.map(nameOf))
  return (it) => known.has(nameOf(it))
}

function linesAfter(tx: Db, after: { import_id: number; line: number }, pattern: string) {
  return many(
    tx,
    sql<LineRow>`
      select r.import_id, r.line, i.source, i.status, r.fact, r.raw
      from import_rows r
      join imports i on i.id = r.import_id
      where (r.import_id, r.line) > (${after.import_id}::bigint, ${after.line}::bigint)
        and (r.fact::text ~* ${pattern} or r.raw ~* ${pattern})
      order by r.import_id, r.line
      limit ${STEP}
    `,
  )
}

function lineOf(
  { import_id, line, source, status, fact, raw }: LineRow,
  erased: (it: Identifier) => boolean,
  how: Redaction,
): NewLine[] {
  const facts = sift(fact, source, erased)
  const gone = {
    ...facts,
    ...(raw !== null && sift(raw, source, erased).sifted && { fact: undefined }),
  }
  const waits = status === 'staging' || status === 'staged'
  if (gone.fact === undefined)
    return [
      { import_id, line, fact: fact === null || waits ? null : {}, raw: null, refused: waits },
    ]
  const left = { fact: how.json(facts.fact), raw: raw === null ? null : how.text(raw) }
  const same = JSON.stringify(left.fact) === JSON.stringify(fact) && left.raw === raw
  return same ? [] : [{ import_id, line, ...left, refused: false }]
}

async function write(tx: Db, lines: NewLine[]): Promise<number> {
  if (lines.length === 0) return 0
  return run(
    tx,
    sql`
      update import_rows r
      set fact = case when l.fact <> 'null' then l.fact end, raw = l.raw,
        outcome = case when l.refused then 'refused' else r.outcome end,
        code = case when l.refused then ${ERASED.code} else r.code end,
        message = case when l.refused then ${ERASED.message} when l.fact = '{}' then null else r.message end
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as l(import_id bigint, line bigint, fact jsonb, raw text, refused boolean)
      where r.import_id = l.import_id and r.line = l.line
    `,
  )
}
