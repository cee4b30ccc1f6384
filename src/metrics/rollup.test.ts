import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { ADA, MONDAY, oneWeek } from '../../test/one-week.ts'
import { dayAfter } from '../model/index.ts'
import { one, run } from '../store/db.ts'
import { rollup } from './rollup.ts'

const held = testDatabase()
const { empty, person, pulls, cover, week } = oneWeek(held)

beforeEach(empty)

const billionths = (value: number) => Math.round(Math.log(value) * 1e9)

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

  test('are open after 14 days where they are neither merged nor closed by then', async () => {
    await person()
    const at = (day: number) => `${dayAfter(MONDAY, day)}T12:00:00Z`
    await pulls([
      { opened_at: at(0), merged_at: at(13) },
      { opened_at: at(0), closed_at: at(13) },
      { opened_at: at(0), merged_at: at(14) },
      { opened_at: at(1), closed_at: at(40) },
      { opened_at: at(1) },
      { opened_at: at(-1) },
    ])
    expect(await week()).toMatchObject({ prs_opened: 5, prs_stuck: 3 })
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
  test('is used on a share of the days of own pull requests, of which a merge makes none', async () => {
    await person({ coder_username: 'ada' })
    const at = (day: number) => `${dayAfter(MONDAY, day)}T13:00:00Z`
    await pulls(
      [
        { opened_at: at(0), merged_at: at(3) },
        { first_commit_at: at(1), opened_at: at(1), merged_at: at(2) },
        { opened_at: at(4) },
      ],
      { from: MONDAY, to: dayAfter(MONDAY, 4) },
    )
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
        sql`select t.known_days, t.active_days, t.own_days, t.own_shared_days from user_tool_weeks t`,
      ),
    ).toEqual({ known_days: 5, active_days: 3, own_days: 2, own_shared_days: 1 })
  })

  test('says nothing of days of pull requests where none are known', async () => {
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
        sql`select t.active_days, t.own_days, t.own_shared_days from user_tool_weeks t`,
      ),
    ).toEqual({ active_days: 1, own_days: null, own_shared_days: null })
  })
})
