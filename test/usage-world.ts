import fc from 'fast-check'
import { sql } from 'kysely'
import { dayAfter, weekOf } from '../src/model/index.ts'
import { type Db, run } from '../src/store/db.ts'

/*
 * A small organisation whose use of a tool is random: habits that come and go, days without records, people who join and
 * leave, accounts that are opened, suspended and linked.
 */

/** First of the days that facts are of. */
export const START = '2026-01-01'
const DAYS = 130
/** The day so many days after the first. */
export const dayOf = (n: number) => dayAfter(START, n)

/** Who is there; ids are places from 1 on. */
export const PEOPLE = ['ada', 'grace', 'edsger'] as const
export const ACCOUNTS = [
  { id: 1, source: 'coder' },
  { id: 2, source: 'coder' },
  { id: 3, source: 'coder' },
  { id: 4, source: 'coder_eu' },
] as const

export interface Use {
  account: number
  day: string
  minutes: number | null
  actions: number | null
}

interface Span {
  from: string
  to: string
}

/** All that is so in the end. */
export interface World {
  owners: (number | null)[]
  opened: (string | null)[]
  suspended: boolean[]
  seen: (string | null)[]
  uses: Use[]
  covered: (Span & { source: string })[]
  employed: { start: string | null; end: string | null }[]
  barred: (Span & { user: number })[]
  listed: boolean
}

const day = fc.integer({ min: 0, max: DAYS }).map(dayOf)
const maybeDay = fc.option(day)
const span = fc
  .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 1, max: 90 }))
  .map(([from, days]) => ({ from: dayOf(from), to: dayOf(from + days) }))

/** Phases of a habit: some days of use a week, for some days. */
const habit = fc
  .array(
    fc.record({ days: fc.integer({ min: 1, max: 30 }), often: fc.integer({ min: 0, max: 7 }) }),
    {
      minLength: 2,
      maxLength: 7,
    },
  )
  .map((phases) => phases.flatMap(({ days, often }) => Array.from({ length: days }, () => often)))
  .map((often) =>
    often.slice(0, DAYS).flatMap((n, place) => ((place * 3) % 7 < n ? [dayOf(place)] : [])),
  )

const measures = fc.constantFrom(
  { minutes: 90, actions: null },
  { minutes: 5, actions: 0 },
  { minutes: 4, actions: null },
  { minutes: 2.5, actions: 1 },
  { minutes: null, actions: null },
  { minutes: null, actions: 0 },
)
/** Days of use of each account. */
export const uses = fc
  .tuple(
    ...ACCOUNTS.map(({ id }) =>
      fc
        .tuple(habit, measures, measures)
        .map(([days, often, seldom]) =>
          days.map((day, n): Use => ({ account: id, day, ...(n % 9 === 8 ? seldom : often) })),
        ),
    ),
  )
  .map((each) => each.flat())

const perAccount = <T>(value: fc.Arbitrary<T>) =>
  fc.array(value, { minLength: ACCOUNTS.length, maxLength: ACCOUNTS.length })
const often = <T>(value: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other })

/** Any such organisation. */
export const world: fc.Arbitrary<World> = fc.record({
  owners: perAccount(fc.option(fc.integer({ min: 1, max: PEOPLE.length }), { freq: 6 })),
  opened: perAccount(often<string | null>(null, maybeDay)),
  suspended: perAccount(often(false, fc.boolean())),
  seen: perAccount(maybeDay),
  uses,
  covered: fc
    .tuple(
      fc.array(fc.record({ source: fc.constantFrom('coder', 'coder_eu'), span }), { maxLength: 3 }),
      fc.constantFrom(0, 0, 5, 40),
    )
    .map(([more, from]) => [
      { source: 'coder', from: dayOf(from), to: dayOf(DAYS) },
      ...more.map(({ source, span }) => ({ source, ...span })),
    ]),
  employed: fc.array(
    fc.record({
      start: often<string | null>(null, maybeDay),
      end: often<string | null>(null, maybeDay),
    }),
    { minLength: PEOPLE.length, maxLength: PEOPLE.length },
  ),
  barred: fc.array(
    fc
      .record({ user: fc.integer({ min: 1, max: PEOPLE.length }), span })
      .map(({ user, span }) => ({ user, ...span })),
    { maxLength: 2 },
  ),
  listed: fc.boolean(),
})

/** One thing that is told, or taken back. */
export type Telling = (db: Db) => Promise<unknown>

/** All that is to be told of it: what is so, then the days of use, a week of an account at a time, in their order. */
export function tellings(it: World): Telling[] {
  const inOrder = it.uses.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const chunks = Map.groupBy(inOrder, ({ account, day }) => `${account} ${weekOf(day)}`)
  return [
    ...ACCOUNTS.map(
      ({ id }, n): Telling =>
        (db) =>
          run(
            db,
            sql`
              update accounts set user_id = ${it.owners[n]}, status = ${it.suspended[n] ? 'suspended' : 'active'},
                opened_at = ${it.opened[n]}::date, last_seen_at = ${it.seen[n]}::date
              where id = ${id}
            `,
          ),
    ),
    ...it.covered.map(
      ({ source, from, to }): Telling =>
        (db) =>
          run(
            db,
            sql`
              insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
              values (${source}, 'tool_days', 'Coder', ${from}, ${to}, 0, 0)
            `,
          ),
    ),
    ...it.employed.map(
      ({ start, end }, n): Telling =>
        (db) =>
          run(
            db,
            sql`update users set start_date = ${start}, end_date = ${end} where id = ${n + 1}`,
          ),
    ),
    ...it.barred.map(
      ({ user, from, to }): Telling =>
        (db) =>
          run(
            db,
            sql`
              insert into user_attributes (user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
              values (${user}, 1, 'suspended', ${from}, ${to}, 'coder', 0, 0)
            `,
          ),
    ),
    (db) =>
      run(
        db,
        sql`
          insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
          select 'coder', 'accounts', ${dayOf(9)}::date, ${dayOf(10)}::date, 0, 0 where ${it.listed}
        `,
      ),
    ...[...chunks.values()].map(
      (some): Telling =>
        (db) =>
          tellUses(db, some),
    ),
  ]
}

function tellUses(db: Db, some: Use[]) {
  return run(
    db,
    sql`
      insert into tool_days (account_id, tool, day, minutes, actions, created_in, changed_in)
      select u.account, 'Coder', u.day, u.minutes, u.actions, 0, 0
      from unnest(
        ${some.map((u) => u.account)}::bigint[], ${some.map((u) => u.day)}::date[],
        ${some.map((u) => u.minutes)}::real[], ${some.map((u) => u.actions)}::int[]
      ) u(account, day, minutes, actions)
      on conflict (account_id, tool, day) do update set minutes = excluded.minutes, actions = excluded.actions
    `,
  )
}

/** Empties the database but for the people and accounts of whom nothing is told yet. */
export async function begin(db: Db): Promise<void> {
  await run(
    db,
    sql`
      truncate users, user_weeks, user_tool_weeks, user_keys, user_documents, user_buckets, accounts, tool_days, coverage, attributes, attribute_options,
        user_attributes, usage_tools, usage_weeks, settings, audit_log restart identity cascade
    `,
  )
  for (const name of PEOPLE)
    await run(
      db,
      sql`insert into users (email, name, created_in, changed_in) values (${`${name}@example.com`}, ${name}, 0, 0)`,
    )
  for (const { id, source } of ACCOUNTS)
    await run(
      db,
      sql`insert into accounts (source, key, created_in, changed_in) values (${source}, ${`a${id}`}, 0, 0)`,
    )
  await run(
    db,
    sql`
      insert into attributes (name, kind, position, created_in, changed_in) values ('coder', 'option', 1, 0, 0)
    `,
  )
}

/** What was told first and is taken back later: days of use that were never so, and who owned the accounts. */
export async function mislead(db: Db, wrong: Use[]) {
  await tellUses(db, wrong)
  await run(db, sql`update accounts set user_id = 1 + id % 3`)
}

/** Takes back all days of use that were told. */
export function takeBack(db: Db) {
  return run(db, sql`delete from tool_days`)
}
