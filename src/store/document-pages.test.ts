import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { run, transaction } from './db.ts'
import * as documentPages from './document-pages.ts'
import * as documents from './documents.ts'

const held = testDatabase()

/** Makes exactly these users, listed or not, by their ids. */
function setUsers(users: Map<number, boolean>): Promise<void> {
  return transaction(held.database.db, async (tx) => {
    const ids = [...users.keys()]
    await run(
      tx,
      sql`
        create temp table touched on commit drop as
        select d.user_id from user_documents d union select unnest(${ids}::bigint[])
      `,
    )
    for (const table of ['user_documents', 'users'])
      await run(tx, sql`delete from ${sql.table(table)}`)
    await run(
      tx,
      sql`
        insert into users (id, email, name, protected, created_in, changed_in) overriding system value
        select n.id, n.id || '@example.com', n.id::text, n.listed, 0, 0
        from unnest(${ids}::bigint[], ${[...users.values()]}::boolean[]) n(id, listed)
      `,
    )
    await documents.refresh(tx, '2026-03-02')
  })
}

const idsOn = ({ users }: documentPages.DocumentPage) =>
  (JSON.parse(`[${users}]`) as { name: string }[]).map(({ name }) => Number(name))

const ids = fc.integer({ min: 1, max: 700 })
const someUsers = fc
  .array(fc.tuple(ids, fc.boolean()), { maxLength: 300 })
  .map((pairs) => new Map(pairs))

test('page after page gives each listed user once, in order of id, after any change', async () => {
  // what is remembered of one list must not find pages of the next
  await setUsers(new Map(Array.from({ length: 100 }, (_, n) => [600 + n, true])))
  await documentPages.read(held.database, { page: 1, page_size: 100, privileged: false })
  await fc.assert(
    fc.asyncProperty(someUsers, fc.integer({ min: 1, max: 100 }), async (users, page_size) => {
      await setUsers(users)
      const listed = [...users]
        .filter(([, on]) => on)
        .map(([id]) => id)
        .sort((a, b) => a - b)
      for (let page = 1; page <= Math.ceil(listed.length / page_size) + 1; page++) {
        const wanted = { page, page_size, privileged: false }
        const found = await documentPages.read(held.database, wanted)
        expect(idsOn(found)).toEqual(listed.slice((page - 1) * page_size, page * page_size))
        expect(found.total).toBe(listed.length)
      }
    }),
    { numRuns: 25 },
  )
})

test('a page is of one state of the list, while it changes', async () => {
  const few = new Map(Array.from({ length: 100 }, (_, n) => [n + 1, true]))
  const many = new Map(Array.from({ length: 300 }, (_, n) => [2 * n + 1, true]))
  const right = new Map([few, many].map((users) => [users.size, [...users.keys()].slice(90, 100)]))
  await setUsers(few)
  let changing = true
  const changes = (async () => {
    for (const users of [many, few, many, few]) await setUsers(users)
    changing = false
  })()
  changes.catch(() => {
    changing = false
  })
  while (changing) {
    const wanted = { page: 10, page_size: 10, privileged: false }
    const found = await documentPages.read(held.database, wanted)
    expect(idsOn(found)).toEqual(right.get(found.total))
  }
  await changes
})
