import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { importFacts } from '../../test/facts.ts'
import * as given from '../../test/given.ts'
import { many, one, run } from '../store/db.ts'
import { doDay, isDue, keepDaily } from './daily.ts'

const { held, call } = testApp()
const TODAY = given.NOW
const TOMORROW = new Date('2026-03-03T00:00:30Z')

const useOf = (tool: string) =>
  importFacts(held.database, {
    kind: 'tool_days',
    facts: [{ tool, account: { email: 'ada@example.com' }, day: '2026-02-27', minutes: 60 }],
    options: { from: '2026-01-01', to: '2026-03-02' },
  })

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', attributes: { Level: ['L4'] } },
    { email: 'grace@example.com' },
  ]),
)

test('who joins a team on a later day is listed from then until the day on which the membership ends', async () => {
  const { database } = held
  await run(
    database.db,
    sql`
      with team as (
        insert into teams (name, created_in, changed_in) values ('Web', 0, 0) returning id
      )
      insert into team_members (user_id, team_id, valid_from, valid_to, created_in, changed_in)
      select u.id, t.id, '2026-03-04', '2026-03-06', 0, 0
      from team t
      join users u on u.email = 'grace@example.com'
    `,
  )
  const totals: number[] = []
  for (const day of [
    '2026-03-02',
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-05',
    '2026-03-02',
  ]) {
    await doDay(database, new Date(`${day}T12:00:00Z`))
    totals.push((await call('users.list', {})).total)
  }
  expect(totals).toEqual([1, 2, 2, 1, 2, 1])
})

const attributesOf = async (email: string) => {
  const { users } = await call('users.list', {})
  return users.find((user) => user.email === email)?.attributes ?? null
}

test('a value that begins tomorrow shows in users.list tomorrow, and one that ends is gone', async () => {
  const { database } = held
  await useOf('Coder')
  await call('users.attributes.update', {
    email: 'ada@example.com',
    attributes: [{ name: 'Level', value: 'L5' }],
    valid_from: '2026-03-03',
  })
  await doDay(database, TODAY)
  expect(await attributesOf('ada@example.com')).toContainEqual({ name: 'Level', value: 'L4' })
  expect(await isDue(database.db, TODAY)).toBe(false)
  expect(await isDue(database.db, TOMORROW)).toBe(true)
  expect((await doDay(database, TOMORROW)).turned).toBe(1)
  const attributes = await attributesOf('ada@example.com')
  expect(attributes).toContainEqual({ name: 'Level', value: 'L5' })
  expect(attributes).not.toContainEqual({ name: 'Level', value: 'L4' })
  expect((await doDay(database, TOMORROW)).turned).toBe(0)
})

test('two servers that do the same day at once do it once', async () => {
  const { database } = held
  await run(database.db, sql`delete from user_attributes where source = 'facet'`)
  await run(database.db, sql`delete from usage_weeks`)
  await run(database.db, sql`update usage_tools set last_day = null`)
  const both = await Promise.all([doDay(database, TOMORROW), doDay(database, TOMORROW)])
  expect(both.map(({ levels }) => (levels[0]?.values ?? 0) > 0).sort()).toEqual([false, true])
  const rows = await many(
    database.db,
    sql`
      select u.email, ua.value, ua.valid_from as "from"
      from user_attributes ua
      join users u on u.id = ua.user_id
      where ua.source = 'facet'
      order by 1, 3
    `,
  )
  expect(rows).toEqual([
    { email: 'ada@example.com', value: 'unknown', from: '2026-01-01' },
    { email: 'ada@example.com', value: 'none', from: '2026-01-15' },
    { email: 'grace@example.com', value: 'unknown', from: '2026-01-01' },
  ])
})

test('a server does the day when it starts, and again when it is woken', async () => {
  const { database } = held
  await run(database.db, sql`update document_version set day = '2026-03-01'`)
  const daily = keepDaily(database, pino({ level: 'silent' }), () => TODAY)
  while (await isDue(database.db, TODAY)) await turn()
  await useOf('Zed')
  const made = sql<{ n: number }>`
    select count(*) as n from attributes a where a.name in ('Zed usage', 'Zed adopted')
  `
  expect((await one(database.db, made)).n).toBe(0)
  daily.wake()
  while ((await one(database.db, made)).n < 2) await turn()
  await daily.stop()
})

test('people whose import is undone go, whatever the server itself has said of them meanwhile', async () => {
  const { import_id: id } = await call('imports.create', {
    content: 'email,name\nmarie@example.com,Marie\n',
  })
  await call('imports.apply', { id })
  await useOf('Vim')
  await doDay(held.database, TODAY)
  expect(await attributesOf('marie@example.com')).not.toBeNull()
  await call('imports.undo', { id })
  expect((await call('users.search', { q: 'marie' })).total).toBe(0)
})
