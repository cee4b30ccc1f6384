import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal } = testApp()

test('lists the teams with their place in the tree', async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', team: 'Engineering / Compilers', team_lead: true },
    { email: 'grace@example.com', team: 'Engineering / Compilers' },
    { email: 'gone@example.com', team: 'Engineering / Compilers', deactivated: true },
  ])
  await importFacts(held.database, {
    kind: 'teams',
    facts: [{ name: 'Compilers', reference_id: '06BEC4E0', parent: 'Engineering' }],
    now: given.NOW,
  })
  const { ok, teams } = await call('teams.list', {})
  const last_changed_at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(ok).toBe(true)
  expect(teams).toEqual([
    {
      ancestors: ['LTE', 'MQ'],
      id: 'MQ',
      parent_id: null,
      manager_id: null,
      name: 'Engineering',
      parent: true,
      last_changed_at,
      contributors: 0,
      reference_id: null,
    },
    {
      ancestors: ['LTE', 'MQ', 'Mg'],
      id: 'Mg',
      parent_id: 'MQ',
      manager_id: toWire(await given.idOf(held.database, 'ada@example.com')),
      name: 'Compilers',
      parent: false,
      last_changed_at,
      contributors: 2,
      reference_id: '06BEC4E0',
    },
  ])
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('teams.list', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
