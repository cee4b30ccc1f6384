import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recompute } from '../../src/jobs/usage-levels.ts'
import { rollup } from '../../src/metrics/rollup.ts'
import { many, one } from '../../src/store/db.ts'
import { COMPUTED, FACTS, UNNAMED } from '../../src/store/unstored.ts'
import { testApp } from '../app.ts'
import { importFacts } from '../facts.ts'
import * as given from '../given.ts'

const { held, call, refusal } = testApp()
const WHO = ['anna', 'bert', 'carl', 'dora', 'emil', 'fred']
/** Those of the entity; the others are of another one. */
const OF_ENTITY = WHO.slice(0, 3)
const SETTING = { attribute: 'Legal entity', values: ['ACME GmbH'] }
const WEEK = { from: '2026-02-16', to: '2026-02-23' }

beforeAll(async () => {
  await given.people(
    held.database,
    WHO.map((name) => ({
      email: `${name}@example.com`,
      github_username: name,
      coder_username: name,
      attributes: { 'Legal entity': [OF_ENTITY.includes(name) ? 'ACME GmbH' : 'ACME Inc.'] },
    })),
  )
})

/** A week as the sources tell it: for everybody pull requests, reviews, days of use and absences. */
async function ingest() {
  const { database } = held
  const account = (username: string) => ({ account: { username } })
  const pull = (name: string, number: number) => ({
    ...account(name),
    repo: 'a/b',
    number,
    opened_at: '2026-02-17T10:00:00Z',
    merged_at: '2026-02-18T10:00:00Z',
    reviews: [
      {
        ...account(WHO[(number + 1) % 6] ?? ''),
        submitted_at: '2026-02-18T09:00:00Z',
        state: 'approved' as const,
      },
    ],
  })
  await importFacts(database, {
    kind: 'pull_requests',
    source: 'github',
    facts: WHO.map(pull),
    options: WEEK,
  })
  await importFacts(database, {
    kind: 'tool_users',
    source: 'coder',
    facts: WHO.map((name) => ({ ...account(name), last_seen_at: '2026-02-20T10:00:00Z' })),
    options: { attribute: 'Coder' },
  })
  await importFacts(database, {
    kind: 'tool_days',
    source: 'coder',
    facts: WHO.map((name) => ({ ...account(name), tool: 'Coder', day: '2026-02-17', minutes: 60 })),
    options: WEEK,
  })
  await rollup(database)
  await recompute(database, given.NOW)
}

/** Rows about the work of people, by table: of those of the entity, or of the others. */
async function rowsOf(names: string[]): Promise<Record<string, number>> {
  const { db } = held.database
  const emails = names.map((name) => `${name}@example.com`)
  const people = sql`(select u.id from users u where u.email = any (${emails}::text[]))`
  const accounts = sql`(select a.id from accounts a where a.user_id in ${people})`
  const found: Record<string, number> = {}
  for (const table of [...FACTS, ...UNNAMED])
    found[table] = await count(sql`${sql.table(table)} t where t.account_id in ${accounts}`)
  for (const table of COMPUTED)
    found[table] = await count(sql`${sql.table(table)} t where t.user_id in ${people}`)
  found.levels = await count(sql`
    user_attributes t join usage_tools o on t.attribute_id in (o.usage_attribute_id, o.adopted_attribute_id)
    where t.user_id in ${people}
  `)
  found.seen = await count(
    sql`accounts t where t.user_id in ${people} and t.last_seen_at is not null`,
  )
  found.lines = await count(sql`
    import_rows t where t.fact #>> '{account,username}' = any (${names}::text[])
    and t.import_id in (select i.id from imports i where i.kind <> 'tool_users')
  `)
  return Object.fromEntries(Object.entries(found).filter(([, rows]) => rows > 0))

  async function count(from: ReturnType<typeof sql>): Promise<number> {
    return (await one(db, sql<{ n: number }>`select count(*) as n from ${from}`)).n
  }
}

describe('people of whom nothing is stored', () => {
  test('have what was stored before counted by a dry run, and taken away for good', async () => {
    await ingest()
    const before = await rowsOf(OF_ENTITY)
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'pull_requests',
        'reviews',
        'tool_days',
        'user_weeks',
        'levels',
        'seen',
        'lines',
      ]),
    )
    const others = await rowsOf(WHO.slice(3))
    const told = await call('settings.update', { no_person_storage: SETTING, dry_run: true })
    expect(told.removed).toContainEqual({ table: 'pull_requests', rows: 3 })
    expect(await rowsOf(OF_ENTITY)).toEqual(before)
    expect((await call('settings.update', { no_person_storage: SETTING })).removed).toEqual(
      told.removed,
    )
    expect(await rowsOf(OF_ENTITY)).toEqual({})
    expect(await rowsOf(WHO.slice(3))).toEqual(others)
  })

  test('have no row after another week of ingest, and the others have all', async () => {
    const others = await rowsOf(WHO.slice(3))
    await ingest()
    expect(await rowsOf(OF_ENTITY)).toEqual({})
    expect((await rowsOf(WHO.slice(3))).user_weeks).toBe(others.user_weeks)
  })

  test('have none after their account is linked late', async () => {
    const { database } = held
    const fact = {
      account: { username: 'alias' },
      repo: 'a/b',
      number: 99,
      opened_at: '2026-02-17T10:00:00Z',
    }
    await importFacts(database, {
      kind: 'pull_requests',
      source: 'github',
      facts: [fact],
      options: WEEK,
    })
    const { accounts } = await call('accounts.list', {})
    const account = accounts.find(({ username }) => username === 'alias')
    await call('accounts.link', { id: account?.id ?? '', email: 'anna@example.com' })
    expect(await rowsOf(['anna'])).toEqual({})
  })

  test('are kept in the audit log, with how much went', async () => {
    const entries = await many(
      held.database.db,
      sql<{ details: object }>`select a.details from audit_log a where a.action = 'people.unstore'`,
    )
    expect(entries).toMatchObject([
      {
        details: { ...SETTING, removed: expect.arrayContaining([{ table: 'tool_days', rows: 3 }]) },
      },
    ])
  })

  test('are of an attribute that there is', async () => {
    const no_person_storage = { ...SETTING, attribute: 'Legal entities' }
    expect(await refusal('settings.update', { no_person_storage })).toMatchObject({
      error_details: { issues: [{ path: 'no_person_storage.attribute' }] },
    })
  })
})

test('every table with an account or a user is known to be about work, or to be of the directory', async () => {
  const tables = await many(
    held.database.db,
    sql<{ name: string }>`
      select distinct c.table_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.column_name in ('account_id', 'user_id')
      order by 1
    `,
  )
  const known = [...FACTS, ...UNNAMED, ...COMPUTED, ...DIRECTORY]
  expect(tables.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})

/** Tables of who somebody is, of what they may do, and of what was done about them. */
const DIRECTORY: string[] = [
  'accounts',
  'entity_owners',
  'group_members',
  'oidc_subjects',
  'pushed_values',
  'rejected_suggestions',
  'scim_resources',
  'sessions',
  'source_end_dates',
  'study_members',
  'team_members',
  'tokens',
  'user_attributes',
  'user_documents',
  'user_keys',
  'user_roles',
  'user_views',
  'pending_documents',
]
