import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Act, act, mergedPull } from '../../test/arbitrary-acts.ts'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { CATALOGUE } from '../metrics/catalogue.ts'
import { rollup } from '../metrics/rollup.ts'
import * as audit from '../store/audit.ts'
import { type Database, many, run, transaction } from '../store/db.ts'
import type { SourceRow } from '../store/sources.ts'
import { finish } from './import/finish.ts'
import { undo } from './import/undo.ts'
import { write } from './sync/batch.ts'

const held = testDatabase()
/** The same acts at every run; to hunt for more, raise the number of runs and take the seed away. */
const SEED = 20_261_122
const TODAY = '2026-03-02'

/** Keeps facts as a batch of the source github does. */
function keep({ db }: Database, facts: Extract<Act, { act: 'source' }>['facts']): Promise<void> {
  return transaction(db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'sources.sync' })
    const by = { entry, import_id: null, source: 'github', today: TODAY }
    const source = { id: 1, key: 'github' } as SourceRow
    await write(
      tx,
      { source, time_zone: 'UTC', counts: {} },
      {
        batch: { facts },
        by,
      },
    )
    await finish(tx, by, { directory: false })
  })
}

async function perform(database: Database, acts: Act[]): Promise<void> {
  const imports: number[] = []
  for (const it of acts)
    if (it.act === 'count') await rollup(database)
    else if (it.act === 'source') await keep(database, it.facts)
    else if (it.act === 'file') imports.push((await importFacts(database, it)).import_id)
    else if (imports.length > 0) {
      const [id = 0] = imports.splice(it.place % imports.length, 1)
      await undo(database, id, { actor: 'test', now: new Date(), dry_run: false })
    }
  await rollup(database)
}

function weeks({ db }: Database) {
  return many(
    db,
    sql<{ row: string }>`
      select to_jsonb(w)::text as row from user_weeks w
      union all
      select to_jsonb(t)::text from user_tool_weeks t
      union all
      select to_jsonb(b)::text from user_week_buckets b
      union all
      select to_jsonb(p)::text from user_periods p
      union all
      select to_jsonb(p)::text from user_period_buckets p
      order by 1
    `,
  )
}

/** What has more values, or fewer, than buckets, of all metrics that have any. */
function unlike({ db }: Database) {
  const each = CATALOGUE.flatMap(({ id, denominator, buckets }) =>
    buckets
      ? sql`
          select user_id, week, ${id}::text as metric
          from (select w.user_id, w.week, ${denominator} as counted from user_weeks w) c
          full join (select w.user_id, w.week, length(${buckets}) as kept from user_week_buckets w) b using (user_id, week)
          where coalesce(c.counted, 0) <> coalesce(b.kept, 0)
        `
      : [],
  )
  return many(db, sql.join(each, sql` union all `))
}

async function everythingAnew(database: Database) {
  await run(database.db, sql`delete from user_weeks`)
  await run(database.db, sql`delete from user_week_buckets`)
  await run(database.db, sql`delete from user_tool_weeks`)
  for (const table of ['user_periods', 'user_period_buckets'])
    await run(database.db, sql`delete from ${sql.table(table)}`)
  await countFrom(database, '2025-11-03')
}

/** Has the weeks of everybody from a Monday on counted. */
async function countFrom(database: Database, monday: string) {
  await run(
    database.db,
    sql`
      insert into dirty_weeks (user_id, week)
      select u.id, w.week::date
      from users u
      cross join generate_series(${monday}::date, '2026-04-06'::date, interval '7 days') w(week)
      on conflict do nothing
    `,
  )
  await rollup(database)
}

async function empty({ db }: Database) {
  const tables = await many(
    db,
    sql<{ name: string }>`
      select t.table_name as name from information_schema.tables t
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name not in ('migrations', 'document_version', 'retention')
    `,
  )
  await run(
    db,
    sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity cascade`,
  )
}

const SPOKEN_OF = [
  ['github', 'pull_requests'],
  ['github', 'reviews'],
  ['github', 'pipeline_runs'],
  ['github', 'workspace_starts'],
  ['coder', 'tool_days'],
  ['calendar', 'calendar'],
] as const

/** Three people with their accounts, and sources that speak of all days there are: no act brings new days to count. */
async function begin(database: Database) {
  const names = ['ada', 'grace', 'ken']
  await importFacts(database, {
    kind: 'people',
    facts: names.map((name) => ({
      email: `${name}@example.com`,
      github_username: name,
      coder_username: name,
    })),
  })
  await keep(database, {
    accounts: names.map((username) => ({ account: { username } })),
  })
  await importFacts(database, {
    kind: 'absences',
    facts: names.map((name) => ({
      account: { email: `${name}@example.com` },
      first_day: '2025-12-01',
      last_day: '2025-12-01',
    })),
  })
  await importFacts(database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [1, 2, 3].map((number) => mergedPull(number)),
  })
  for (const [source, subject] of SPOKEN_OF)
    await run(
      database.db,
      sql`
        insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
        values (${source}, ${subject}, ${subject === 'tool_days' ? 'Coder' : null}, '2025-12-01', '2026-04-06', 1, 1)
      `,
    )
  await everythingAnew(database)
}

test('whatever the order in which facts, links, attributes and undoings come, the weeks are those of a count of everything anew', {
  timeout: 300_000,
}, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
      await empty(database)
      await begin(database)
      await perform(database, acts)
      const counted = await weeks(database)
      await everythingAnew(database)
      expect(counted).toEqual(await weeks(database))
      expect(await unlike(database)).toEqual([])
    }),
    { numRuns: 30, seed: SEED },
  )
})

test('counters that share the weeks of everybody, half by half, count what one alone counts', async () => {
  const { database } = held
  await empty(database)
  await begin(database)
  const alone = await weeks(database)
  const counters = [1, 2, 3].map(() => countFrom(database, '2000-12-25'))
  await Promise.all(counters)
  await rollup(database)
  expect(await weeks(database)).toEqual(alone)
  expect(await many(database.db, sql`select from dirty_weeks`)).toEqual([])
  expect(alone.length).toBeGreaterThan(50)
})
