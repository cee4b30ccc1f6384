import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { rollup } from '../metrics/rollup.ts'
import type { AccountRef, Fact, FactKind } from '../model/index.ts'
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

const handle = fc.constantFrom('ada', 'grace', 'ken')
const account: fc.Arbitrary<AccountRef> = handle.map((name) => ({ username: name }))
const byMail: fc.Arbitrary<AccountRef> = handle.map((name) => ({ email: `${name}@example.com` }))
const day = fc
  .integer({ min: 0, max: 55 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const instant = fc
  .integer({ min: 0, max: 55 * 24 })
  .map((n) => new Date(Date.UTC(2026, 0, 1, n)).toISOString())
const hoursAfter = (at: string, hours: number) =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString()
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** A file, facts of a server, an import that is taken back, or a count of what is dirty so far. */
type Act =
  | { act: 'file'; kind: FactKind; source: string; facts: Fact[] }
  | { act: 'source'; facts: Parameters<typeof write>[2]['batch']['facts'] }
  | { act: 'undo'; place: number }
  | { act: 'count' }

const file = <K extends FactKind>(kind: K, source: string, fact: fc.Arbitrary<Fact<K>>) =>
  fc.array(fact, { minLength: 1, maxLength: 4 }).map(
    (facts): Act => ({
      act: 'file',
      kind,
      source,
      facts: facts.map((it) => JSON.parse(JSON.stringify(it)) as Fact),
    }),
  )

const one = (...values: string[]) => fc.constantFrom(...values).map((value) => [value])

const person = fc.record({
  email: handle.map((name) => `${name}@example.com`),
  start_date: maybe(day),
  end_date: maybe(day),
  time_zone: maybe(fc.constantFrom('Asia/Kolkata', 'America/New_York', 'UTC')),
  attributes: maybe(
    fc.record({
      FTE: one('0.8', '50%', '1'),
      Geo: one('US', 'Germany', 'Mars'),
      'Working days': one('Mon Tue', 'Monday, Friday', 'all'),
    }),
  ),
})

/** Pull requests 1 to 6: whose they are and when they were opened is always the same. */
const pull = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    merged_after: maybe(fc.integer({ min: 1, max: 900 })),
    closed_after: maybe(fc.integer({ min: 1, max: 900 })),
    title: maybe(fc.constantFrom('Fix', 'Revert "Fix"')),
    additions: maybe(fc.integer({ min: 0, max: 900 })),
    draft: maybe(fc.boolean()),
    authorship: maybe(fc.constantFrom('human' as const, 'assisted' as const, 'agent' as const)),
  })
  .map(({ number, merged_after, closed_after, ...rest }) => {
    const opened_at = hoursAfter('2026-01-02T01:00:00.000Z', number * 61)
    return {
      ...rest,
      repo: 'o/a',
      number,
      account: { username: ['ada', 'grace', 'ken'][number % 3] ?? 'ada' },
      opened_at,
      base_branch: 'main',
      merged_at: merged_after === undefined ? undefined : hoursAfter(opened_at, merged_after),
      closed_at: closed_after === undefined ? undefined : hoursAfter(opened_at, closed_after),
      merge_commit: `c${number}`,
    }
  })

const review = fc.record({
  repo: fc.constant('o/a'),
  number: fc.integer({ min: 1, max: 6 }),
  account,
  submitted_at: instant,
  state: fc.constant('commented' as const),
})

const toolDay = fc.record({
  tool: fc.constant('Coder'),
  account,
  day,
  minutes: fc.integer({ min: 0, max: 60 }),
})

const absence = fc
  .tuple(byMail, day, fc.integer({ min: 0, max: 9 }))
  .map(([account, first_day, more]) => ({
    account,
    first_day,
    last_day: hoursAfter(`${first_day}T00:00:00Z`, 24 * more).slice(0, 10),
  }))

const busy = fc
  .tuple(byMail, instant, fc.integer({ min: 1, max: 30 }))
  .map(([account, starts_at, hours]) => ({
    account,
    starts_at,
    ends_at: hoursAfter(starts_at, hours),
  }))

const pipelineRun = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 2 }), instant, account)
  .map(([number, attempt, queued_at, account]) => ({
    external_id: `${number}.${attempt}`,
    repo: 'o/a',
    name: 'test',
    number,
    commit: `p${number}`,
    attempt,
    queued_at,
    finished_at: hoursAfter(queued_at, 1),
    status: attempt === 1 ? ('failure' as const) : ('success' as const),
    account,
  }))

const deployment = fc.tuple(fc.integer({ min: 1, max: 6 }), instant).map(([number, at]) => ({
  external_id: `${number} ${at}`,
  service: 'a',
  environment: 'production',
  at,
  status: 'success' as const,
  commit: `c${number}`,
}))

const start = fc.tuple(account, instant, fc.boolean()).map(([account, at, ok]) => ({
  external_id: at,
  tool: 'Coder',
  account,
  workspace: 'w',
  at,
  seconds: 30,
  ok,
}))

const act: fc.Arbitrary<Act> = fc.oneof(
  file('people', 'file', person),
  { weight: 3, arbitrary: file('pull_requests', 'github', pull) },
  file('reviews', 'github', review),
  file('tool_days', 'file', toolDay),
  file('absences', 'file', absence),
  file('calendar_busy', 'file', busy),
  fc
    .record({
      pipeline_runs: fc.array(pipelineRun, { maxLength: 3 }),
      deployments: fc.array(deployment, { maxLength: 2 }),
      workspace_starts: fc.array(start, { maxLength: 2 }),
    })
    .map((facts): Act => ({ act: 'source', facts })),
  fc.integer({ min: 0, max: 20 }).map((place): Act => ({ act: 'undo', place })),
  fc.constant<Act>({ act: 'count' }),
)

/** Keeps facts as a batch of the source github does, and of which days it speaks. */
function keep({ db }: Database, facts: Extract<Act, { act: 'source' }>['facts']): Promise<void> {
  return transaction(db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'test', action: 'sources.sync' })
    const by = { entry, import_id: null, source: 'github', today: TODAY }
    const source = { id: 1, key: 'github' } as SourceRow
    const span = { from_day: '2026-01-01', to_day: '2026-02-20' }
    await write(
      tx,
      { source, time_zone: 'UTC', counts: {} },
      {
        batch: {
          facts,
          covers: [
            { subject: 'pipeline_runs', ...span },
            { subject: 'workspace_starts', ...span },
          ],
        },
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
      order by 1
    `,
  )
}

async function everythingAnew(database: Database) {
  await run(database.db, sql`delete from user_weeks`)
  await run(database.db, sql`delete from user_tool_weeks`)
  await run(
    database.db,
    sql`
      insert into dirty_weeks (user_id, week)
      select u.id, w.week::date
      from users u
      cross join generate_series('2025-11-03'::date, '2026-04-06'::date, interval '7 days') w(week)
    `,
  )
  await rollup(database)
}

async function empty({ db }: Database) {
  const tables = await many(
    db,
    sql<{ name: string }>`
      select t.table_name as name from information_schema.tables t
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name not in ('migrations', 'document_version')
    `,
  )
  await run(
    db,
    sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity cascade`,
  )
}

test('whatever the order in which facts, links, attributes and undoings come, the weeks are those of a count of everything anew', {
  timeout: 300_000,
}, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      await empty(database)
      await importFacts(database, {
        kind: 'people',
        facts: ['ada', 'grace', 'ken'].map((name) => ({
          email: `${name}@example.com`,
          github_username: name,
          coder_username: name,
        })),
      })
      await perform(database, acts)
      const counted = await weeks(database)
      await everythingAnew(database)
      expect(counted).toEqual(await weeks(database))
    }),
    { numRuns: 25, seed: SEED },
  )
})
