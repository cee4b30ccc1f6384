import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { dayAfter, type PersonFact, type PullRequestFact } from '../model/index.ts'
import { many, one, run } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import { rollup } from './rollup.ts'

const held = testDatabase()
/** A week without public holidays anywhere near: Monday to Sunday. */
const MONDAY = '2026-02-09'
const ADA = 'ada@example.com'

beforeEach(() =>
  run(
    held.database.db,
    sql`
      truncate users, user_keys, user_attributes, user_documents, accounts, attributes, attribute_options, repos, coverage,
        imports, settings, dirty_weeks, user_weeks, user_tool_weeks, deployments, pipeline_runs, workspace_starts cascade
    `,
  ),
)

const person = (more: Partial<PersonFact> = {}) =>
  importFacts(held.database, {
    kind: 'people',
    facts: [{ email: ADA, github_username: 'ada', ...more }],
  })

/** Pull requests of ada of which all is known for the week, or for the days given. */
const pulls = (
  facts: Partial<PullRequestFact>[] = [],
  { from = MONDAY, to = dayAfter(MONDAY, 7) } = {},
) =>
  importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    options: { from, to },
    facts: [{ opened_at: '2025-12-01T12:00:00Z', closed_at: '2025-12-01T13:00:00Z' }, ...facts].map(
      (fact, n) => ({
        repo: 'o/a',
        number: n + 1,
        account: { username: 'ada' },
        opened_at: `${MONDAY}T12:00:00Z`,
        ...fact,
      }),
    ),
  })

async function week(day = MONDAY) {
  await rollup(held.database)
  const [row] = await many(
    held.database.db,
    sql<Record<string, number | null>>`select w.* from user_weeks w where w.week = ${day}::date`,
  )
  return row
}

const away = (first_day: string, last_day = first_day) =>
  importFacts(held.database, {
    kind: 'absences',
    facts: [{ account: { email: ADA }, first_day, last_day }],
  })

describe('available days', () => {
  test('are the working days of a week', async () => {
    await person()
    await pulls()
    expect(await week()).toMatchObject({
      scheduled_days: 5,
      scheduled: 31,
      code_days: 5,
      fte: null,
    })
  })

  test('are none on public holidays of the place, or else of the time zone', async () => {
    await person({ attributes: { Geo: ['US'] }, time_zone: 'Europe/Berlin' })
    const span = { from: '2026-01-12', to: '2026-04-12' }
    await pulls([], span)
    expect(await week('2026-01-19')).toMatchObject({ code_days: 4, scheduled: 30 })
    expect(await week('2026-04-06')).toMatchObject({ code_days: 5 })
    await person({ attributes: { Geo: ['EU'] } })
    await run(
      held.database.db,
      sql`update user_attributes set valid_from = '-infinity' where value = 'EU'`,
    )
    await run(held.database.db, sql`delete from user_attributes where value = 'US'`)
    await pulls([], { ...span, to: '2026-04-13' })
    expect(await week('2026-01-19')).toMatchObject({ code_days: 5 })
    expect(await week('2026-04-06')).toMatchObject({ code_days: 4, scheduled: 30 })
  })

  test('are those of the country by default where nothing else tells one', async () => {
    await run(
      held.database.db,
      sql`insert into settings (key, value, changed_in) values ('default_country', '"NL"', 1)`,
    )
    await person()
    await pulls([], { from: '2026-04-06', to: '2026-04-13' })
    expect(await week('2026-04-06')).toMatchObject({ code_days: 4 })
  })

  test('are none while a person is away, and a week away is no week', async () => {
    await person()
    await pulls([], { from: MONDAY, to: dayAfter(MONDAY, 14) })
    await away(dayAfter(MONDAY, 3), dayAfter(MONDAY, 20))
    expect(await week()).toMatchObject({ code_days: 3, scheduled: 7 })
    expect(await week(dayAfter(MONDAY, 7))).toBeUndefined()
  })

  test('come back when the list of absences is taken back', async () => {
    await person()
    await pulls()
    await away(MONDAY)
    expect(await week()).toMatchObject({ code_days: 4 })
    await run(held.database.db, sql`delete from absences`)
    await run(
      held.database.db,
      sql`insert into dirty_weeks (user_id, week) select u.id, ${MONDAY}::date from users u`,
    )
    expect(await week()).toMatchObject({ code_days: 5 })
  })

  test.each([
    ['0.8', 80],
    ['80 %', 80],
    ['0,5', 50],
    ['60', 60],
    ['1', null],
    ['100%', null],
    ['1%', 1],
    ['full', null],
    ['0', null],
    ['-1', null],
  ])('of a person of FTE %s count %s hundredths', async (FTE, fte) => {
    await person({ attributes: { FTE: [FTE] } })
    await pulls()
    expect(await week()).toMatchObject({ code_days: 5, fte })
  })

  test('are those that are named, which part time does not lessen again', async () => {
    await person({ attributes: { 'Working days': ['Mon, Tuesday, thu'], FTE: ['0.6'] } })
    await pulls()
    expect(await week()).toMatchObject({ code_days: 3, scheduled: 0b1011, fte: null })
  })

  test('lie within employment', async () => {
    await person({ start_date: dayAfter(MONDAY, 1), end_date: dayAfter(MONDAY, 4) })
    await pulls()
    expect(await week()).toMatchObject({ code_days: 3, scheduled: 0b1110 })
  })

  test('follow an attribute that is set later', async () => {
    await person()
    await pulls()
    expect(await week()).toMatchObject({ fte: null })
    await importFacts(held.database, {
      kind: 'people',
      options: { valid_from: '2026-01-01' },
      facts: [{ email: ADA, attributes: { FTE: ['0.5'] } }],
    })
    expect(await week()).toMatchObject({ fte: 50 })
  })
})

describe('an outage', () => {
  test('makes days unknown, and what happened on them adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
        async (covered, merges) => {
          const { db } = held.database
          await run(
            db,
            sql`truncate users, user_keys, user_attributes, accounts, repos, coverage, dirty_weeks, user_weeks, imports cascade`,
          )
          await person()
          await pulls(merges.map((day) => ({ merged_at: `${dayAfter(MONDAY, day)}T20:00:00Z` })))
          await run(db, sql`delete from coverage`)
          for (const day of covered)
            await run(
              db,
              sql`
                insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
                values ('github', 'pull_requests', ${MONDAY}::date + ${day}::int, ${MONDAY}::date + ${day + 1}::int, 1, 1)
              `,
            )
          const known = covered.filter((day) => day < 5).length
          const found = await week()
          if (known === 0) expect(found).toBeUndefined()
          else
            expect(found).toMatchObject({
              code_days: known,
              prs_merged: merges.filter((day) => covered.includes(day)).length,
            })
        },
      ),
      { numRuns: 20, seed: 20_261_122 },
    )
  }, 120_000)
})

describe('what no source speaks of', () => {
  test('is null, and what one speaks of without an event is 0', async () => {
    await person()
    await pulls()
    const found = await week()
    const known = ['prs_merged', 'open_days', 'coding_days', 'prs_agent', 'prs_deployed', 'lead_ln']
    const unknown = ['review_days', 'reviews_given', 'ci_pushes', 'env_starts', 'calendar_days']
    for (const column of known) expect(found?.[column], column).toBe(0)
    for (const column of [...unknown, 'focus_minutes', 'ci_wait_ln'])
      expect(found?.[column], column).toBeNull()
  })
})

describe('pull requests', () => {
  test('are open on each day at whose end they are, ready and neither merged nor closed', async () => {
    await person()
    const at = (day: number) => `${dayAfter(MONDAY, day)}T12:00:00Z`
    await pulls([
      { opened_at: at(0), merged_at: at(2) },
      { opened_at: '2026-01-05T12:00:00Z', closed_at: at(1) },
      { opened_at: at(3), merged_at: at(3) },
      { opened_at: at(0), draft: true },
      { opened_at: at(0), draft: true, ready_at: at(4) },
    ])
    // Monday and Tuesday; Monday; never; never; Friday
    expect(await week()).toMatchObject({ open_days: 2 + 1 + 0 + 0 + 1 })
  })

  test('that an agent wrote count apart; of whom nothing is said, they count as those of people', async () => {
    await person()
    const merged_at = `${MONDAY}T13:00:00Z`
    await pulls([
      { merged_at, authorship: 'agent' },
      { merged_at, authorship: 'assisted' },
      { merged_at, authorship: 'human' },
      { merged_at },
    ])
    expect(await week()).toMatchObject({
      prs_merged: 3,
      prs_agent: 1,
      prs_assisted: 1,
      prs_authored: 3,
    })
  })

  test('reach production with the first deployment of what was merged with them or later', async () => {
    await person()
    const base_branch = 'main'
    const at = (hour: number) => `${MONDAY}T${String(hour).padStart(2, '0')}:00:00Z`
    await pulls([
      { opened_at: at(1), merged_at: at(2), base_branch },
      { opened_at: at(3), merged_at: at(4), base_branch, merge_commit: 'c0ffee' },
      { opened_at: at(5), merged_at: at(6), base_branch },
      { opened_at: at(1), merged_at: at(2), base_branch: 'other' },
    ])
    await run(
      held.database.db,
      sql`
        insert into deployments (source, external_id, service, environment, production, at, status, commit, created_in, changed_in)
        values ('github', '1', 'a', 'test', false, ${at(5)}, 'success', 'c0ffee', 1, 1),
          ('github', '2', 'a', 'prod', true, ${at(6)}, 'failure', 'c0ffee', 1, 1),
          ('github', '3', 'a', 'prod', true, ${at(9)}, 'success', 'c0ffee', 1, 1),
          ('github', '4', 'a', 'prod', true, ${at(11)}, 'success', 'c0ffee', 1, 1)
      `,
    )
    // eight hours and six; what came later, and what went elsewhere, is not known to be there
    expect(await week()).toMatchObject({
      prs_merged: 4,
      prs_deployed: 2,
      lead_ln: billionths(8) + billionths(6),
    })
  })
})

const billionths = (value: number) => Math.round(Math.log(value) * 1e9)

describe('pipelines', () => {
  test('count by push: how long all took, whether they passed at once, and which were flaky', async () => {
    await person()
    await pulls([{}, {}])
    const { id } = await one(held.database.db, sql<{ id: number }>`select r.id from repos r`)
    const runOf = (external_id: string, more: object) => ({
      repo_id: id,
      external_id,
      number: 2,
      name: 'test',
      commit: 'a',
      attempt: 1,
      queued_at: `${MONDAY}T10:00:00Z`,
      finished_at: `${MONDAY}T10:10:00Z`,
      status: 'success',
      created_in: 1,
      changed_in: 1,
      ...more,
    })
    const runs = [
      // a push of two pipelines, of which one passes only when it is tried again, half an hour after the push
      runOf('1', {}),
      runOf('2', { name: 'lint', status: 'failure' }),
      runOf('3', { name: 'lint', attempt: 2, finished_at: `${MONDAY}T10:30:00Z` }),
      // a push that passes at once in 10 minutes, and one that was superseded
      runOf('4', { commit: 'b' }),
      runOf('5', { commit: 'c', status: 'cancelled' }),
      // of a branch, and of a pull request of somebody else
      runOf('6', { number: null, commit: 'd' }),
      runOf('7', { number: 99, commit: 'e' }),
    ]
    await run(
      held.database.db,
      sql`
        insert into pipeline_runs
        select * from jsonb_populate_recordset(null::pipeline_runs, ${JSON.stringify(runs)}::jsonb)
      `,
    )
    await cover('github', 'pipeline_runs')
    expect(await week()).toMatchObject({
      ci_pushes: 2,
      ci_wait_ln: billionths(30) + billionths(10),
      ci_first: 2,
      ci_passed: 1,
      ci_runs: 3,
      ci_flaky: 1,
    })
  })
})

describe('environments', () => {
  test('count the starts that were asked for, and the seconds of those that succeeded', async () => {
    await person()
    await pulls()
    const { id } = await one(held.database.db, sql<{ id: number }>`select a.id from accounts a`)
    await run(
      held.database.db,
      sql`
        insert into workspace_starts (account_id, external_id, tool, workspace, at, seconds, ok, created_in, changed_in)
        values (${id}, '1', 'Coder', 'w', ${`${MONDAY}T10:00:00Z`}, 40, true, 1, 1),
          (${id}, '2', 'Coder', 'w', ${`${MONDAY}T11:00:00Z`}, null, true, 1, 1),
          (${id}, '3', 'Coder', 'w', ${`${MONDAY}T12:00:00Z`}, 900, false, 1, 1)
      `,
    )
    await cover('github', 'workspace_starts')
    expect(await week()).toMatchObject({
      env_starts: 3,
      env_failed: 1,
      env_timed: 1,
      env_ready_ln: billionths(40),
    })
  })
})

async function cover(source: string, subject: string) {
  await run(
    held.database.db,
    sql`
      insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
      values (${source}, ${subject}, ${MONDAY}::date, ${MONDAY}::date + 7, 1, 1)
    `,
  )
}

describe('calendars', () => {
  test('leave gaps of two hours at least, by the clock of the person', async () => {
    await person({ time_zone: 'Asia/Karachi' })
    const busy = (day: number, from: string, to: string) => ({
      account: { email: ADA },
      starts_at: `${dayAfter(MONDAY, day)}T${from}:00+05:00`,
      ends_at: `${dayAfter(MONDAY, day)}T${to}:00+05:00`,
    })
    const utc = ({ starts_at, ends_at, ...rest }: ReturnType<typeof busy>) => ({
      ...rest,
      starts_at: new Date(starts_at).toISOString(),
      ends_at: new Date(ends_at).toISOString(),
    })
    await importFacts(held.database, {
      kind: 'calendar_busy',
      options: { from: MONDAY, to: dayAfter(MONDAY, 3) },
      facts: [
        // Monday: gaps 8 to 10, 11 to 12:30 and 13 to 18, two meetings at once
        busy(0, '10:00', '11:00'),
        busy(0, '12:30', '13:00'),
        busy(0, '10:15', '10:45'),
        // Tuesday: from before work to after it
        busy(1, '06:00', '20:00'),
      ].map(utc),
    })
    // Wednesday holds nothing; of Thursday and Friday nothing is known
    expect(await week()).toMatchObject({
      code_days: null,
      calendar_days: 3,
      focus_minutes: 60 * (2 + 5) + 0 + 60 * 10,
    })
  })
})

describe('a tool', () => {
  test('is used on a share of the coding days that are known beside its own', async () => {
    await person({ coder_username: 'ada' })
    await pulls([{ merged_at: `${MONDAY}T13:00:00Z` }], { from: MONDAY, to: dayAfter(MONDAY, 4) })
    await importFacts(held.database, {
      kind: 'tool_days',
      options: { from: MONDAY, to: dayAfter(MONDAY, 7) },
      facts: [1, 2, 4].map((day) => ({
        tool: 'Coder',
        account: { username: 'ada' },
        day: dayAfter(MONDAY, day),
        minutes: 60,
      })),
    })
    await rollup(held.database)
    // Friday counts for the tool alone, since of its pull requests nothing is known
    expect(
      await one(
        held.database.db,
        sql`select t.known_days, t.active_days, t.coding_days, t.shared_days from user_tool_weeks t`,
      ),
    ).toEqual({ known_days: 5, active_days: 3, coding_days: 3, shared_days: 2 })
  })

  test('says nothing of coding days where no pull requests are known', async () => {
    await person({ coder_username: 'ada' })
    await importFacts(held.database, {
      kind: 'tool_days',
      options: { from: MONDAY, to: dayAfter(MONDAY, 7) },
      facts: [{ tool: 'Coder', account: { username: 'ada' }, day: MONDAY, minutes: 60 }],
    })
    await rollup(held.database)
    expect(
      await one(
        held.database.db,
        sql`select t.active_days, t.coding_days, t.shared_days from user_tool_weeks t`,
      ),
    ).toEqual({ active_days: 1, coding_days: null, shared_days: null })
  })
})

test('the settings that schedules hang on have a default', async () => {
  expect(await settings.read(held.database.db)).toMatchObject({
    geo_attribute: 'Geo',
    default_country: null,
  })
})
