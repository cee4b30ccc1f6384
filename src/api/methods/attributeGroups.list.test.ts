import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import type { Scope } from '../scopes.ts'

const { held, call, refusal } = testApp()

beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', attributes: { Level: ['L10'], Salary: ['high'] } },
    { email: 'grace@example.com', attributes: { Level: ['L9'] }, roles: ['Privileged User'] },
  ])
  const { attribute_groups } = await call('attributeGroups.list', {})
  await call('attributeGroups.update', { id: attribute_groups[0]?.id ?? '', hidden: true })
  await call('attributeGroups.update', { id: attribute_groups[1]?.id ?? '', privileged: true })
})

test('lists the attributes with their options in order, by both names that clients read', async () => {
  const options = [
    { id: 'MQ', name: 'L9', position: 1, users: null },
    { id: 'Mg', name: 'L10', position: 2, users: null },
  ]
  const { ok, attribute_groups } = await call('attributeGroups.list', {})
  expect(ok).toBe(true)
  expect(attribute_groups).toEqual([
    {
      id: 'MQ',
      name: 'Level',
      type: 'admin_managed',
      hidden: true,
      position: 1,
      privileged: false,
      attributes: options,
      attribute_values: options,
      kind: 'option',
      multiple: false,
      sensitive: false,
      owner_source: null,
    },
  ])
})

test('lists privileged ones only for a personal token whose user may see them', async () => {
  const token = await given.token(held.database, { email: 'grace@example.com' })
  const { attribute_groups } = await call('attributeGroups.list', {}, { token })
  expect(attribute_groups.map(({ name }) => name)).toEqual(['Level', 'Salary'])
  const other = await given.token(held.database, { email: 'ada@example.com' })
  expect((await call('attributeGroups.list', {}, { token: other })).attribute_groups).toHaveLength(
    1,
  )
})

test('tells how many users have each option today, to those who may read the directory', async () => {
  await given.people(held.database, [
    { email: 'ada@example.com', attributes: { Site: ['Lisbon'] } },
    { email: 'grace@example.com', attributes: { Site: ['Lisbon'] } },
    { email: 'joan@example.com', attributes: { Site: ['Porto'] } },
  ])
  const move = { email: 'joan@example.com', attributes: [{ name: 'Site', value: 'Lisbon' }] }
  await call('users.attributes.update', { ...move, valid_from: '2026-04-01' })
  const usersOf = async (scopes: Scope[]) => {
    const { attribute_groups } = await call('attributeGroups.list', {}, { scopes })
    const site = attribute_groups.find(({ name }) => name === 'Site')
    return site?.attributes.map(({ name, users }) => [name, users])
  }
  expect(await usersOf(['snapshots:read', 'users:read'])).toEqual([
    ['Lisbon', 2],
    ['Porto', 1],
  ])
  expect(await usersOf(['snapshots:read'])).toEqual([
    ['Lisbon', null],
    ['Porto', null],
  ])
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('attributeGroups.list', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
})
