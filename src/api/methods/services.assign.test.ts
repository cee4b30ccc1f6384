import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { many, run } from '../../store/db.ts'

const { held, call, refusal } = testApp()

beforeAll(async () => {
  await importFacts(held.database, {
    kind: 'teams',
    facts: [
      { name: 'Core' },
      { name: 'Web' },
      { name: 'Left' },
      { name: 'Twin', parent: 'Core' },
      { name: 'Twin', parent: 'Web' },
    ],
  })
})

beforeEach(() =>
  run(
    held.database.db,
    sql`truncate service_owners, service_names, services, dirty_team_weeks, deployments cascade`,
  ),
)

const owners = () =>
  many(
    held.database.db,
    sql`
      select t.name as team, o.valid_from as from, o.valid_to as to
      from service_owners o join teams t on t.id = o.team_id
      where o.valid_from < o.valid_to
      order by o.valid_from
    `,
  )

test('a service is entered with its team, and moves from a day on', async () => {
  const first = await call('services.assign', {
    service: 'Shop',
    team: 'Core',
    aliases: ['acme/Shop'],
  })
  expect(first.service).toMatchObject({
    name: 'Shop',
    aliases: ['acme/shop'],
    team: { name: 'Core' },
  })
  await call('services.assign', { service: 'ACME/shop', team: 'Web', from: '2026-02-01' })
  expect(await owners()).toEqual([
    { team: 'Core', from: '-infinity', to: '2026-02-01' },
    { team: 'Web', from: '2026-02-01', to: 'infinity' },
  ])
  await call('services.assign', {
    service: 'shop',
    team: 'Left',
    from: '2026-01-05',
    to: '2026-01-12',
  })
  expect(await owners()).toEqual([
    { team: 'Core', from: '-infinity', to: '2026-01-05' },
    { team: 'Left', from: '2026-01-05', to: '2026-01-12' },
    { team: 'Core', from: '2026-01-12', to: '2026-02-01' },
    { team: 'Web', from: '2026-02-01', to: 'infinity' },
  ])
  const { services } = await call('services.list', {})
  expect(services).toMatchObject([{ name: 'Shop', team: { name: 'Web' }, deployments: 0 }])
})

test('without a first day it moves today, and saying it again changes nothing', async () => {
  await call('services.assign', { service: 'Shop', team: 'Core' })
  await call('services.assign', { service: 'Shop', team: 'Core' })
  await call('services.assign', { service: 'Shop', team: 'Web' })
  expect(await owners()).toEqual([
    { team: 'Core', from: '-infinity', to: '2026-03-02' },
    { team: 'Web', from: '2026-03-02', to: 'infinity' },
  ])
})

test('a dry run tells the same and changes nothing', async () => {
  const { dry_run, service } = await call('services.assign', {
    service: 'Shop',
    team: 'Core',
    dry_run: true,
  })
  expect({ dry_run, team: service.team?.name }).toEqual({ dry_run: true, team: 'Core' })
  expect((await call('services.list', {})).services).toEqual([])
})

test('the audit log has who said it', async () => {
  await call('services.assign', { service: 'Shop', team: 'Core' })
  const [entry] = await many(
    held.database.db,
    sql<{ details: object }>`
      select l.details from audit_log l where l.action = 'services.assign' order by l.id desc limit 1
    `,
  )
  expect(entry?.details).toMatchObject({ service: 'Shop', team: 'Core' })
})

test('needs the scope snapshots:admin', async () => {
  const args = { service: 'Shop', team: 'Core' }
  expect(await refusal('services.assign', args, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test.each([
  [{ team: 'Core' }, 422, 'service'],
  [{ service: 'Shop', team: 'Nowhere' }, 404, 'Nowhere'],
  [{ service: 'Shop', team: 'Twin' }, 404, 'path from the top'],
  [{ service: 'Shop', team: 'Core', from: '2026-02-02', to: '2026-02-02' }, 422, 'to'],
])('%o names what is wrong', async (args, status, word) => {
  const refused = await refusal('services.assign', args)
  expect(refused.status).toBe(status)
  expect(refused.error_details.message).toContain(word)
})

test('what is deployed and nobody’s is named, with a guess that counts nobody below the minimum', async () => {
  const { db } = held.database
  const who = (team: string, people: number) =>
    Array.from({ length: people }, (_, n) => ({
      email: `${team}${n}@example.com`,
      github_username: `${team}${n}`,
      team,
    }))
  await given.people(held.database, [...who('Core', 5), ...who('Web', 4)])
  await importFacts(held.database, {
    kind: 'pull_requests',
    source: 'github',
    facts: [...who('Core', 5), ...who('Web', 4), ...who('Web', 4)].map(
      ({ github_username: username, team }, n) => ({
        repo: team === 'Core' ? 'acme/shop' : 'acme/site',
        number: n + 1,
        account: { username },
        opened_at: '2026-02-03T10:00:00Z',
        merged_at: '2026-02-03T12:00:00Z',
      }),
    ),
    now: given.NOW,
  })
  await run(
    db,
    sql`
      insert into deployments (source, external_id, service, environment, production, at, status, created_in, changed_in)
      select 'github', n::text, case when n < 3 then 'acme/shop' else 'acme/site' end, 'production', true,
        '2026-02-04T10:00:00Z', 'success', 1, 1
      from generate_series(1, 3) n
    `,
  )
  const { suggestions } = await call('services.suggestions', {})
  expect(suggestions).toMatchObject([
    { service: 'acme/shop', deployments: 2, team: { name: 'Core' }, share: 1 },
    { service: 'acme/site', deployments: 1, team: null, share: null },
  ])
  expect((await call('services.list', {})).services).toEqual([])
  await call('services.assign', { service: 'acme/shop', team: 'Core' })
  expect((await call('services.suggestions', {})).suggestions).toHaveLength(1)
})
