import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { FROM, type Given, teamWorld } from '../../test/team-world.ts'
import { teamRollup } from '../metrics/team-rollup.ts'
import type { Fact } from '../model/index.ts'
import { many, run } from '../store/db.ts'
import { undo } from './import/undo.ts'

const { held, deploy, cover, services, incidents } = teamWorld()

const at = fc
  .integer({ min: 0, max: 56 * 24 })
  .map((hour) => new Date(Date.parse(`${FROM}T00:00:00Z`) + hour * 3_600_000).toISOString())
const day = fc
  .integer({ min: 0, max: 56 })
  .map((n) => new Date(Date.parse(FROM) + n * 86_400_000).toISOString().slice(0, 10))
const service = fc.constantFrom('shop', 'site', 'acme/site')
const deployment = fc.record<Given>({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  at,
  commit: fc.constantFrom('1', '2', '3', null),
  service,
  status: fc.constantFrom('success', 'success', 'success', 'failure', 'rolled_back'),
  source: fc.constantFrom('github', 'gitlab'),
})
const incident = fc
  .record({
    external_id: fc.constantFrom('i', 'j', 'k'),
    service,
    opened_at: at,
    mitigated_at: fc.option(at, { nil: undefined }),
    caused_by: fc.option(fc.constantFrom('a', 'b', 'none'), { nil: undefined }),
    fixed_by: fc.option(fc.constantFrom('c', 'd'), { nil: undefined }),
  })
  .map((it) => JSON.parse(JSON.stringify(it)) as Fact<'incidents'>)
const owner = fc
  .record({
    name: fc.constantFrom('shop', 'site'),
    team: fc.constantFrom('Core', 'Web'),
    from: fc.option(day, { nil: undefined }),
    aliases: fc.option(fc.constant(['acme/site']), { nil: undefined }),
  })
  .map((it) => JSON.parse(JSON.stringify(it)) as Fact<'services'>)

type Act = () => Promise<unknown>
const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .uniqueArray(deployment, {
      minLength: 1,
      maxLength: 4,
      selector: ({ id, source }) => `${id} ${source}`,
    })
    .map((some) => () => deploy(some)),
  fc.array(incident, { minLength: 1, maxLength: 3 }).map((some) => () => incidents(some)),
  fc.array(owner, { minLength: 1, maxLength: 3 }).map((some) => () => services(some)),
  fc.array(owner, { minLength: 1, maxLength: 3 }).map((some) => async () => {
    const { import_id } = await services(some)
    await teamRollup(held.database)
    await undo(held.database, import_id, { actor: 'test', now: new Date(), dry_run: false })
  }),
  fc
    .record({
      subject: fc.constantFrom('deployments', 'incidents', 'fixes'),
      source: fc.constantFrom('github', 'gitlab'),
      from: day,
      days: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ subject, source, from, days }) => () => {
      const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)
      return cover(subject, { source, from, to })
    }),
  fc
    .integer({ min: 1, max: 40 })
    .map(
      (days) => () =>
        run(
          held.database.db,
          sql`update coverage set to_day = to_day + ${days}::int where id = (select max(c.id) from coverage c)`,
        ),
    ),
  fc.constant(() =>
    run(held.database.db, sql`delete from coverage where id = (select min(c.id) from coverage c)`),
  ),
)

test('whatever happens in whatever order, a rebuild gives the same bytes', {
  timeout: 240_000,
}, async () => {
  const { db } = held.database
  const rows = () =>
    many(db, sql<{ row: string }>`select w::text as row from team_weeks w order by 1`)
  await fc.assert(
    fc
      .asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
        for (const it of acts) {
          await it()
          await teamRollup(held.database)
        }
        const kept = await rows()
        await run(db, sql`delete from team_weeks`)
        await run(
          db,
          sql`
            insert into dirty_team_weeks (team_id, week)
            select t.id, w.week::date from teams t
            cross join generate_series(date '2025-12-01', date '2026-06-01', interval '7 days') w(week)
          `,
        )
        await teamRollup(held.database)
        expect(kept).toEqual(await rows())
      })
      .beforeEach(async () => {
        await run(
          db,
          sql`truncate deployments, incidents, service_owners, service_names, services, team_weeks, dirty_team_weeks, coverage cascade`,
        )
        // so that what happens seldom goes by unseen
        await services([
          { name: 'shop', team: 'Core' },
          { name: 'site', team: 'Web', aliases: ['acme/site'] },
        ])
        await cover('deployments')
        for (const subject of ['incidents', 'fixes']) await cover(subject, { source: 'file' })
      }),
    { numRuns: 30, seed: 20_261_122 },
  )
})
