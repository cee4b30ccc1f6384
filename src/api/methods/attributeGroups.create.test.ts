import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'

const { held, call, refusal } = testApp()

test('makes an attribute that takes what its kind takes, and nothing else', async () => {
  const { attribute_group } = await call('attributeGroups.create', { name: 'Desk', kind: 'number' })
  expect(attribute_group).toMatchObject({
    name: 'Desk',
    kind: 'number',
    multiple: false,
    attributes: [],
  })
  const { counts, refusals } = await importFacts(held.database, {
    kind: 'people',
    facts: [
      { email: 'ada@example.com', attributes: { desk: ['12.5'] } },
      { email: 'bob@example.com', attributes: { Desk: ['by the window'] } },
    ],
    now: given.NOW,
  })
  expect(counts).toMatchObject({ created: 1, refused: 1 })
  expect(refusals).toMatchObject([{ code: 'invalid_value', first: [{ line: 2 }] }])
})

test('a privileged one is not shown to a token of the organisation', async () => {
  await call('attributeGroups.create', { name: 'Band', privileged: true })
  await given.people(held.database, [{ email: 'ada@example.com', attributes: { Band: ['B2'] } }])
  const { users } = await call('users.list', {})
  expect(JSON.stringify(users)).not.toContain('B2')
})

test('refuses a second one of the same name', async () => {
  await call('attributeGroups.create', { name: 'Site' })
  expect(await refusal('attributeGroups.create', { name: 'SITE' })).toMatchObject({
    status: 409,
    error: 'conflict',
  })
})

test('needs the scope admin', async () => {
  const refused = await refusal(
    'attributeGroups.create',
    { name: 'x' },
    { scopes: ['users:write'] },
  )
  expect(refused).toMatchObject({ error: 'not_authorized' })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('attributeGroups.create', { name: 'x', kind: 'colour' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'kind' }] },
  })
})
