import { sql } from 'kysely'
import { writePeriods } from '../src/metrics/write-periods.ts'
import { dayAfter } from '../src/model/index.ts'
import { type Database, type Db, run } from '../src/store/db.ts'
import * as settings from '../src/store/settings.ts'

/** The columns of a week of a person that a test speaks of. */
export interface GivenWeek {
  fte?: number
  code_days?: number | null
  prs_merged?: number | null
  prs_cycled?: number
  cycle_ln?: number
  prs_sized?: number
  size_ln?: number
  prs_large?: number
  prs_unreviewed?: number
  prs_reverted?: number
  prs_deployed?: number
  lead_ln?: number
  review_days?: number | null
  reviews_given?: number | null
  coding_days?: number
  tool_days?: number
  /** The durations or sizes whose buckets the week has, by column. */
  buckets?: Record<string, number[]>
}

export interface GivenPerson {
  team?: string
  /** Values that hold since ever, or since a day: `{ Coder: 'account' }`, `{ Coder: ['account', '2026-03-02'] }`. */
  values?: Record<string, string | [value: string, from: string] | [string, string, string]>
  writes_code?: boolean
  start_date?: string
  end_date?: string
  /** What each week holds, by its number from 0; no answer: nothing is known of the week. */
  week?: (number: number) => GivenWeek | undefined
}

export interface GivenOrganisation {
  people: GivenPerson[]
  /** Parents of teams by name. */
  parents?: Record<string, string>
  /** First Monday. */
  from?: string
  weeks?: number
  minimum_group?: number
  /** Tool whose days of use are known. */
  tool?: string
  /** Since when they are known; like the pull requests unless said otherwise. */
  tool_from?: string
}

/** The first Monday of an organisation unless told otherwise. */
export const MONDAY = '2026-01-05'

class Done extends Error {}

/** Fills the database with an organisation made by hand, works on it in one transaction, and takes it all back. */
export async function inOrganisation<T>(
  { db }: Database,
  given: GivenOrganisation,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  const answers: T[] = []
  await db
    .transaction()
    .execute(async (tx) => {
      await fill(tx, given)
      answers.push(await work(tx))
      throw new Done()
    })
    .catch((error) => {
      if (!(error instanceof Done)) throw error
    })
  return answers[0] as T
}

async function fill(tx: Db, given: GivenOrganisation) {
  const { people, from = MONDAY, weeks = 12, minimum_group = 5, tool, tool_from = from } = given
  await settings.update(tx, { minimum_group }, 1)
  await insert(
    tx,
    'users',
    people.map((person, i) => ({
      id: i + 1,
      email: `p${i + 1}@example.com`,
      name: `Person ${i + 1}`,
      aliases: [],
      writes_code: person.writes_code ?? true,
      start_date: person.start_date,
      end_date: person.end_date,
      protected: false,
      exclude_from_snapshots: false,
    })),
  )
  await fillTeams(tx, given)
  await fillValues(tx, people)
  const known = people.flatMap((person, i) =>
    Array.from({ length: weeks }, (_, n) => ({ user_id: i + 1, n, it: person.week?.(n) })),
  )
  const rows = known.flatMap(({ user_id, n, it }) =>
    it ? [{ user_id, week: dayAfter(from, 7 * n), ...it }] : [],
  )
  await insert(
    tx,
    'user_weeks',
    rows.map((row) => ({ scheduled_days: 5, code_days: 5, ...row })),
  )
  await insert(
    tx,
    'user_week_buckets',
    rows.flatMap(({ user_id, week, buckets }) =>
      buckets ? [{ user_id, week, ...mapValues(buckets, bytesOf) }] : [],
    ),
  )
  const tooled = rows.filter(({ tool_days }) => tool_days !== undefined && tool !== undefined)
  await insert(
    tx,
    'user_tool_weeks',
    tooled.map(({ user_id, week, tool_days }) => ({
      user_id,
      week,
      tool,
      known_days: 5,
      active_days: tool_days,
      minutes: 0,
    })),
  )
  await writePeriods(tx, sql`user_weeks`)
  const days = { from_day: from, to_day: dayAfter(from, 7 * weeks) }
  await insert(tx, 'coverage', [
    { id: 1, source: 'github', subject: 'pull_requests', ...days },
    ...(tool === undefined
      ? []
      : [{ id: 2, source: 'tool', subject: 'tool_days', tool, ...days, from_day: tool_from }]),
  ])
}

/** The buckets of values as bytes, written as PostgreSQL reads them. */
function bytesOf(values: number[]): string {
  const places = values.map((value) => 128 + Math.floor(Math.log(value) / Math.log(1.1) + 1e-9))
  return `\\x${Buffer.from(places).toString('hex')}`
}

const mapValues = <A, B>(all: Record<string, A>, make: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, make(value)]))

async function fillTeams(tx: Db, { people, parents = {} }: GivenOrganisation) {
  const names = [
    ...new Set([
      ...people.flatMap(({ team }) => team ?? []),
      ...Object.keys(parents),
      ...Object.values(parents),
    ]),
  ]
  const idOf = (name: string) => names.indexOf(name) + 1
  await insert(
    tx,
    'teams',
    names.map((name) => ({
      id: idOf(name),
      name,
      parent_id: parents[name] === undefined ? null : idOf(parents[name]),
      changed_at: '2026-01-01T00:00:00Z',
    })),
  )
  await insert(
    tx,
    'team_members',
    people.flatMap(({ team }, i) =>
      team === undefined ? [] : [{ id: i + 1, user_id: i + 1, team_id: idOf(team), ...ALWAYS }],
    ),
  )
}

async function fillValues(tx: Db, people: GivenPerson[]) {
  const values = people.flatMap((person, i) =>
    Object.entries(person.values ?? {}).map(([name, it]) => {
      const [value, valid_from = '-infinity', valid_to = 'infinity'] =
        typeof it === 'string' ? [it] : it
      return { user_id: i + 1, name, value, valid_from, valid_to }
    }),
  )
  const names = [...new Set(values.map(({ name }) => name))].sort()
  const idOf = (name: string) => names.indexOf(name) + 1
  const options = [...new Set(values.map(({ name, value }) => `${idOf(name)} ${value}`))].sort()
  await insert(
    tx,
    'attributes',
    names.map((name) => ({
      id: idOf(name),
      name,
      kind: 'option',
      type: 'admin_managed',
      multiple: false,
      privileged: false,
      hidden: false,
      position: idOf(name),
    })),
  )
  await insert(
    tx,
    'attribute_options',
    options.map((text, i) => {
      const [id = '', ...value] = text.split(' ')
      return { id: i + 1, attribute_id: Number(id), value: value.join(' '), position: i + 1 }
    }),
  )
  await insert(
    tx,
    'user_attributes',
    values.map(({ name, ...row }, i) => ({
      id: i + 1,
      attribute_id: idOf(name),
      source: 'test',
      ...row,
    })),
  )
}

const ALWAYS = { valid_from: '-infinity', valid_to: 'infinity' }

async function insert(tx: Db, table: string, rows: object[]) {
  const stamped = rows.map((row) => ({ ...row, created_in: 1, changed_in: 1 }))
  await run(
    tx,
    sql`
      insert into ${sql.table(table)} overriding system value
      select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(stamped)}::jsonb)
    `,
  )
}

/** So many people, each made from its number. */
export function people(count: number, make: (i: number) => GivenPerson): GivenPerson[] {
  return Array.from({ length: count }, (_, i) => make(i))
}
