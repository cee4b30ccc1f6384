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

test('needs the scope reports:read', async () => {
  expect(await refusal('metrics.list', {}, { scopes: ['users:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
