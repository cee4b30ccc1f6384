import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { many } from '../../store/db.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    { email: 'ada@example.com', attributes: { Level: ['L5'], Tools: ['Coder', 'Cursor'] } },
    { email: 'grace@example.com', attributes: { Level: ['Intern'] } },
    { email: 'edsger@example.com', attributes: { Level: ['L4'] } },
  ]),
)

async function idOf(wanted: string): Promise<string> {
  const { attribute_groups } = await call('attributeGroups.list', {})
  return attribute_groups.find(({ name }) => name === wanted)?.id ?? ''
}

async function attributesOfAda() {
  const { users } = await call('users.list', {})
  return users[0]?.attributes.map(({ value }) => value)
}

test('puts options in order, those that are not named last', async () => {
  const id = await idOf('Level')
  const { attribute_group } = await call('attributeGroups.update', { id, order: ['L5', 'L4'] })
  expect(attribute_group.attributes).toMatchObject([
    { name: 'L5', position: 1 },
    { name: 'L4', position: 2 },
    { name: 'Intern', position: 3 },
  ])
})

test('what is hidden or moved shows in users.list at once', async () => {
  const id = await idOf('Level')
  expect(await attributesOfAda()).toEqual(['L5', 'Coder', 'Cursor'])
  await call('attributeGroups.update', { id, position: 99 })
  expect(await attributesOfAda()).toEqual(['Coder', 'Cursor', 'L5'])
  await call('attributeGroups.update', { id, hidden: true })
  expect(await attributesOfAda()).toEqual(['Coder', 'Cursor'])
  await call('attributeGroups.update', { id, hidden: false, position: 0 })
  expect(await attributesOfAda()).toEqual(['L5', 'Coder', 'Cursor'])
})

test('an owner is set and taken away, and keeps others from setting values', async () => {
  const id = await idOf('Level')
  const owned = await call('attributeGroups.update', { id, owner_source: 'okta' })
  expect(owned.attribute_group.owner_source).toBe('okta')
  const args = { email: 'ada@example.com', attributes: [{ name: 'Level', value: 'L6' }] }
  expect((await call('users.attributes.update', args)).user.failures).toHaveLength(1)
  await call('attributeGroups.update', { id, hidden: false })
  expect((await call('users.attributes.update', args)).user.failures).toHaveLength(1)
  await call('attributeGroups.update', { id, owner_source: null })
  expect((await call('users.attributes.update', args)).user.failures).toHaveLength(0)
})

test('an attribute takes one value only once nobody has several', async () => {
  const id = await idOf('Tools')
  expect(await refusal('attributeGroups.update', { id, multiple: false })).toMatchObject({
    status: 409,
    error: 'conflict',
    message: '1 users have several values of Tools; leave them one.',
  })
  const one = { email: 'ada@example.com', attributes: [{ name: 'Tools', value: 'Coder' }] }
  await call('users.attributes.update', one)
  const { attribute_group } = await call('attributeGroups.update', { id, multiple: false })
  expect(attribute_group.multiple).toBe(false)
})

test('is marked as sensitive, and unmarked for a reason that the audit log keeps', async () => {
  const id = await idOf('Level')
  const marked = await call('attributeGroups.update', { id, sensitive: true })
  expect(marked.attribute_group.sensitive).toBe(true)
  const unmark = { id, sensitive: false }
  expect(await refusal('attributeGroups.update', unmark)).toMatchObject({
    status: 422,
    message: expect.stringContaining('say why Level is not about pay'),
  })
  const reason = 'Levels say what somebody can do.'
  const free = await call('attributeGroups.update', { ...unmark, reason })
  expect(free.attribute_group.sensitive).toBe(false)
  const acts = await many(
    held.database.db,
    sql<{
      details: object
    }>`select a.details from audit_log a where a.details ? 'sensitive' order by a.id`,
  )
  expect(acts.map(({ details }) => details)).toEqual([
    { sensitive: true },
    { sensitive: false, reason },
  ])
})

test('needs the scope admin', async () => {
  const args = { id: await idOf('Level') }
  expect(await refusal('attributeGroups.update', args, { scopes: ['users:write'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names what is wrong', async () => {
  expect(await refusal('attributeGroups.update', { id: 'OTk' })).toMatchObject({ status: 404 })
  const args = { id: await idOf('Level'), position: -1 }
  expect(await refusal('attributeGroups.update', args)).toMatchObject({
    error_details: { issues: [{ path: 'position' }] },
  })
})
