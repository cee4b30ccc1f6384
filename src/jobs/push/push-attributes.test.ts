import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { codes, NAMES, twoFacets } from '../../../test/fakes/dx/two-facets.ts'
import * as given from '../../../test/given.ts'
import { many, run } from '../../store/db.ts'

const { here, there, calls, push, theirs } = twoFacets()

const set = (email: string, name: string, value: string | null) =>
  there.call('users.attributes.update', { email, attributes: [{ name, value }] })

/** Ends a value here, as its removal would. */
const lose = (email: string, name: string) =>
  run(
    here.database.db,
    sql`
      update user_attributes ua set valid_to = '2026-03-02'
      from users u, attributes a
      where u.id = ua.user_id and a.id = ua.attribute_id and u.email = ${email} and a.name = ${name}
    `,
  )

test('options, several values, dates and booleans arrive, by a call a person; a second push sends nothing', async () => {
  const first = await push()
  expect(first).toMatchObject({ dry_run: false, people: 5, changed: 2, set: 6, removed: 0 })
  expect(await theirs('ada@example.com')).toEqual([
    ...['Level=L4', 'Tools=Coder', 'Tools=Cursor', 'Since=2024-02-29', 'Remote=true', 'Site=UK'],
  ])
  expect(await theirs('ben@example.com')).toEqual(['Level=L5', 'Remote=false'])
  expect(calls('users.attributes.update')).toBe(2)
  const second = await push()
  expect(second).toMatchObject({ changed: 0, set: 0, removed: 0, changes: [] })
  expect(calls('users.attributes.update')).toBe(2)
})

test('who is unknown or deactivated there is told, and nobody here is told of strangers', async () => {
  const result = await push()
  expect(codes(result)).toEqual([
    ['nobody@example.com', 'unknown_there'],
    ['gone@example.com', 'deactivated'],
    ['left@example.com', 'deactivated'],
  ])
  expect(await theirs('stranger@example.com')).toEqual(['Level=L9'])
  expect(await theirs('left@example.com')).toEqual(['Site=US'])
})

test('a dry run counts, tells the first fifty, and changes nothing on either side', async () => {
  const more = Array.from({ length: 52 }, (_, n) => `p${n}@example.com`)
  await given.people(
    here.database,
    more.map((email) => ({ email, attributes: { Level: ['L4'] } })),
  )
  await given.people(
    there.held.database,
    more.map((email) => ({ email, start_date: '2026-01-01' })),
  )
  const before = calls('users.attributes.update')
  const result = await push({ dry_run: true })
  expect(result).toMatchObject({ dry_run: true, changed: 54, set: 58, removed: 0 })
  expect(result.changes).toHaveLength(50)
  expect(result.changes[0]).toEqual({
    email: 'ADA@example.com',
    attribute: 'Level',
    before: [],
    after: ['L4'],
  })
  expect(calls('users.attributes.update')).toBe(before)
  expect(await many(here.database.db, sql`select from pushed_values`)).toEqual([])
  const { changes: _, ...counts } = await push()
  expect(counts).toMatchObject({ changed: 54, set: 58, removed: 0 })
})

test('a value that is removed here is removed there, if it came from here', async () => {
  await push()
  await lose('ada@example.com', 'Tools')
  await lose('cy@example.com', 'Level')
  const result = await push()
  expect(result).toMatchObject({ changed: 2, set: 0, removed: 2 })
  expect(result.changes).toContainEqual({
    email: 'ADA@example.com',
    attribute: 'Tools',
    before: ['Coder', 'Cursor'],
    after: [],
  })
  expect(await theirs('ada@example.com')).not.toContain('Tools=Coder')
  expect(await theirs('cy@example.com')).toEqual([])
  expect(await push()).toMatchObject({ changed: 0 })
})

test('what was changed there is left and told, unless it is to be overwritten', async () => {
  await push()
  await set('ben@example.com', 'Level', 'L8')
  const result = await push()
  expect(result.changed).toBe(0)
  expect(codes(result)).toContainEqual(['ben@example.com', 'changed_there'])
  expect(await theirs('ben@example.com')).toContain('Level=L8')
  expect(await push({ overwrite: true })).toMatchObject({ changed: 1, set: 1 })
  expect(await theirs('ben@example.com')).toContain('Level=L5')
})

test('hidden and privileged attributes stay here unless they are asked for', async () => {
  const { db } = here.database
  await run(db, sql`update attributes set privileged = true where name = 'Level'`)
  await run(db, sql`update attributes set hidden = true where name = 'Remote'`)
  const result = await push({ attributes: ['level', 'REMOTE'] })
  expect(result).toMatchObject({ changed: 0, people: 0 })
  expect(codes(result)).toEqual([
    ['Level', 'restricted_attribute'],
    ['Remote', 'restricted_attribute'],
  ])
  expect(await push({ attributes: ['level'], restricted: true })).toMatchObject({ set: 2 })
})

test('an attribute that the other side does not have is made only when asked', async () => {
  await given.people(here.database, [
    { email: 'ada@example.com', attributes: { 'Coder usage': ['daily'] } },
  ])
  const attributes = ['coder usage', 'Typo']
  expect(codes(await push({ attributes }))).toEqual([
    ['Coder usage', 'missing_there'],
    ['Typo', 'unknown_attribute'],
  ])
  expect(await push({ attributes, create: true })).toMatchObject({ set: 1 })
  expect(await theirs('ada@example.com')).toContain('Coder usage=daily')
  expect(await push({ attributes, create: true })).toMatchObject({ changed: 0, same: 5 })
})

test('a hidden attribute there is compared with what was pushed', async () => {
  const { attribute_groups } = await there.call('attributeGroups.list', {})
  const id = attribute_groups.find(({ name }) => name === 'Level')?.id ?? ''
  await there.call('attributeGroups.update', { id, hidden: true })
  expect(await push({ attributes: ['Level'] })).toMatchObject({ set: 3 })
  expect(await push({ attributes: ['Level'] })).toMatchObject({ changed: 0 })
})

test('only hashes are kept of what was pushed, one row a user and attribute, and the log says who pushed', async () => {
  await push({ actor: 'user:1' })
  const rows = await many(
    here.database.db,
    sql<{ row: string }>`
      select a.name || ' ' || p.source as row from pushed_values p join attributes a on a.id = p.attribute_id
      join users u on u.id = p.user_id where u.email = 'ada@example.com' order by a.position
    `,
  )
  expect(rows.map(({ row }) => row)).toEqual(NAMES.map((name) => `${name} dx`))
  const all = await many(here.database.db, sql`select p.* from pushed_values p`)
  for (const value of ['L4', 'Coder', '2024'])
    expect(JSON.stringify(all)).not.toContain(`"${value}`)
  const log = await many(
    here.database.db,
    sql`select l.actor, l.object, l.details from audit_log l where l.action = 'sources.push' order by l.id desc limit 1`,
  )
  expect(log).toEqual([{ actor: 'user:1', object: 'source:dx', details: { attributes: NAMES } }])
})
