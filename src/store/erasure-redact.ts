import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import type { Identity } from './erasure-identity.ts'

/** What stands where an erased person was named. */
export const STRUCK_OUT = '[erased]'

/** Fields that hold who somebody is, in which a username alone is struck out; elsewhere it may be any word. */
const NAMING = /user|login|name|author|account|owner|actor|about|lead|display|email|sub|who|by$/i

/** How a person is found in texts, and struck out of them. */
export interface Redaction {
  /** A regular expression of PostgreSQL, without case, that finds the texts which may name the person. */
  pattern: string
  text(text: string): string
  json(value: unknown): unknown
}

/**
 * Strikes a person out of texts: addresses and full names wherever they stand, usernames and single names where a field
 * holds nothing else and says who somebody is.
 */
export function redactionOf({ emails, names, usernames }: Identity): Redaction {
  const everywhere = [...emails, ...names.filter((name) => /\S\s+\S/.test(name.trim()))]
  const alone = new Set([...usernames, ...names].map((it) => it.toLowerCase()))
  const found = longestFirst(everywhere).map(escaped)
  const inText =
    found.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}._%+-])(?:${found.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu')
      : undefined
  const text = (it: string) => (inText ? it.replace(inText, STRUCK_OUT) : it)
  const json = (it: unknown, field = ''): unknown => {
    if (typeof it === 'string')
      return alone.has(it.toLowerCase()) && NAMING.test(field) ? STRUCK_OUT : text(it)
    if (Array.isArray(it)) return it.map((one) => json(one, field))
    if (typeof it !== 'object' || it === null) return it
    return Object.fromEntries(Object.entries(it).map(([key, one]) => [text(key), json(one, key)]))
  }
  const all = longestFirst([...everywhere, ...alone])
  // in JSON as PostgreSQL writes it some letters have a stroke before them
  const written = all.flatMap((it) => [it, JSON.stringify(it).slice(1, -1)])
  const pattern = [...new Set(written)].map(escaped).join('|')
  return { pattern, text, json: (value) => json(value) }
}

/** Strikes a person out of a column of texts or of JSON; gives how many rows were changed. */
export async function redact(
  tx: Db,
  { table, column }: { table: string; column: string },
  how: Redaction,
): Promise<number> {
  const of = sql.ref(`t.${column}`)
  const rows = await many(
    tx,
    sql<{ at: string; value: unknown; type: string }>`
      select t.ctid::text as at, ${of} as value, pg_typeof(${of})::text as type
      from ${sql.table(table)} t
      where ${of}::text ~* ${how.pattern}
      for update
    `,
  )
  let changed = 0
  for (const { at, value, type } of rows) {
    const isJson = type === 'jsonb'
    const before = isJson ? JSON.stringify(value) : String(value)
    const after = isJson ? JSON.stringify(how.json(value)) : how.text(before)
    if (after === before) continue
    changed += await run(
      tx,
      sql`
        update ${sql.table(table)} t set ${sql.ref(column)} = ${after}::text::${isJson ? sql`jsonb` : sql`text`}
        where t.ctid = ${at}::tid
      `,
    )
  }
  return changed
}

const longestFirst = (texts: readonly string[]) =>
  [...new Set(texts)].filter((it) => it !== '').toSorted((a, b) => b.length - a.length)

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
