import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { purposeOr } from '../../model/index.ts'
import { PLAN } from '../../store/erasure-plan.ts'

const { held, call, refusal } = testApp()

beforeAll(() =>
  given.people(held.database, [
    {
      email: 'ada@example.com',
      attributes: { Level: ['L5'], 'Salary band': ['B'], 'Build performance': ['good'] },
    },
  ]),
)

const processing = async () => (await call('privacy.info', {})).processing

test('tells of every table that holds something of people what becomes of it', async () => {
  const { tables } = await processing()
  const told = new Map(tables.map((it) => [it.table, it]))
  const ofPeople = Object.entries(PLAN).flatMap(([table, { rows }]) => (rows ? table : []))
  expect(ofPeople.filter((table) => told.get(table)?.holds !== 'people')).toEqual([])
  expect(told.get('pull_requests')).toMatchObject({
    columns: expect.arrayContaining(['account_id', 'title']),
    ages: true,
    struck_out: ['title', 'head_branch', 'base_branch'],
  })
  expect(told.get('deployments')).toMatchObject({
    holds: 'traces',
    stays_because: 'They are facts of services.',
  })
  expect(told.has('migrations')).toBe(false)
})

test('tells the rules as they are set', async () => {
  await call('settings.update', { minimum_group: 7, retention_months: 18 })
  expect(await processing()).toMatchObject({
    minimum_group: 7,
    retention: { months: 18, decided: true },
    no_person_storage: null,
  })
})

test('tells which attributes no report uses, and which were let go of for a reason', async () => {
  const { attribute_groups } = await call('attributeGroups.list', {})
  const idOf = (name: string) => attribute_groups.find((it) => it.name === name)?.id ?? ''
  await call('attributeGroups.update', { id: idOf('Level'), sensitive: true })
  const reason = 'It is about builds.'
  await call('attributeGroups.update', { id: idOf('Build performance'), sensitive: false, reason })
  const { sensitive_attributes, released_attributes } = await processing()
  expect(sensitive_attributes).toEqual([
    { name: 'Level', because: 'marked' },
    { name: 'Salary band', because: 'name' },
  ])
  expect(released_attributes).toEqual(['Build performance'])
})

test('gives each metric purposes, none of which is about judging people', async () => {
  const { purposes, metrics } = await processing()
  for (const { words } of purposes) expect(purposeOr('refused').safeParse(words).success).toBe(true)
  expect(metrics.filter((metric) => metric.purposes.length === 0)).toEqual([])
  expect(metrics.find(({ id }) => id === 'tool_active_days')?.purposes).toEqual([
    'tools',
    'studies',
  ])
})

test('tells what each role may do', async () => {
  const { roles } = await processing()
  const analyst = roles.find(({ role }) => role === 'Snapshot Analyst')
  expect(analyst).toMatchObject({ sees_privileged: false })
  expect(analyst?.scopes).toContain('reports:read')
  expect(analyst?.scopes).not.toContain('users:read')
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('privacy.info', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
