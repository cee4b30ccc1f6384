import { sql } from 'kysely'
import { recompute } from '../src/jobs/usage-levels.ts'
import { rollup } from '../src/metrics/rollup.ts'
import { KNOWN_ITEMS, type SurveyAnswersFact } from '../src/model/index.ts'
import { type Db, many, maybeOne, one } from '../src/store/db.ts'
import * as sources from '../src/store/sources.ts'
import type { HeldApp } from './app.ts'
import { importFacts } from './facts.ts'
import * as given from './given.ts'
import { scimClient } from './scim.ts'
import { givenSource, SOURCE_JOBS } from './source.ts'

/*
 * One person of whom there is something in every corner, beside people who work with her.
 */

export const ADA = 'ada.lovelace@example.com'
/** All that she is known by. */
export const KNOWN_BY = [
  ADA,
  'countess@example.org',
  'Augusta Ada Byron',
  'adalove99',
  'coder-ada',
  'glada',
  'ext-4711',
]

const WEEK = { from: '2026-02-16', to: '2026-02-23' }
const PERSON = {
  email: ADA,
  name: 'Augusta Ada Byron',
  aliases: ['countess@example.org'],
  github_username: 'adalove99',
  coder_username: 'coder-ada',
  gitlab_username: 'glada',
  team: 'Engine',
  team_lead: true,
  roles: ['Team Lead'],
  groups: ['Analysts'],
  attributes: { Geo: ['UK'] },
}
const OTHERS = ['bob', 'carl', 'dora'].map((name) => ({
  email: `${name}@example.com`,
  name: `${name} Smith`,
  github_username: `gh-${name}`,
  team: 'Engine',
  attributes: { Geo: ['UK'] },
}))
const ada = {
  username: 'adalove99',
  email: ADA,
  name: 'Augusta Ada Byron',
  external_id: 'ext-4711',
}
const account = (name: string) => ({ username: `gh-${name}` })
const review = (of: object) => ({
  account: of,
  submitted_at: '2026-02-18T09:00:00Z',
  state: 'approved' as const,
})

/** Imports every file that tells of her, as they came first and as they may come again. */
export async function importAll(
  { database }: Pick<HeldApp, 'database'>,
  { title = 'Notes' } = {},
): Promise<void> {
  const pull = (of: object, number: number, reviews: ReturnType<typeof review>[]) => ({
    account: of,
    repo: number === 1 ? 'adalove99/engine' : 'acme/engine',
    number,
    title,
    opened_at: '2026-02-17T10:00:00Z',
    merged_at: '2026-02-18T10:00:00Z',
    reviews,
  })
  await importFacts(database, { kind: 'people', facts: [PERSON, ...OTHERS], now: given.NOW })
  await importFacts(database, {
    kind: 'teams',
    facts: [{ name: 'Engine', lead_email: ADA, members: [ADA, 'bob@example.com'] }],
    now: given.NOW,
  })
  await importFacts(database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [
      pull(ada, 1, [review(account('bob'))]),
      pull(account('bob'), 2, [review(ada)]),
      pull(account('carl'), 3, [review(account('dora'))]),
    ],
    options: WEEK,
  })
  const user = { account: { username: 'coder-ada', email: ADA } }
  await importFacts(database, {
    kind: 'tool_users',
    source: 'coder',
    facts: [{ ...user, last_seen_at: '2026-02-20T10:00:00Z' }],
    options: { attribute: 'Coder' },
  })
  await importFacts(database, {
    kind: 'tool_days',
    source: 'coder',
    facts: [{ ...user, tool: 'Coder', day: '2026-02-17', minutes: 60 }],
    options: WEEK,
  })
}

/** What she and the others answered in a run of a survey. */
export const ANSWERS: SurveyAnswersFact[] = [ADA, ...OTHERS.map(({ email }) => email)].map(
  (email) => ({
    wave: 'Winter',
    opened: '2026-02-02',
    closed: '2026-02-13',
    email,
    answers: [{ item: KNOWN_ITEMS[0]?.key ?? '', option: '4' }],
    comments: [{ text: email === ADA ? 'Ask ada.lovelace@example.com' : 'Nothing' }],
  }),
)

/** Lets a source that is read by itself tell of her; gives the source. */
export async function tellBySource({ database }: HeldApp): Promise<number> {
  const known = await maybeOne(
    database.db,
    sql<{ id: number }>`select s.id from sources s where s.kind = 'github'`,
  )
  const id =
    known?.id ??
    (await givenSource(database, { kind: 'github', name: 'GitHub', settings: {}, secret: {} }))
  const source = await sources.info(database.db, id)
  if (!source) throw new Error('There is no source.')
  await SOURCE_JOBS.keep(database, source, {
    facts: {
      accounts: [{ account: ada }, { account: account('bob') }],
      teams: [{ name: 'At GitHub', member_accounts: [ada, account('bob')] }],
      deployments: [
        {
          external_id: 'd1',
          service: 'engine',
          environment: 'production',
          at: '2026-02-19T10:00:00Z',
          status: 'success',
          account: ada,
        },
      ],
      events: [
        { external_id: 'e1', name: 'workspace_created', account: ada, at: '2026-02-19T10:00:00Z' },
      ],
    },
    now: given.NOW,
  })
  return id
}

/** The user of a provider who is she. */
export const SCIM_USER = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: ADA,
  externalId: 'okta-ada',
  name: { formatted: 'Augusta Ada Byron' },
  emails: [{ value: ADA, primary: true }],
  active: true,
}

/** Lets a provider tell of her; gives the status of its answer. */
export async function tellByScim(send: Parameters<typeof scimClient>[0]): Promise<number> {
  return (await scimClient(send).post('/Users', SCIM_USER)).status
}

/** Counts weeks and levels of use, as a server does after facts have changed. */
export async function countAnew({ database }: Pick<HeldApp, 'database'>): Promise<void> {
  await rollup(database)
  await recompute(database, given.NOW)
}

/** Where in the whole database a text stands, as table.column: in any column of text, of JSON or of bytes. */
export async function findText(db: Db, texts: readonly string[]): Promise<string[]> {
  const columns = await many(
    db,
    sql<{ table: string; column: string; bytes: boolean }>`
      select r.relname as "table", a.attname as "column", a.atttypid = 'bytea'::regtype as bytes
      from pg_class r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      where r.relkind in ('r', 'p') and r.relnamespace = 'public'::regnamespace
      order by 1, 2
    `,
  )
  const found: string[] = []
  for (const { table, column, bytes } of columns) {
    const of = sql.ref(`t.${column}`)
    const text = bytes ? sql`encode(${of}, 'escape')` : sql`${of}::text`
    const rows = await many(
      db,
      sql<{ text: string }>`
        select ${text} as text from ${sql.table(table)} t
        where exists (select from unnest(${texts}::text[]) n where strpos(lower(${text}), lower(n)) > 0)
      `,
    )
    found.push(...rows.map((row) => `${table}.${column}: ${row.text.slice(0, 200)}`))
  }
  return found
}

/** All rows by table, but for those of the audit log, as one text a table. */
export async function everything(db: Db): Promise<Record<string, string>> {
  const tables = await many(
    db,
    sql<{
      name: string
    }>`select t.tablename as name from pg_tables t where t.schemaname = 'public' and t.tablename <> 'audit_log'`,
  )
  const all: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await one(
      db,
      sql<{ rows: string }>`
        select coalesce(string_agg(t::text, E'\n' order by t::text), '') as rows from ${sql.table(name)} t
      `,
    )
    all[name] = rows
  }
  return all
}
