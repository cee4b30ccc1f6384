import fc from 'fast-check'
import type { AccountRef, Fact, FactKind } from '../src/model/index.ts'

/*
 * Random files of a small organisation: few names, so that lines often speak of the same people, accounts and days, agree,
 * contradict one another, and clash.
 */

const HANDLES = ['ada', 'grace', 'edsger', 'barbara', 'ken', 'tony'] as const
const handle = fc.constantFrom(...HANDLES)
const email = fc
  .tuple(handle, fc.boolean())
  .map(([name, shout]) => `${shout ? name.toUpperCase() : name}@example.com`)
const day = fc
  .integer({ min: 0, max: 60 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const instant = fc
  .integer({ min: 0, max: 60 * 24 })
  .map((n) => new Date(Date.UTC(2026, 0, 1, n)).toISOString())
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** Without the fields that say nothing, as facts travel. */
const said = <T extends object>(shape: fc.Arbitrary<T>) =>
  shape.map((it) => JSON.parse(JSON.stringify(it)) as T)

const account = said(
  fc.oneof(
    fc.record({ username: handle, email: maybe(email), bot: maybe(fc.boolean()) }),
    fc.record({
      username: handle,
      email: handle.map((name) => `1+${name}@users.noreply.github.com`),
    }),
    fc.record({ email }),
  ),
) as fc.Arbitrary<AccountRef>

const person: fc.Arbitrary<Fact<'people'>> = said(
  fc.record({
    email,
    name: maybe(handle),
    aliases: maybe(fc.array(email, { minLength: 1, maxLength: 2 })),
    start_date: maybe(day),
    end_date: maybe(day),
    github_username: maybe(handle),
    time_zone: maybe(fc.constantFrom('Asia/Kolkata', 'America/New_York')),
    writes_code: maybe(fc.boolean()),
    deactivated: maybe(fc.boolean()),
    roles: maybe(
      fc.array(fc.constantFrom('Contributor', 'Manager'), { minLength: 1, maxLength: 2 }),
    ),
    groups: maybe(fc.constant(['Guild'])),
    team: maybe(fc.constantFrom('Eng / Core', 'Eng / Web', 'Core', 'Ops')),
    team_lead: maybe(fc.boolean()),
    attributes: maybe(
      fc.dictionary(
        fc.constantFrom('Level', 'level', 'Geo', 'Skills'),
        fc.array(fc.constantFrom('L1', 'L2', 'EU', 'x'), { minLength: 1, maxLength: 2 }),
        { maxKeys: 3 },
      ),
    ),
  }),
)

const toolUser: fc.Arbitrary<Fact<'tool_users'>> = said(
  fc.record({
    account,
    status: maybe(fc.constantFrom('active' as const, 'dormant' as const, 'suspended' as const)),
    created_at: maybe(instant),
    last_seen_at: maybe(instant),
  }),
)

const review = said(
  fc.record({
    account,
    submitted_at: instant,
    state: fc.constantFrom('approved' as const, 'commented' as const),
  }),
)

const pullRequest: fc.Arbitrary<Fact<'pull_requests'>> = said(
  fc.record({
    repo: fc.constantFrom('o/a', 'o/b'),
    number: fc.integer({ min: 1, max: 6 }),
    account,
    title: maybe(fc.constantFrom('Fix', 'Revert "Fix"')),
    opened_at: instant,
    first_review_at: maybe(instant),
    merged_at: maybe(instant),
    additions: maybe(fc.integer({ min: 0, max: 900 })),
    reviews: maybe(fc.array(review, { minLength: 1, maxLength: 2 })),
  }),
)

const toolDay: fc.Arbitrary<Fact<'tool_days'>> = said(
  fc.record({
    tool: fc.constant('Coder'),
    account,
    day,
    minutes: maybe(fc.integer({ min: 0, max: 500 })),
  }),
)

const absence: fc.Arbitrary<Fact<'absences'>> = said(
  fc
    .tuple(fc.record({ email }), day, day, maybe(fc.constant('vacation')))
    .map(([account, one, other, kind]) => ({
      account,
      first_day: one < other ? one : other,
      last_day: one < other ? other : one,
      kind,
    })),
)

const busyTime: fc.Arbitrary<Fact<'calendar_busy'>> = fc
  .tuple(fc.record({ email }), instant, fc.integer({ min: 1, max: 60 }))
  .map(([account, starts_at, hours]) => ({
    account,
    starts_at,
    ends_at: new Date(Date.parse(starts_at) + hours * 3_600_000).toISOString(),
  }))

const team: fc.Arbitrary<Fact<'teams'>> = said(
  fc.record({
    name: fc.constantFrom('Core', 'Web', 'Eng'),
    reference_id: maybe(fc.constantFrom('r1', 'r2')),
    parent: maybe(fc.constantFrom('Eng', 'Ops')),
    lead_email: maybe(email),
    members: maybe(fc.array(email, { minLength: 1, maxLength: 2 })),
  }),
)

export interface ArbitraryFile {
  kind: FactKind
  source: string
  facts: Fact[]
}

const file = (kind: FactKind, source: string, fact: fc.Arbitrary<Fact>) =>
  fc
    .array(fact, { minLength: 1, maxLength: 8 })
    .map((facts): ArbitraryFile => ({ kind, source, facts }))

/** A file of any kind. */
export const arbitraryFile: fc.Arbitrary<ArbitraryFile> = fc.oneof(
  file('people', 'file', person),
  file('tool_users', 'coder', toolUser),
  file('pull_requests', 'github', pullRequest),
  file('tool_days', 'file', toolDay),
  file('absences', 'file', absence),
  file('calendar_busy', 'file', busyTime),
  file('teams', 'file', team),
)
