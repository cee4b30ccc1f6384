import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { one, run, transaction } from './db.ts'
import * as documentPages from './document-pages.ts'
import { arePending, defer, makePending } from './pending-documents.ts'

const held = testDatabase()
const PAGE = { page: 1, page_size: 100, privileged: false }

/** Somebody whom an act has created without a document. */
async function create(entry: number, name: string, today = '2026-03-02'): Promise<number> {
  return transaction(held.database.db, async (tx) => {
    const { id } = await one(
      tx,
      sql<{ id: number }>`
        insert into users (email, name, protected, created_in, changed_in)
        values (${`${name}@example.com`}, ${name}, true, ${entry}, ${entry})
        returning id
      `,
    )
    await defer(tx, { entry, today })
    return id
  })
}

const namesIn = ({ users }: documentPages.DocumentPage) =>
  (JSON.parse(`[${users}]`) as { name: string }[]).map(({ name }) => name)

test('whoever asks for the list first makes the documents that wait', async () => {
  await create(101, 'ada')
  expect(namesIn(await documentPages.read(held.database, PAGE))).toContain('ada')
  expect(await arePending(held.database.db)).toBe(false)
})

test('whoever asks for one document first makes those that wait', async () => {
  const id = await create(102, 'grace')
  const found = await documentPages.ofUsers(held.database.db, [id], PAGE)
  expect(JSON.parse(found.get(id) ?? 'null')).toMatchObject({ name: 'grace' })
})

test('several who ask at once each see the whole list', async () => {
  await create(103, 'edsger')
  await create(104, 'barbara')
  const pages = await Promise.all(
    Array.from({ length: 5 }, () => documentPages.read(held.database, PAGE)),
  )
  for (const page of pages)
    expect(namesIn(page)).toEqual(expect.arrayContaining(['edsger', 'barbara']))
})

test('a document that is made a day later is one of that day', async () => {
  const { db } = held.database
  const id = await create(105, 'alan')
  await run(
    db,
    sql`
      with a as (
        insert into attributes (name, kind, position, created_in, changed_in)
        values ('Level', 'option', 1, 105, 105) returning id
      )
      insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      select ${id}, a.id, v.value, v.since::date, v.until::date, 'test', 105, 105
      from a
      cross join (values ('L1', '-infinity', '2026-03-03'), ('L2', '2026-03-03', 'infinity')) v(value, since, until)
    `,
  )
  await run(db, sql`update document_version set day = '2026-03-03'`)
  expect(await makePending(db)).toBe(1)
  const found = await documentPages.ofUsers(db, [id], PAGE)
  expect(JSON.parse(found.get(id) ?? 'null')).toMatchObject({
    attributes: [{ name: 'Level', value: 'L2' }],
  })
})
