import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import { type Identifier, identifiersIn, type Sifted, sift } from './tombstones-facts.ts'

/** The lock between an erasure and whatever keeps lines or facts outside of the lock of imports. */
const LOCK = 7023023

/** What is said of a line about somebody who was erased. */
export const ERASED = {
  code: 'erased',
  message: 'This is about somebody who was erased; it was left out, and is not kept.',
} as const

/** Lets nothing be staged while somebody is erased. Held to the end of the transaction. */
export async function hold(tx: Db): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`)
}

/** Keeps hashes of what an erased person was known by. */
export async function bury(tx: Db, entry: number, of: readonly Identifier[]): Promise<void> {
  const key = await keyOf(tx)
  const hashes = [...new Set(of.map((it) => hashOf(key, it)))]
  await run(
    tx,
    sql`
      insert into tombstones (hash, erased_in)
      select h, ${entry} from unnest(${hashes}::text[]) h
      on conflict do nothing
    `,
  )
}

/** Whether an erased person was known by one of these. */
export async function knows(db: Db, of: readonly Identifier[]): Promise<boolean> {
  return (await among(db, of)).length > 0
}

/**
 * Facts of a source, or lines of an import, without what is about erased people: of each what is left of it, and undefined
 * where it is about such a person as a whole. No erasure goes on meanwhile, until the transaction ends.
 */
export async function siftAll<T>(
  tx: Db,
  source: string,
  facts: readonly T[],
): Promise<Sifted<T>[]> {
  await run(tx, sql`select pg_advisory_xact_lock_shared(${sql.lit(LOCK)})`)
  const { any } = await one(
    tx,
    sql<{ any: boolean }>`select exists (select from tombstones) as any`,
  )
  if (!any) return facts.map((fact) => ({ fact, sifted: false }))
  const named = facts.flatMap((fact) => identifiersIn(fact, source))
  const erased = new Set((await among(tx, named)).map(nameOf))
  return facts.map((fact) => sift(fact, source, (it) => erased.has(nameOf(it))))
}

async function among(db: Db, of: readonly Identifier[]): Promise<Identifier[]> {
  if (of.length === 0) return []
  const key = await keyOf(db)
  const byHash = new Map(of.map((it) => [hashOf(key, it), it]))
  const found = await many(
    db,
    sql<{ hash: string }>`
      select t.hash from tombstones t where t.hash = any (${[...byHash.keys()]}::text[])
    `,
  )
  return found.flatMap(({ hash }) => byHash.get(hash) ?? [])
}

async function keyOf(db: Db): Promise<Buffer> {
  const { key } = await one(
    db,
    sql<{ key: string }>`select encode(k.key, 'hex') as key from tombstone_key k`,
  )
  return Buffer.from(key, 'hex')
}

/** HMAC-SHA-256 (RFC 2104); what is known by two names of one form has one hash. */
function hashOf(key: Buffer, it: Identifier): string {
  return createHmac('sha256', key).update(nameOf(it)).digest('base64url')
}

const nameOf = ({ kind, value }: Identifier) => `${kind}:${value.trim().toLowerCase()}`
