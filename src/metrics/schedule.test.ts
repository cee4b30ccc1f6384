import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { ADA, MONDAY, oneWeek } from '../../test/one-week.ts'
import { dayAfter } from '../model/index.ts'
import { run } from '../store/db.ts'
import * as settings from '../store/settings.ts'

const held = testDatabase()
const { empty, person, pulls, away, week } = oneWeek(held)

beforeEach(empty)

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
            sql`truncate users, user_weeks, user_tool_weeks, user_keys, user_attributes, accounts, repos, coverage, dirty_weeks, imports cascade`,
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

test('the settings that schedules hang on have a default', async () => {
  expect(await settings.read(held.database.db)).toMatchObject({
    geo_attribute: 'Geo',
    default_country: null,
  })
})
