import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { type CoderOptions, type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { givenSource, SECRET_KEY } from '../../../test/source.ts'
import { many } from '../../store/db.ts'
import * as sources from '../../store/sources.ts'
import { drySync, runSync, type SyncDeps } from './run.ts'

const held = testDatabase()

const started: FakeCoder[] = []
afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))

async function coder(options: CoderOptions = {}) {
  const fake = await startCoder(options)
  started.push(fake)
  const source_id = await givenSource(held.database, {
    kind: 'coder',
    name: `Coder of ${fake.host}`,
    settings: { url: fake.url, usage_from: '2026-08-01' },
    secret: { token: fake.tokens.auditor },
  })
  return { fake, source_id }
}

const deps = (now = '2026-08-20T09:30:00Z'): SyncDeps => ({
  database: held.database,
  secretKey: SECRET_KEY,
  now: () => new Date(now),
  wait: async () => {},
})

const days = (source_id: number) =>
  many(
    held.database.db,
    sql<{ day: string; n: number }>`
      select d.day, count(*) as n
      from tool_days d
      join accounts a on a.id = d.account_id
      join sources s on s.key = a.source
      where s.id = ${source_id}
      group by d.day
      order by d.day
    `,
  )

test('a first run brings users and days of use, and a second one what is new', async () => {
  const { fake, source_id } = await coder({ count: 20 })
  const first = await runSync(deps(), { source_id, asked_by: 'test' })
  expect(first).toMatchObject({ status: 'done', error: null })
  expect(first.counts.tool_users?.created).toBeGreaterThan(20)
  expect((await days(source_id)).at(0)?.day).toBe('2026-08-03') // the first Monday
  const calls = fake.seen.length
  fake.world.now = () => new Date('2026-08-21T09:30:00Z')
  const second = await runSync(deps('2026-08-21T09:30:00Z'), { source_id, asked_by: 'test' })
  expect(second.status).toBe('done')
  expect(fake.seen.length - calls).toBeLessThan(12)
  expect(second.counts.tool_users?.created).toBe(0)
})

test('who has an account is an attribute that bears the name of the source, once the list is whole', async () => {
  await importFacts(held.database, {
    kind: 'people',
    facts: [{ email: 'nobody@elsewhere.example' }],
  })
  const { source_id } = await coder({ count: 5 })
  await runSync(deps(), { source_id, asked_by: 'test' })
  const source = await sources.info(held.database.db, source_id)
  const values = await many(
    held.database.db,
    sql<{ value: string }>`
      select distinct ua.value
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      where a.name = ${source?.name}
    `,
  )
  expect(values).toEqual([{ value: 'no account' }])
})

test('a source is never read twice at once', async () => {
  const { source_id } = await coder()
  await sources.take(held.database.db, source_id)
  await expect(runSync(deps(), { source_id, asked_by: 'test' })).rejects.toThrow('already')
})

test('a refusal of the source is the outcome of the run, in words, and the next run goes on', async () => {
  const { fake, source_id } = await coder()
  fake.script(({ path }) =>
    path.endsWith('user-activity') ? { kind: 'html', status: 200 } : undefined,
  )
  const failed = await runSync(deps(), { source_id, asked_by: 'test' })
  expect(failed).toMatchObject({ status: 'failed', error_code: 'not_the_api' })
  expect(failed.error).toContain('web page')
  fake.script(() => undefined)
  const next = await runSync(deps(), { source_id, asked_by: 'test' })
  expect(next.status).toBe('done')
  expect(next.counts.tool_users).toBeUndefined()
})

test('a dry run counts and keeps nothing', async () => {
  const { source_id } = await coder({ count: 10 })
  const { counts } = await drySync(deps(), source_id)
  expect(counts.tool_users).toBeGreaterThan(10)
  expect(await days(source_id)).toEqual([])
  expect((await sources.info(held.database.db, source_id))?.cursor).toBeNull()
})

test('what cannot be used is kept once with its reason', async () => {
  const { source_id } = await coder()
  await runSync(deps(), { source_id, asked_by: 'test' })
  await runSync(deps(), { source_id, asked_by: 'test' })
  const left = await sources.left(held.database.db, source_id, { page: 1, page_size: 100 })
  expect(left.map(({ code }) => code)).toContain('service_account')
  expect(new Set(left.map(({ about, code }) => `${about} ${code}`)).size).toBe(left.length)
})
