import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { run } from '../../store/db.ts'

const { held, call, refusal } = testApp()
const BUILDS = {
  key: 'local_builds',
  name: 'Local builds',
  definition: 'Builds on the own machine, as the build tool counts them.',
  unit: 'builds',
  direction: 'context' as const,
  purpose: 'To see where build caches help.',
}

afterEach(() => run(held.database.db, sql`delete from custom_metrics`))

test('a metric stands beside those of Facet at once', async () => {
  const { metric } = await call('metrics.create', BUILDS)
  expect(metric).toMatchObject({ key: 'local_builds', code: 'C', event_name: null })
  const { metrics } = await call('metrics.list', {})
  expect(metrics.at(-1)).toMatchObject({
    id: 'local_builds',
    unit: 'builds per 5 days',
    kind: 'rate',
    custom: { id: metric.id, code: 'C' },
  })
  expect(metrics.find(({ id }) => id === 'deployment_frequency')).toMatchObject({ of: 'team' })
})

test('a dry run makes none', async () => {
  await call('metrics.create', { ...BUILDS, dry_run: true })
  expect((await call('metrics.list', {})).metrics.some(({ custom }) => custom)).toBe(false)
})

test.each([
  'For performance reviews.',
  'Input for the performance appraisal',
  'bonus',
  'Ranking of developers',
  'To decide on promotions',
])('the purpose "%s" is refused', async (purpose) => {
  const refused = await refusal('metrics.create', { ...BUILDS, purpose })
  expect(refused).toMatchObject({ status: 422, error_details: { issues: [{ path: 'purpose' }] } })
})

test('a purpose about the performance of builds is none about people', async () => {
  const purpose = 'Review the performance of our build cache.'
  expect((await call('metrics.create', { ...BUILDS, purpose })).metric.purpose).toBe(purpose)
})

test.each([
  [{ event_source: 'coder' }, 'event_name'],
  [{ event_value: 'seconds' }, 'event_name'],
  [{ event_source: 'coder', event_name: 'workspace_created' }, 'since'],
  [{ event_source: 'coder', event_name: 'workspace_created', code: 'R' }, 'event_value'],
  [{ key: 'Local Builds' }, 'key'],
  [{ direction: 'up' }, 'direction'],
])('%o names what is wrong', async (args, path) => {
  expect(await refusal('metrics.create', { ...BUILDS, ...args })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test('is not about what people are paid, whatever it is said to be for', async () => {
  const args = { ...BUILDS, key: 'salary', name: 'Yearly salary' }
  expect(await refusal('metrics.create', args)).toMatchObject({
    error_details: { issues: [{ path: 'name', message: expect.stringContaining('paid') }] },
  })
})

test.each(['pr_throughput', 'deployment_frequency', 'local_builds'])(
  'the key %s is taken',
  async (key) => {
    await call('metrics.create', BUILDS)
    expect(await refusal('metrics.create', { ...BUILDS, key })).toMatchObject({ status: 409 })
  },
)

test('needs the scope admin', async () => {
  expect(await refusal('metrics.create', BUILDS, { scopes: ['reports:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('its words can be changed, and it can be taken away; what is not there is not found', async () => {
  const { metric } = await call('metrics.create', BUILDS)
  const changed = await call('metrics.update', {
    id: metric.id,
    name: 'Builds',
    direction: 'lower',
  })
  expect(changed.metric).toMatchObject({ name: 'Builds', direction: 'lower', unit: 'builds' })
  expect(
    await refusal('metrics.update', { id: metric.id, purpose: 'performance rating' }),
  ).toMatchObject({ status: 422 })
  expect(await call('metrics.remove', { id: metric.id, dry_run: true })).toMatchObject({ facts: 0 })
  expect(await call('metrics.remove', { id: metric.id })).toMatchObject({ key: 'local_builds' })
  expect(await refusal('metrics.remove', { id: metric.id })).toMatchObject({ error: 'not_found' })
  expect(await refusal('metrics.update', { id: metric.id })).toMatchObject({ error: 'not_found' })
})
