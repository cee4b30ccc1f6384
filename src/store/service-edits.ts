import { sql } from 'kysely'
import { type Db, many, maybeOne, run } from './db.ts'
import type { Change } from './journal.ts'

/** A service by its id, with what it is called beside its name; undefined when there is none. */
export function info(
  db: Db,
  id: number,
): Promise<{ id: number; name: string; aliases: string[] } | undefined> {
  return maybeOne(
    db,
    sql<{ id: number; name: string; aliases: string[] }>`
      select s.id, s.name,
        array(
          select n.key from service_names n where n.service_id = s.id and n.key <> lower(s.name) order by n.key collate "C"
        ) as aliases
      from services s
      where s.id = ${id}
    `,
  )
}

/** Those of some names, in lower case, that another service is called by already, with that service. */
export function takenBy(
  db: Db,
  id: number,
  keys: readonly string[],
): Promise<{ key: string; name: string }[]> {
  return many(
    db,
    sql<{ key: string; name: string }>`
      select n.key, s.name
      from service_names n
      join services s on s.id = n.service_id
      where n.key = any (${[...keys]}::text[]) and n.service_id <> ${id}
      order by n.key collate "C"
    `,
  )
}

/** Names a service anew: it is called by `name` and by the aliases, and by nothing else any more. */
export async function rename(
  tx: Db,
  { entry }: Change,
  { id, name, aliases }: { id: number; name: string; aliases: readonly string[] },
): Promise<void> {
  const keys = [...new Set([name, ...aliases].map((alias) => alias.toLowerCase()))]
  await run(
    tx,
    sql`update services s set name = ${name}, changed_in = ${entry} where s.id = ${id} and s.name <> ${name}`,
  )
  await run(
    tx,
    sql`delete from service_names n where n.service_id = ${id} and n.key <> all (${keys}::text[])`,
  )
  await run(
    tx,
    sql`
      insert into service_names (key, service_id, created_in, changed_in)
      select k.key, ${id}::bigint, ${entry}::bigint, ${entry}::bigint from unnest(${keys}::text[]) k(key)
      on conflict do nothing
    `,
  )
}

/** Takes a service away, with its names and whose it was. What was deployed stays, and is nobody's. */
export async function remove(tx: Db, id: number): Promise<void> {
  await run(tx, sql`delete from service_names n where n.service_id = ${id}`)
  await run(tx, sql`delete from service_owners o where o.service_id = ${id}`)
  await run(tx, sql`delete from services s where s.id = ${id}`)
}
