import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { dayAfter, toWire } from '../model/index.ts'
import { many, one, run } from '../store/db.ts'
import { recompute } from './usage-levels.ts'

const { held, call } = testApp()
const MONDAY = '2026-01-05'
const at = (day: string) => new Date(`${day}T12:00:00Z`)

/** Days of use of an account, from Monday the 5th of January on, told in a file that covers two months of everybody. */
function use(tool: string, email: string, days: number[]) {
  return importFacts(held.database, {
    kind: 'tool_days',
    facts: days.map((n) => ({ tool, account: { email }, day: dayAfter(MONDAY, n), minutes: 60 })),
    options: { from: '2025-11-03', to: '2026-03-02' },
  })
}

const historyOf = (email: string, name: string) =>
  many(
    held.database.db,
    sql<{ value: string; from: string; to: string }>`
      select ua.value, ua.valid_from as "from", ua.valid_to as "to"
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      join users u on u.id = ua.user_id
      where u.email = ${email} and a.name = ${name} and ua.valid_from < ua.valid_to
      order by ua.valid_from
    `,
  )

test('a level of one class more is written on the fourteenth day on which it is found, not before', async () => {
  await given.people(held.database, [{ email: 'ada@example.com' }, { email: 'grace@example.com' }])
  await use('Coder', 'ada@example.com', [0])
  await recompute(held.database, at('2026-01-18'))
  const name = 'Coder usage'
  const before = [
    { value: 'unknown', from: '2025-11-03', to: '2025-11-17' },
    { value: 'none', from: '2025-11-17', to: 'infinity' },
  ]
  expect(await historyOf('ada@example.com', name)).toEqual(before)
  await recompute(held.database, at('2026-01-19'))
  expect((await historyOf('ada@example.com', name)).slice(1)).toEqual([
    { value: 'none', from: '2025-11-17', to: '2026-01-19' },
    { value: 'monthly', from: '2026-01-19', to: 'infinity' },
  ])
})

test('a level of several classes more is written at once, and a week of use that another one follows is the adoption', async () => {
  await use('Coder', 'grace@example.com', [0, 1, 2, 3, 4, 7, 8, 9, 10, 11])
  await recompute(held.database, at('2026-01-19'))
  expect((await historyOf('grace@example.com', 'Coder usage')).at(-1)).toEqual({
    value: 'daily',
    from: '2026-01-17',
    to: 'infinity',
  })
  expect(await historyOf('grace@example.com', 'Coder adopted')).toEqual([
    { value: MONDAY, from: '2026-01-13', to: 'infinity' },
  ])
})

test('the values stand in users.list, in the order of the levels, and no file overwrites them', async () => {
  await given.people(held.database, [
    { email: 'grace@example.com', attributes: { 'Coder usage': ['never'], Level: ['L4'] } },
  ])
  const { users } = await call('users.list', {})
  expect(users.find((user) => user.email === 'grace@example.com')?.attributes).toEqual([
    { name: 'Coder usage', value: 'daily' },
    { name: 'Coder adopted', value: MONDAY },
    { name: 'Level', value: 'L4' },
  ])
  const options = await many(
    held.database.db,
    sql<{
      value: string
    }>`select o.value from attribute_options o order by o.attribute_id, o.position`,
  )
  expect(options.map(({ value }) => value).slice(0, 7)).toEqual([
    'none',
    'monthly',
    'weekly',
    'daily',
    'no account',
    'suspended',
    'unknown',
  ])
})

test('an undone import takes its levels with it', async () => {
  const { import_id } = await use('Zed', 'ada@example.com', [0, 1, 7, 8])
  await recompute(held.database, at('2026-02-01'))
  expect(await historyOf('ada@example.com', 'Zed adopted')).toHaveLength(1)
  await call('imports.undo', { id: toWire(import_id) })
  await recompute(held.database, at('2026-02-01'))
  expect(await historyOf('ada@example.com', 'Zed adopted')).toEqual([])
  expect(await historyOf('ada@example.com', 'Zed usage')).toEqual([])
})

test('an attribute that somebody else has under the name stays theirs', async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', attributes: { 'Vim usage': ['a lot'] } },
  ])
  await use('Vim', 'ada@example.com', [0])
  const done = await recompute(held.database, at('2026-02-01'))
  expect(done.find(({ tool }) => tool === 'Vim')).toEqual({ tool: 'Vim', values: null })
  expect(await historyOf('ada@example.com', 'Vim usage')).toMatchObject([{ value: 'a lot' }])
})

test('a value that is right already is not touched, nor is anything noted', async () => {
  const { db } = held.database
  const state = () =>
    one(
      db,
      sql`
        select (select json_agg(ua order by ua.id) from user_attributes ua) as values,
          (select count(*) from audit_log a where a.action = 'usageLevels.recompute') as entries,
          (select v.version from document_version v) as version
      `,
    )
  const before = await state()
  await recompute(held.database, at('2026-02-01'))
  expect(await state()).toEqual(before)
  await run(db, sql`update usage_tools set last_day = null`)
  await recompute(held.database, at('2026-02-01'))
  expect(await state()).toEqual(before)
})

test('what the attribute of Coder means is said with the attribute: connected time', async () => {
  const { description } = await one(
    held.database.db,
    sql<{
      description: string
    }>`select a.description from attributes a where a.name = 'Coder usage'`,
  )
  expect(description).toContain('connected time')
})
