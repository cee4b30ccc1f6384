import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Given, teamWorld } from '../../test/team-world.ts'
import type { Fact } from '../model/index.ts'
import { many, run } from '../store/db.ts'

const { held, deploy, cover, services, incidents, counted, weekOf } = teamWorld()

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
  // each bucket reaches 1.1 times as far as the one before, from 128 at one hour: 2, 6 and 4 hours
  const kept = await many<{ bucket: number }>(
    held.database.db,
    sql`select get_byte(w.recovery, 0) as bucket from team_weeks w where w.recovery is not null order by w.week`,
  )
  expect(kept).toEqual([{ bucket: 135 }, { bucket: 146 }, { bucket: 142 }])
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

test('what comes late changes the weeks before it', async () => {
  await services([{ name: 'shop', team: 'Core' }])
  await cover('deployments')
  await cover('incidents', { source: 'file' })
  await deploy([{ id: 'a', at: '2026-01-08T09:00:00Z' }])
  expect(await weekOf('2026-01-05')).toMatchObject({ judged: 1, failed: 0 })
  await incidents([{ service: 'shop', opened_at: '2026-01-14T09:00:00Z', caused_by: 'a' }])
  expect(await weekOf('2026-01-05')).toMatchObject({ judged: 1, failed: 1, recoveries: 0 })
  await deploy([
    { id: 'c', at: '2026-02-03T09:00:00Z' },
    { id: 'd', at: '2026-02-10T09:00:00Z', commit: 'older' },
  ])
  expect(await weekOf('2026-02-09')).toMatchObject({ deployments: 1 })
  await deploy([{ id: 'b', at: '2026-01-06T09:00:00Z', commit: 'older' }])
  expect(await weekOf('2026-02-09')).toMatchObject({ deployments: 0 })
  expect(await weekOf('2026-02-02')).toMatchObject({ deployments: 1, failed: 1, recoveries: 1 })
  expect(await weekOf('2026-01-05')).toMatchObject({ service_days: 6, deployments: 2 })
})
