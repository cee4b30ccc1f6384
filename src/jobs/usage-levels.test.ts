import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { defined } from '../../test/usage-definition.ts'
import { begin, dayOf, mislead, takeBack, tellings, uses, world } from '../../test/usage-world.ts'
import { USUAL_THRESHOLDS } from '../model/index.ts'
import { type Db, many } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import { recompute } from './usage-levels.ts'

const held = testDatabase()

const kept = (db: Db) =>
  many(
    db,
    sql<{ user_id: number; name: string; value: string; from: string; to: string }>`
      select ua.user_id, a.name, ua.value, ua.valid_from as "from", ua.valid_to as "to"
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      where ua.source = 'facet' and ua.valid_from < ua.valid_to
      order by ua.user_id, a.name, ua.valid_from
    `,
  )

const at = (day: string) => new Date(`${day}T12:00:00Z`)

const TODAY = dayOf(120)

const course = fc.record({
  world,
  /** Places of what is told; null: in its order. */
  order: fc.option(fc.array(fc.nat(), { minLength: 400, maxLength: 400 }), { freq: 2 }),
  /** After how many tellings, and on which day, levels are computed. */
  stops: fc.array(fc.record({ after: fc.nat(80), day: fc.integer({ min: 0, max: 120 }) }), {
    maxLength: 6,
  }),
  /** Days on which all has been told, and levels are computed, before the last one. */
  later: fc.array(fc.integer({ min: 60, max: 119 }), { maxLength: 5 }),
  wrong: uses,
  thresholds: fc.oneof(
    fc.constant(USUAL_THRESHOLDS),
    fc.record({
      usage_day_minutes: fc.constantFrom(3, 60),
      usage_daily_percent: fc.integer({ min: 20, max: 90 }),
      usage_weekly_weeks: fc.integer({ min: 1, max: 4 }),
      usage_change_days: fc.integer({ min: 1, max: 30 }),
    }),
  ),
})

test('levels and adoptions are those of the definition, in whatever order and batches facts come, and stay', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ world, order, stops, later, wrong, thresholds }) => {
      const { database } = held
      const { db } = database
      await begin(db)
      const told = tellings(world)
        .map((telling, n) => ({ telling, place: order?.[n] ?? n }))
        .sort((a, b) => a.place - b.place)
      const days = stops.map(({ day }) => day).sort((a, b) => a - b)
      const afters = stops.map(({ after }) => after).sort((a, b) => a - b)
      await mislead(db, wrong)
      if (days[0] !== undefined) await recompute(database, at(dayOf(days[0])))
      await takeBack(db)
      for (const [n, { telling }] of told.entries()) {
        await telling(db)
        for (const [place, after] of afters.entries())
          if (after === n) await recompute(database, at(dayOf(days[place] ?? 0)))
      }
      await settings.update(db, thresholds, 0)
      for (const day of later.toSorted((a, b) => a - b)) await recompute(database, at(dayOf(day)))
      await recompute(database, at(TODAY))
      const values = await kept(db)
      expect(values).toEqual(
        defined(world, thresholds, TODAY).sort(
          (a, b) =>
            a.user_id - b.user_id ||
            (a.name === b.name ? (a.from < b.from ? -1 : 1) : a.name < b.name ? -1 : 1),
        ),
      )
      expect((await recompute(database, at(TODAY))).map((done) => done.values)).toEqual([0])
    }),
    { numRuns: 25, endOnFailure: true },
  )
})
