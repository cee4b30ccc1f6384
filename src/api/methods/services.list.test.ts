import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'

const { held, call, refusal } = testApp()

test('lists services in order of name, empty while nobody entered one', async () => {
  expect(await call('services.list', {})).toMatchObject({ services: [] })
  await importFacts(held.database, { kind: 'teams', facts: [{ name: 'Core' }] })
  const { counts } = await importFacts(held.database, {
    kind: 'services',
    facts: [
      { name: 'Shop', team: 'Core', aliases: ['acme/shop'] },
      { name: 'Basket', team: 'core', to: '2026-01-01' },
      { name: 'Lost', team: 'Nobody' },
    ],
  })
  expect(counts).toMatchObject({ created: 2, refused: 1 })
  const { services } = await call('services.list', {})
  expect(services).toMatchObject([
    { name: 'Basket', team: null, last_deployed_at: null },
    { name: 'Shop', team: { name: 'Core' }, aliases: ['acme/shop'] },
  ])
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('services.list', {}, { scopes: [] })).toMatchObject({
    error: 'not_authorized',
  })
})
