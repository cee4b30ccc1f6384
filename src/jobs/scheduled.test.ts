import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type CoderOptions, type FakeCoder, startCoder } from '../../test/fakes/coder/start.ts'
import { givenSource, SECRET_KEY } from '../../test/source.ts'
import * as audit from '../store/audit.ts'
import { many, run, transaction } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as sources from '../store/sources.ts'
import * as syncs from '../store/syncs.ts'
import { keepReading } from './scheduled.ts'

const held = testDatabase()

const NOW = new Date('2026-08-20T09:30:00Z')
const log: Record<string, unknown>[] = []

const started: FakeCoder[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((fake) => fake.close()))
  await run(held.database.db, sql`update sources set removed_at = now()`)
  log.length = 0
})

async function coder(options: CoderOptions = {}) {
  const fake = await startCoder({ count: 5, ...options })
  started.push(fake)
  const source_id = await givenSource(held.database, {
    kind: 'coder',
    name: 'Coder',
    settings: { url: fake.url, usage_from: '2026-08-10' },
    secret: { token: fake.tokens.auditor },
    schedule: '17 * * * *',
  })
  return { fake, source_id }
}

function reading() {
  let brought = 0
  const it = keepReading({
    database: held.database,
    log: pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) }),
    secretKey: () => SECRET_KEY,
    brought: () => {
      brought += 1
    },
    now: () => NOW,
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= it.stop()
    return stopped
  }
  onTestFinished(stop)
  return { ...it, stop, brought: () => brought }
}

const statusOf = async (source_id: number) =>
  (await syncs.latest(held.database.db, [source_id]))[0]?.status

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

const planned = () =>
  many(
    held.database.db,
    sql<{ key: string; cron: string; timezone: string }>`
      select s.key, s.cron, s.timezone from pgboss.schedule s order by s.key
    `,
  ).catch(() => [])

/** Changes a source as an administrator does. */
const change = (id: number, changes: sources.SourceChanges) =>
  transaction(held.database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'sources.update' })
    await sources.update(tx, id, changes, entry)
  })

test('a run that is asked for answers when it has begun, goes on by itself and wakes the counting', async () => {
  const { source_id } = await coder()
  const { jobs, brought } = reading()
  const asked = { source_id, asked_by: 'user:1' }
  const id = await jobs.run(held.database, asked)
  expect(await statusOf(source_id)).toBe('running')
  await expect(jobs.run(held.database, asked)).rejects.toThrow('already')
  await until(async () => expect(await statusOf(source_id)).toBe('done'))
  const [sync] = await syncs.latest(held.database.db, [source_id])
  expect(sync).toMatchObject({ id, asked_by: 'user:1' })
  await until(async () => expect(brought()).toBeGreaterThan(0))
  expect(log.filter(({ level }) => level === 50)).toEqual([])
})

test('schedules are those of the sources, in the zone of the organisation, and follow them', async () => {
  const { source_id } = await coder()
  const key = String(source_id)
  const { jobs } = reading()
  await until(async () =>
    expect(await planned()).toEqual([{ key, cron: '17 * * * *', timezone: 'UTC' }]),
  )
  await transaction(held.database.db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'settings.update' })
    await settings.update(tx, { time_zone: 'Europe/Lisbon' }, entry)
  })
  await change(source_id, { schedule: '0 4 * * 1' })
  jobs.changed()
  await until(async () =>
    expect(await planned()).toEqual([{ key, cron: '0 4 * * 1', timezone: 'Europe/Lisbon' }]),
  )
  await change(source_id, { paused: true })
  jobs.changed()
  await until(async () => expect(await planned()).toEqual([]))
})

test('a run that the end of the server cuts off is read to its end by the next one', async () => {
  const { fake, source_id } = await coder()
  const { promise: asked, resolve: seen } = Promise.withResolvers<void>()
  fake.script(({ path }) => {
    if (path.endsWith('user-activity')) seen()
    return path.endsWith('user-activity') ? { kind: 'stalled' } : undefined
  })
  const first = reading()
  await first.jobs.run(held.database, { source_id, asked_by: 'user:1' })
  await asked
  await first.stop()
  expect(await statusOf(source_id)).toBe('running')
  expect(log.filter(({ level }) => level === 50)).toEqual([])
  fake.script(() => undefined)
  reading()
  await until(async () => expect(await statusOf(source_id)).toBe('done'))
  const runs = await syncs.list(held.database.db, source_id, 10)
  expect(runs.map(({ status, asked_by }) => [status, asked_by])).toEqual([
    ['done', 'schedule'],
    ['cut', 'user:1'],
  ])
})

test('a source that says when to ask again is asked again then', async () => {
  const { fake, source_id } = await coder()
  const { jobs } = reading()
  fake.script(({ path }) =>
    path.endsWith('user-activity')
      ? { kind: 'status', status: 429, headers: { 'retry-after': '7200' } }
      : undefined,
  )
  await jobs.run(held.database, { source_id, asked_by: 'user:1' })
  await until(async () => expect(await statusOf(source_id)).toBe('failed'))
  const [sync] = await syncs.latest(held.database.db, [source_id])
  await until(async () => {
    const waiting = await many(
      held.database.db,
      sql`
        select j.data from pgboss.job j
        where j.name = 'sync' and j.start_after = ${sync?.retry_at ?? null}::timestamptz
      `,
    )
    expect(waiting).toEqual([{ data: { source_id } }])
  })
})

test('without a source nothing looks for work', async () => {
  const statements: string[] = []
  const { query, exec } = held.database
  const database = {
    ...held.database,
    query: (text: string, ...more: unknown[]) => {
      statements.push(text)
      return query(text, ...(more as []))
    },
    exec: (text: string) => {
      statements.push(text)
      return exec(text)
    },
  }
  const { stop } = keepReading({
    database,
    log: pino({ level: 'silent' }),
    secretKey: () => SECRET_KEY,
    brought: () => {},
  })
  await stop() // which waits for the first look at the sources
  expect(statements).toEqual([])
})
