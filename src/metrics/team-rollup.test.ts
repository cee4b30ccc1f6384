import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { importFacts } from '../../test/facts.ts'
import { undo } from '../jobs/import/undo.ts'
import type { Fact } from '../model/index.ts'
import { many, run } from '../store/db.ts'
import { teamRollup } from './team-rollup.ts'

const held = testDatabase()

/** A Monday, and the weeks of which deployments are known. */
const FROM = '2026-01-05'
const TO = '2026-03-02'

beforeEach(async () => {
  const { db } = held.database
  await run(
    db,
    sql`
      truncate deployments, incidents, service_owners, service_names, services, teams, team_weeks, dirty_team_weeks,
        coverage, settings, import_changes, import_rows, imports cascade
    `,
  )
  await importFacts(held.database, {
    kind: 'teams',
    facts: ['Core', 'Web'].map((name) => ({ name })),
  })
})

interface Given {
  id: string
  at: string
  commit?: string | null
  service?: string
  status?: string
  production?: boolean
  source?: string
}

function deploy(given: Given[]) {
  const rows = given.map((it) => ({
    source: 'github',
    external_id: it.id,
    service: 'shop',
    environment: 'production',
    production: true,
    status: 'success',
    ...it,
    commit: it.commit === undefined ? it.id : it.commit,
    created_in: 1,
    changed_in: 1,
  }))
  return run(
    held.database.db,
    sql`
      insert into deployments
      select * from jsonb_populate_recordset(null::deployments, ${JSON.stringify(rows)}::jsonb)
      on conflict (source, external_id) do update set at = excluded.at, commit = excluded.commit, status = excluded.status
    `,
  )
}

function cover(subject: string, { source = 'github', from = FROM, to = TO } = {}) {
  return run(
    held.database.db,
    sql`
      insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
      values (${source}, ${subject}, ${from}::date, ${to}::date, 1, 1)
    `,
  )
}

const services = (facts: Fact<'services'>[]) =>
  importFacts(held.database, { kind: 'services', facts })

const incidents = (facts: Fact<'incidents'>[], from = FROM, to = TO) =>
  importFacts(held.database, { kind: 'incidents', facts, options: { from, to } })

interface Week {
  team: string
  week: string
  service_days: number
  deployments: number
  judged: number
  failed: number
  recoveries: number
  hours: number | null
  traced: number
  fixing: number
}

async function counted(): Promise<Week[]> {
  await teamRollup(held.database)
  return many(
    held.database.db,
    sql<Week>`
      select t.name as team, w.week, w.service_days, w.deployments, w.deployments_judged as judged,
        w.deployments_failed as failed, w.recoveries,
        case when w.recoveries > 0 then round(exp(w.recovery_ln / 1e9 / w.recoveries)::numeric, 3)::float8 end as hours,
        w.deployments_traced as traced, w.deployments_fixing as fixing
      from team_weeks w
      join teams t on t.id = w.team_id
      order by t.name, w.week
    `,
  )
}

const weekOf = async (week: string, team = 'Core') =>
  (await counted()).find((it) => it.team === team && it.week === week)

test('a small organisation, counted by hand', async () => {
  await services([
    { name: 'shop', team: 'Core' },
    { name: 'site', team: 'Web', aliases: ['acme/site'] },
  ])
  await cover('deployments')
  await deploy([
    // week 1: two deployments; the second caused an incident of two hours
    { id: 'a', at: '2026-01-06T09:00:00Z' },
    { id: 'b', at: '2026-01-08T09:00:00Z' },
    // week 2: c is fixed by d; c once more within the hour is the same deployment
    { id: 'c', at: '2026-01-13T09:00:00Z' },
    { id: 'c2', at: '2026-01-13T09:40:00Z', commit: 'c' },
    { id: 'd', at: '2026-01-13T15:00:00Z' },
    // week 3: e goes back to d after four hours, and what failed, or went elsewhere, is no deployment
    { id: 'e', at: '2026-01-20T09:00:00Z' },
    { id: 'e-back', at: '2026-01-20T13:00:00Z', commit: 'd' },
    { id: 'x', at: '2026-01-21T09:00:00Z', status: 'failure' },
    { id: 'y', at: '2026-01-21T10:00:00Z', production: false },
    { id: 's', at: '2026-01-20T09:00:00Z', service: 'Acme/Site' },
  ])
  await incidents([
    {
      service: 'Shop',
      opened_at: '2026-01-08T10:00:00Z',
      mitigated_at: '2026-01-08T11:00:00Z',
      caused_by: 'b',
    },
    {
      service: 'shop',
      opened_at: '2026-01-13T12:00:00Z',
      mitigated_at: '2026-01-13T15:00:00Z',
      fixed_by: 'd',
    },
    { service: 'shop', opened_at: '2026-02-20T12:00:00Z', caused_by: 'none' },
  ])
  const weeks = await counted()
  const none = { judged: 0, failed: 0, recoveries: 0, hours: null, traced: 0, fixing: 0 }
  expect(weeks.slice(0, 4)).toEqual([
    // from the first deployment on: Tuesday to Sunday
    {
      ...{ team: 'Core', week: '2026-01-05', service_days: 6, deployments: 2, judged: 2 },
      ...{ failed: 1, recoveries: 1, hours: 2, traced: 2, fixing: 0 },
    },
    {
      ...{ team: 'Core', week: '2026-01-12', service_days: 7, deployments: 2, judged: 2 },
      ...{ failed: 1, recoveries: 1, hours: 6, traced: 2, fixing: 1 },
    },
    {
      ...{ team: 'Core', week: '2026-01-19', service_days: 7, deployments: 1, judged: 1 },
      ...{ failed: 1, recoveries: 1, hours: 4, traced: 1, fixing: 0 },
    },
    { ...none, team: 'Core', week: '2026-01-26', service_days: 7, deployments: 0 },
  ])
  expect(weeks.find(({ team }) => team === 'Web')).toMatchObject({
    week: '2026-01-19',
    service_days: 6,
    deployments: 1,
    failed: 0,
  })
  expect(weeks).toHaveLength(8 + 6)
})

test('a service is its team’s on the days on which it is', async () => {
  await services([
    { name: 'shop', team: 'Core', to: '2026-01-14' },
    { name: 'shop', team: 'Web', from: '2026-01-14' },
  ])
  await cover('deployments')
  await deploy([
    { id: 'a', at: '2026-01-05T09:00:00Z' },
    { id: 'b', at: '2026-01-13T23:59:00Z' },
    { id: 'c', at: '2026-01-14T00:00:00Z' },
  ])
  const found = (await counted()).filter(({ week }) => week === '2026-01-12')
  expect(found).toMatchObject([
    { team: 'Core', service_days: 2, deployments: 1 },
    { team: 'Web', service_days: 5, deployments: 1 },
  ])
})

test('days and weeks are those of the zone of the organisation', async () => {
  await services([{ name: 'shop', team: 'Core' }])
  await cover('deployments')
  await deploy([
    { id: 'a', at: '2026-01-05T09:00:00Z' },
    { id: 'b', at: '2026-01-11T20:00:00Z' },
  ])
  expect(await weekOf('2026-01-05')).toMatchObject({ deployments: 2 })
  await run(
    held.database.db,
    sql`insert into settings (key, value, changed_in) values ('time_zone', '"Asia/Tokyo"', 1)`,
  )
  expect(await weekOf('2026-01-05')).toMatchObject({ deployments: 1 })
  expect(await weekOf('2026-01-12')).toMatchObject({ deployments: 1 })
})

test('what no source speaks of is unknown, not 0', async () => {
  await services([
    { name: 'shop', team: 'Core' },
    { name: 'never', team: 'Web' },
  ])
  await deploy([{ id: 'a', at: '2026-01-06T09:00:00Z' }])
  expect(await counted()).toEqual([])
  await cover('deployments', { to: '2026-01-12' })
  expect(await counted()).toMatchObject([
    { team: 'Core', service_days: 6, deployments: 1, judged: 0, traced: 0 },
  ])
  await cover('incidents', { source: 'pagerduty', to: '2026-01-13' })
  expect(await counted()).toMatchObject([{ judged: 0, traced: 0 }])
  await cover('incidents', { source: 'pagerduty', from: '2026-01-13', to: '2026-01-14' })
  expect(await counted()).toMatchObject([{ judged: 1, failed: 0, traced: 0 }])
})

test.each<[string, number, Partial<Fact<'incidents'>>]>([
  ['within seven days of the deployment that caused it', 1, { caused_by: 'a' }],
  ['on the seventh day, to the second', 1, { caused_by: 'a', opened_at: '2026-01-13T09:00:00Z' }],
  ['a second later', 0, { caused_by: 'a', opened_at: '2026-01-13T09:00:01Z' }],
  ['without a cause that anybody states', 1, {}],
  ['that no deployment caused', 0, { caused_by: 'none' }],
  ['that an unknown deployment caused', 0, { caused_by: 'z' }],
  ['of another service', 0, { service: 'site' }],
])('an incident %s makes %i failures', async (_, failed, incident) => {
  await services([{ name: 'shop', team: 'Core' }])
  await cover('deployments')
  await deploy([{ id: 'a', at: '2026-01-06T09:00:00Z' }])
  await incidents([{ service: 'shop', opened_at: '2026-01-07T09:00:00Z', ...incident }])
  expect(await weekOf('2026-01-05')).toMatchObject({ judged: 1, failed, recoveries: 0 })
})

test.each<[string, number, Given[]]>([
  ['of another commit within the hour', 2, [{ id: 'b', at: '2026-01-06T09:30:00Z' }]],
  ['of the same commit after an hour', 1, [{ id: 'b', at: '2026-01-06T10:00:00Z', commit: 'a' }]],
  ['a second later', 2, [{ id: 'b', at: '2026-01-06T10:00:01Z', commit: 'a' }]],
  [
    'of unknown commits',
    3,
    [
      { id: 'b', at: '2026-01-06T09:10:00Z', commit: null },
      { id: 'c', at: '2026-01-06T09:20:00Z', commit: null },
    ],
  ],
  [
    'of the same commit by two sources',
    1,
    [{ id: 'a', at: '2026-01-06T09:00:00Z', source: 'gitlab' }],
  ],
])('a further deployment %s: %i', async (_, deployments, more) => {
  await services([{ name: 'shop', team: 'Core' }])
  await cover('deployments')
  await deploy([{ id: 'a', at: '2026-01-06T09:00:00Z' }, ...more])
  expect(await weekOf('2026-01-05')).toMatchObject({ deployments })
})

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
      }),
    { numRuns: 12, seed: 20_261_122 },
  )
})
