import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'
import { run } from '../../store/db.ts'

const { held, call, refusal } = testApp()
const ada = { email: 'ada@example.com' }

beforeEach(async () => {
  const { db } = held.database
  for (const table of ['user_attributes', 'attribute_options', 'attributes'])
    await run(db, sql`delete from ${sql.table(table)}`)
  await given.people(held.database, [
    {
      ...ada,
      name: 'Ada',
      attributes: { Level: ['L4'], Tools: ['Coder', 'Cursor'], Site: ['UK'] },
    },
  ])
})

const values = async () => (await call('users.info', ada)).user.attributes
const set = (attributes: { name: string; value: string | number | boolean | null }[]) =>
  call('users.attributes.update', { ...ada, attributes })

test('sets the named attributes, creates the unknown, and leaves the others', async () => {
  expect(
    await set([
      { name: 'LEVEL', value: 'L5' },
      { name: 'Department', value: 'Engineering' },
    ]),
  ).toEqual({
    ok: true,
    user: {
      id: toWire(await given.idOf(held.database, ada.email)),
      email: ada.email,
      failures: [],
      attributes: [
        { name: 'LEVEL', value: 'L5', updated: true },
        { name: 'Department', value: 'Engineering', updated: true },
      ],
    },
  })
  expect(await values()).toEqual([
    { name: 'Level', value: 'L5' },
    { name: 'Site', value: 'UK' },
    { name: 'Tools', value: 'Coder' },
    { name: 'Tools', value: 'Cursor' },
    { name: 'Department', value: 'Engineering' },
  ])
})

test('null removes, also what was never there; the history stays', async () => {
  const { user } = await set([
    { name: 'Level', value: null },
    { name: 'Never', value: null },
  ])
  expect(user).toMatchObject({
    failures: [],
    attributes: [
      { name: 'Level', value: null, updated: true },
      { name: 'Never', value: null, updated: true },
    ],
  })
  expect((await values()).map(({ name }) => name)).not.toContain('Level')
  const { attribute_groups } = await call('attributeGroups.list', {})
  expect(attribute_groups.map(({ name }) => name)).toEqual(['Level', 'Site', 'Tools'])
  const { history } = (await call('users.info', ada)).user
  expect(history).toContainEqual({
    name: 'Level',
    value: 'L4',
    from: null,
    to: '2026-03-02',
    source: 'file',
  })
})

test('the same again changes nothing', async () => {
  await set([{ name: 'Level', value: 'L5' }])
  const before = (await call('users.info', ada)).user.history
  await set([{ name: 'Level', value: 'L5' }])
  expect((await call('users.info', ada)).user.history).toEqual(before)
})

test('an attribute of several values has those that are named', async () => {
  await set([
    { name: 'Tools', value: 'Cursor' },
    { name: 'tools', value: 'Copilot' },
  ])
  expect((await values()).filter(({ name }) => name === 'Tools')).toEqual([
    { name: 'Tools', value: 'Cursor' },
    { name: 'Tools', value: 'Copilot' },
  ])
})

test('what fails is told with its reason, and the rest is done', async () => {
  const { db } = held.database
  await run(db, sql`update attributes set owner_source = 'okta' where name = 'Site'`)
  await run(
    db,
    sql`
    insert into attributes (name, kind, type, position, created_in, changed_in) values
      ('Age', 'number', 'admin_managed', 10, 0, 0), ('Tenure', 'option', 'dx_managed', 11, 0, 0)
  `,
  )
  const { user } = await set([
    { name: 'Site', value: 'US' },
    { name: 'Age', value: 'old' },
    { name: 'Tenure', value: null },
    { name: 'Level', value: 'L5' },
    { name: 'Level', value: 'L6' },
    { name: 'Tools', value: 'Copilot' },
  ])
  expect(user.failures).toMatchObject([
    { name: 'Site', value: 'US', error: 'owned_attribute', message: 'Only okta may set Site.' },
    { name: 'Age', value: 'old', error: 'invalid_value' },
    { name: 'Tenure', value: null, error: 'owned_attribute' },
    { name: 'Level', value: 'L5', error: 'too_many_values' },
    { name: 'Level', value: 'L6', error: 'too_many_values' },
  ])
  expect(user.attributes).toEqual([{ name: 'Tools', value: 'Copilot', updated: true }])
  expect(await values()).toEqual([
    { name: 'Level', value: 'L4' },
    { name: 'Site', value: 'UK' },
    { name: 'Tools', value: 'Copilot' },
  ])
})

test('of several that come at once, one holds in the end and the others are history', async () => {
  const levels = ['A', 'B', 'C', 'D', 'E', 'F']
  await Promise.all(levels.map((value) => set([{ name: 'Level', value }])))
  expect((await values()).filter(({ name }) => name === 'Level')).toHaveLength(1)
})

test('values of a kind are kept in its form', async () => {
  const { db } = held.database
  await run(
    db,
    sql`
    insert into attributes (name, kind, position, created_in, changed_in) values
      ('Age', 'number', 10, 0, 0), ('Remote', 'boolean', 11, 0, 0), ('Since', 'date', 12, 0, 0)
  `,
  )
  await set([
    { name: 'age', value: 41.5 },
    { name: 'remote', value: true },
    { name: 'since', value: '2026-01-31' },
  ])
  expect((await values()).slice(-3)).toEqual([
    { name: 'Age', value: '41.5' },
    { name: 'Remote', value: 'true' },
    { name: 'Since', value: '2026-01-31' },
  ])
})

test('needs the scope users:write', async () => {
  const args = { ...ada, attributes: [] }
  expect(await refusal('users.attributes.update', args, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names the argument that is wrong', async () => {
  const args = {
    ...ada,
    attributes: [
      { name: 'Level', value: 'L5' },
      { name: '', value: 'x' },
    ],
  }
  expect(await refusal('users.attributes.update', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'attributes.1.name' }] },
  })
  expect(await refusal('users.attributes.update', { attributes: [] })).toMatchObject({
    error_details: { issues: [{ path: 'email' }] },
  })
})
