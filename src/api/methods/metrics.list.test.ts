import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('lists each metric with its definition, its unit and when it is unknown', async () => {
  const { metrics } = await call('metrics.list', {})
  expect(metrics.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['pr_throughput', 'pr_cycle_time', 'coding_days', 'tool_active_days']),
  )
  for (const { definition, unit, unknown } of metrics)
    expect(definition && unit && unknown).toBeTruthy()
})

test('says of what facts each is made, and a version of its own, which only waiting has not', async () => {
  const { metrics } = await call('metrics.list', {})
  expect(metrics.find(({ id }) => id === 'pr_throughput')).toMatchObject({
    made_of: 'pull requests',
    version: expect.stringMatching(/^[0-9a-f]{12}$/),
  })
  const versions = metrics.map(({ version }) => version)
  expect(new Set(versions).size).toBe(metrics.length)
  expect(metrics.filter(({ version }) => version === undefined).map(({ id }) => id)).toEqual([
    'time_to_nth_pr',
  ])
})

test('needs the scope reports:read', async () => {
  expect(await refusal('metrics.list', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
