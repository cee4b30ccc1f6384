import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { SURVEYED, winterAnswers } from '../../../test/surveys.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

beforeAll(async () => {
  await given.people(held.database, SURVEYED)
  const bring = (wave: string, days: { opened: string; closed: string }, count: number) =>
    importFacts(held.database, {
      kind: 'survey_answers',
      facts: winterAnswers(
        (n): Record<string, string> => (n < count ? { deep_work: '4' } : {}),
      ).map((fact) => ({ ...fact, wave, ...days })),
    })
  await bring('Autumn', { opened: '2025-10-06', closed: '2025-10-17' }, 24)
  await bring('Winter', { opened: '2026-02-23', closed: '2026-03-06' }, 4)
})

test('lists surveys with the fields of DX, and counts of fewer than five as not known', async () => {
  const { snapshots } = await call('snapshots.list', {})
  expect(snapshots).toMatchObject([
    { scheduled_for: '2026-02-23', completed_at: null, completed_count: null, deleted_at: null },
    {
      scheduled_for: '2025-10-06',
      completed_at: '2025-10-18T00:00:00.000Z',
      completed_count: 25,
      total_count: 25,
      account_id: 'MQ',
    },
  ])
  expect(Object.keys(snapshots[0] ?? {})).toEqual([
    'id',
    'account_id',
    'last_result_change_at',
    'scheduled_for',
    'completed_at',
    'completed_count',
    'deleted_at',
    'total_count',
  ])
})

test('orders as asked', async () => {
  const { snapshots } = await call('snapshots.list', { ordering: 'completed_at' })
  expect(snapshots.map(({ scheduled_for }) => scheduled_for)).toEqual(['2025-10-06', '2026-02-23'])
})

test('a bad argument and a missing scope are refused', async () => {
  expect(await refusal('snapshots.list', { ordering: 'name' })).toMatchObject({ status: 422 })
  expect(await refusal('snapshots.list', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
  })
})
