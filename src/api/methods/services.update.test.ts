import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import { many, run } from '../../store/db.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  importFacts(held.database, { kind: 'teams', facts: [{ name: 'Core' }, { name: 'Web' }] }),
)
beforeEach(() =>
  run(
    held.database.db,
    sql`truncate service_owners, service_names, services, dirty_team_weeks, coverage cascade`,
  ),
)

const shop = async () =>
  (await call('services.assign', { service: 'Shop', team: 'Core', aliases: ['acme/shop'] })).service

test('a service that is renamed is still found by what it was called, until its aliases are said anew', async () => {
  const { id } = await shop()
  const renamed = await call('services.update', { id, name: 'Store' })
  expect(renamed.service).toMatchObject({ name: 'Store', aliases: ['acme/shop', 'shop'] })
  const { service } = await call('services.update', { id, aliases: ['Acme/Store'], team: 'Web' })
  expect(service).toMatchObject({
    name: 'Store',
    aliases: ['acme/store'],
    team: { name: 'Web' },
  })
})

test('a name leads to one service, and a dry run changes nothing', async () => {
  const { id } = await shop()
  const { service: till } = await call('services.assign', { service: 'Till', team: 'Web' })
  expect(await refusal('services.update', { id: till.id, aliases: ['ACME/shop'] })).toMatchObject({
    status: 409,
  })
  await call('services.update', { id, name: 'Other', dry_run: true })
  await call('services.remove', { id, dry_run: true })
  expect((await call('services.list', {})).services).toMatchObject([
    { name: 'Shop', aliases: ['acme/shop'] },
    { name: 'Till' },
  ])
})

test('one that is taken away marks the weeks of its teams, and is told by the audit log', async () => {
  const { id } = await shop()
  await run(
    held.database.db,
    sql`
      insert into coverage (source, subject, from_day, to_day, created_in, changed_in)
      values ('github', 'deployments', '2026-01-05', '2026-01-19', 1, 1)
    `,
  )
  await run(held.database.db, sql`truncate dirty_team_weeks`)
  expect(await call('services.remove', { id })).toMatchObject({ name: 'Shop' })
  expect((await call('services.list', {})).services).toEqual([])
  const marked = await many(held.database.db, sql`select week from dirty_team_weeks order by week`)
  expect(marked).toEqual([{ week: '2026-01-05' }, { week: '2026-01-12' }])
  expect(await refusal('services.remove', { id })).toMatchObject({ status: 404 })
  const [entry] = await many(
    held.database.db,
    sql`select l.action, l.object from audit_log l order by l.id desc limit 1`,
  )
  expect(entry).toMatchObject({ action: 'services.remove' })
})

test.each(['services.update', 'services.remove'] as const)(
  '%s needs the scope snapshots:admin',
  async (name) => {
    const reader = { scopes: ['snapshots:read' as const] }
    expect(await refusal(name, { id: 'MQ' }, reader)).toMatchObject({ error: 'not_authorized' })
  },
)

test('a day without a team is refused by name', async () => {
  const { id } = await shop()
  expect(await refusal('services.update', { id, from: '2026-01-05' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'from' }] },
  })
})
